package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every command and every option is in the help, in the completion of shells, and on the page of commands. */
class ReferenceTest {
    private static final Path PAGE = Path.of("COMMANDS.md");

    private static String printed(String... words) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), words);
        assertThat(typed.code()).as(typed.err()).isZero();
        return typed.out();
    }

    @Test
    void everyCommandIsInHelpCompletionAndReadme() throws IOException {
        String help = printed("--help");
        String completion = printed("completion", "bash");
        String pages = Files.readString(Path.of("../README.md"))
                + Files.readString(Path.of("README.md"))
                + Files.readString(Path.of("../conf/README.md"))
                + Files.readString(Path.of("../notebooks/README.md"));
        assertThat(CommandPage.commands()).hasSizeGreaterThan(10);
        for (CommandLine command : CommandPage.commands()) {
            String name = command.getCommandName();
            assertThat(help).containsPattern("(?m)^  " + name + "[ ,]");
            assertThat(completion).contains("function _picocli_sweep_" + name + "()");
            assertThat(pages).containsPattern("`(\\./sweep )?" + name + "\\b|\\./sweep " + name + " ");
        }
    }

    @Test
    void everyOptionIsExplainedAndCompleted() {
        String completion = printed("completion", "bash");
        for (CommandLine command : CommandPage.commands()) {
            String name = command.getCommandName();
            String help = printed(name, "--help");
            int start = completion.indexOf("function _picocli_sweep_" + name + "()");
            String completed = completion.substring(start, completion.indexOf("\n}", start));
            for (OptionSpec option : CommandPage.options(command)) {
                assertThat(String.join("", option.description()))
                        .as(name + " " + option.longestName())
                        .isNotBlank();
                for (String spelling : option.names()) {
                    assertThat(help).as(name).contains(spelling);
                    assertThat(completed).as(name).contains("'" + spelling + "'");
                }
            }
        }
    }

    @Test
    void everyArgumentIsExplained() {
        List<String> unexplained = CommandPage.commands().stream()
                .flatMap(command -> command.getCommandSpec().positionalParameters().stream()
                        .filter(parameter ->
                                Arrays.stream(parameter.description()).allMatch(String::isBlank))
                        .map(parameter -> command.getCommandName() + " " + parameter.paramLabel()))
                .toList();
        assertThat(unexplained).isEmpty();
    }

    /** With -Dcommands=write, this writes the page anew. */
    @Test
    void thePageIsWhatHelpSays() throws IOException {
        if ("write".equals(System.getProperty("commands"))) {
            Files.writeString(PAGE, CommandPage.text());
        }
        assertThat(PAGE).content().isEqualTo(CommandPage.text());
    }

    @Test
    void versionNamesTheCommit() {
        assertThat(Version.text(null, false)).isEqualTo("spectral-sweep 0.1.0");
        assertThat(Version.text("0fa3", false)).isEqualTo("spectral-sweep 0.1.0, commit 0fa3");
        assertThat(Version.text("0fa3", true)).isEqualTo("spectral-sweep 0.1.0, commit 0fa3 with changes");
        assertThat(printed("--version")).startsWith("spectral-sweep 0.1.0");
    }
}
