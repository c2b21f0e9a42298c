package org.spectralsweep.spark.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep completion}: prints a script by which a shell completes commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a script by which a shell completes commands, options and their values.",
        footer = {"", "Examples:", "  source <(sweep completion bash)", "  source <(sweep completion zsh)"})
final class CompletionCommand implements Callable<Integer> {
    /** The shells that complete. */
    enum Shell {
        bash,
        zsh
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public Integer call() {
        CommandLine sweep = spec.root().commandLine();
        String script = AutoComplete.bash(sweep.getCommandName(), sweep);
        spec.commandLine().getOut().print(shell == Shell.zsh ? forZsh(script) : script);
        spec.commandLine().getOut().flush();
        return SweepCommand.DONE;
    }

    /** zsh runs completions of bash by functions that it does not load by itself. */
    private static String forZsh(String script) {
        return "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" + script;
    }
}
