package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.spectralsweep.spark.job.SpecLoader;
import org.spectralsweep.spark.job.TrialFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code sweep}, with what all subcommands share. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "How fast does a ReLU network learn frequency kappa where the data has density p?",
        description = {
            "",
            "A spec file describes a sweep: one trial, and the axes along which it varies.",
            "`run` trains every trial on Spark, commits each one as it ends, and fits the law",
            "T = c * kappa^a * p^-b. The same command runs only what is still missing.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  What would run, and how long would it take?",
            "    sweep plan conf/quickstart.yaml",
            "  Run it. The results go to results/quickstart:",
            "    sweep run conf/quickstart.yaml",
            "  Run another variant of the spec, or change one field and use two cores:",
            "    sweep run conf/quickstart.yaml --variant full",
            "    sweep run conf/quickstart.yaml --set network.width=1024 \\",
            "        --out results/narrow --master local[2]",
            "  How far is it? From another terminal or host, while it runs:",
            "    sweep status results/quickstart --watch",
            "  How did it go? Make a page of it? Fit the committed trials again? Query the tables?",
            "    sweep show results/quickstart",
            "    sweep report results/quickstart",
            "    sweep fit results/quickstart",
            "    sweep sql results/quickstart \"SELECT frequency, avg(time_upper) AS T",
            "        FROM convergence GROUP BY 1 ORDER BY 1\"",
            "",
            "  Write a spec of your own? What does a key mean?",
            "    sweep init my-sweep",
            "    sweep spec target.harmonic",
            "  See it in a Jupyter notebook?",
            "    sweep notebook quickstart",
            "",
            "Exit codes:",
            "  0    done; failed trials are reported and have rows in the table trials",
            "  1    the command could not finish, or a trial failed under --strict",
            "  2    bad input: nothing was touched",
            "  130  interrupted: committed trials are kept; the same command resumes",
            "       (143 after SIGTERM)"
        })
public final class SweepCommand implements Runnable {
    /** Exit code: the command is done. */
    static final int DONE = 0;

    /** Exit code: the command could not finish, or trials failed under {@code --strict}. */
    static final int FAILED = 1;

    /** Exit code: the input is bad. */
    static final int BAD_INPUT = 2;

    /** In the order of the help text. */
    private static final List<Class<?>> COMMANDS = List.of(
            PlanCommand.class,
            RunCommand.class,
            FitCommand.class,
            SqlCommand.class,
            ExportCommand.class,
            ShowCommand.class,
            ReportCommand.class,
            StatusCommand.class,
            RegionsCommand.class,
            KernelCommand.class,
            SpecCommand.class,
            InitCommand.class,
            CompletionCommand.class,
            NotebookCommand.class,
            CompareCommand.class,
            CompactCommand.class,
            RerunCommand.class,
            CommandLine.HelpCommand.class);

    private static final Set<Class<?>> ABOUT_ALL = Set.of(CommandLine.HelpCommand.class, CompletionCommand.class);

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "If there is an error, print its stack trace.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    private final SpecLoader loader;
    private final TrialFunction trial;
    private final Console console;
    private final Interruption interruption;

    /**
     * Makes the command for output without a terminal.
     *
     * @param loader reads spec files
     * @param trial runs one trial
     */
    public SweepCommand(SpecLoader loader, TrialFunction trial) {
        this(loader, trial, Console.plain(), new Interruption(new ErrorStream(System.err), false));
    }

    SweepCommand(SpecLoader loader, TrialFunction trial, Console console, Interruption interruption) {
        this.loader = loader;
        this.trial = trial;
        this.console = console;
        this.interruption = interruption;
    }

    /** A command line that answers an error with one sentence and the documented exit code. */
    public CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /**
     * A command line for these arguments. Where the first one names a command, it has that one alone: to read the
     * annotations of all takes a third of the time of {@code sweep status}. Those that are about all commands have all.
     */
    CommandLine commandLine(String[] arguments) {
        return commandLine(COMMANDS.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .filter(command -> !ABOUT_ALL.contains(command))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS));
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    private CommandLine commandLine(List<Class<?>> commands) {
        CommandLine line = new CommandLine(this);
        commands.forEach(line::addSubcommand);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.out()));
        line.setUsageHelpAutoWidth(true);
        line.setUsageHelpLongOptionsMaxWidth(30);
        line.setParameterExceptionHandler((error, arguments) -> Errors.badCommandLine(error, console.err()));
        line.setExecutionExceptionHandler(
                (error, command, result) -> Errors.failed(error, command, console.err(), debug));
        line.setExecutionStrategy(this::execute);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** Runs a command. An {@link Error}, which picocli lets through, ends like an exception. */
    private int execute(ParseResult parsed) {
        CommandLine line = parsed.commandSpec().commandLine();
        try {
            return Errors.written(new CommandLine.RunLast().execute(parsed), line, console.err());
        } catch (Error e) {
            throw new CommandLine.ExecutionException(line, String.valueOf(e.getMessage()), e);
        }
    }

    SpecLoader loader() {
        return loader;
    }

    TrialFunction trial() {
        return trial;
    }

    Console console() {
        return console;
    }

    Interruption interruption() {
        return interruption;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().usage(out);
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
