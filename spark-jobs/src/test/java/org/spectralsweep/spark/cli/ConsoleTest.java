package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class ConsoleTest {
    private static final String ESCAPE = "\u001b[";

    private static Ansi colours(boolean terminal, Map<String, String> environment) {
        return Console.colours(terminal, environment::get);
    }

    @Test
    void coloursATerminalOnly() {
        assertThat(colours(true, Map.of("TERM", "xterm"))).isEqualTo(Ansi.ON);
        assertThat(colours(false, Map.of("TERM", "xterm"))).isEqualTo(Ansi.OFF);
        assertThat(colours(true, Map.of("TERM", "dumb"))).isEqualTo(Ansi.OFF);
        assertThat(colours(true, Map.of("TERM", ""))).isEqualTo(Ansi.OFF);
        assertThat(colours(true, Map.of())).isEqualTo(Ansi.OFF);
    }

    @Test
    void leavesColoursOutWhereNoColorIsSet() {
        assertThat(colours(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo(Ansi.OFF);
        assertThat(colours(true, Map.of("TERM", "xterm", "NO_COLOR", "false"))).isEqualTo(Ansi.OFF);
        // Set but empty does not count: https://no-color.org
        assertThat(colours(true, Map.of("TERM", "xterm", "NO_COLOR", ""))).isEqualTo(Ansi.ON);
    }

    private static String[] outAndErr(Ansi out, Ansi err, String... arguments) {
        Interruption interruption = new Interruption(new ErrorStream(System.err), false);
        CommandLine line = new SweepCommand(
                        new YamlSweeps(), new NetworkTrials(), new Console(out, err, null), interruption)
                .commandLine();
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        line.setOut(new PrintWriter(outText, true));
        line.setErr(new PrintWriter(errText, true));
        line.execute(arguments);
        return new String[] {outText.toString(), errText.toString()};
    }

    @Test
    void coloursEachStreamForItself() {
        // Without a command, the help goes to one stream and the error to the other.
        String[] onOut = outAndErr(Ansi.ON, Ansi.OFF);
        assertThat(onOut[0]).contains(ESCAPE);
        assertThat(onOut[1]).contains("error:").doesNotContain(ESCAPE);
        String[] onErr = outAndErr(Ansi.OFF, Ansi.ON);
        assertThat(onErr[0]).isNotEmpty().doesNotContain(ESCAPE);
        assertThat(onErr[1]).contains(ESCAPE);
    }

    @Test
    void helpOfACommandHasTheColoursOfItsStream() {
        for (String[] arguments : new String[][] {{"help", "run"}, {"run", "--help"}, {"--help"}, {"--version"}}) {
            assertThat(outAndErr(Ansi.OFF, Ansi.ON, arguments)[0]).isNotEmpty().doesNotContain(ESCAPE);
        }
        assertThat(outAndErr(Ansi.ON, Ansi.OFF, "help", "run")[0]).contains(ESCAPE);
        assertThat(outAndErr(Ansi.OFF, Ansi.ON, "plan", "there-is-none.yaml")[1])
                .contains(ESCAPE);
        assertThat(outAndErr(Ansi.ON, Ansi.OFF, "plan", "there-is-none.yaml")[1])
                .doesNotContain(ESCAPE);
    }
}
