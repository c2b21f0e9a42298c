package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorStreamTest {
    private static final String ERASE = "\u001b[J";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ErrorStream stream = new ErrorStream(new PrintStream(written, true, StandardCharsets.UTF_8));
    private final PrintStream err = stream.printing();

    private String written() {
        String text = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return text;
    }

    private static String drawn(String line) {
        return "\r" + line + ERASE + "\r";
    }

    @Test
    void putsALineInThePlaceOfTheOneBefore() {
        stream.show("one");
        stream.show("one");
        stream.show("2");
        stream.leaveStatus();
        stream.leaveStatus();
        assertThat(written()).isEqualTo(drawn("one") + drawn("2") + drawn("2") + "\n");
    }

    @Test
    void showsWhatElseIsWrittenAboveTheStatusLine() {
        stream.show("status");
        written();
        err.println("warning");
        assertThat(written()).startsWith(ERASE + "warning").endsWith("\n" + drawn("status"));
    }

    @Test
    void waitsForTheEndOfALine() {
        stream.show("status");
        written();
        err.print("a warning ");
        stream.show("new status");
        assertThat(written()).isEqualTo(ERASE + "a warning ");
        err.print("in two parts\n");
        assertThat(written()).isEqualTo("in two parts\n" + drawn("new status"));
    }

    @Test
    void changesNothingWithoutAStatusLine() {
        err.println("warning");
        err.print("\u00e4");
        assertThat(written()).isEqualTo("warning\n\u00e4");
    }

    @Test
    void saysNothingAfterItsLastWords() {
        stream.show("status");
        written();
        stream.lastWords("interrupted", true);
        stream.lastWords("interrupted", true);
        err.println("a stack trace");
        stream.show("status");
        stream.leaveStatus();
        assertThat(written()).isEqualTo(drawn("status") + "\ninterrupted\n");
    }

    @Test
    void lastWordsBeginALine() {
        err.print("half a line");
        written();
        stream.lastWords("interrupted", false);
        assertThat(written()).isEqualTo("\ninterrupted\n");
    }
}
