package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import org.spectralsweep.spark.job.Advice;
import picocli.CommandLine.Help.Ansi;

/** The block of remarks at the end of a command, as a list with lines of at most 100 columns. */
final class AdviceText {
    private static final int WIDTH = 100;

    private AdviceText() {}

    static void print(PrintWriter out, Ansi colors, Advice advice) {
        if (advice.remarks().isEmpty()) {
            return;
        }
        out.println();
        out.println(Text.bold(colors, "What you should know"));
        for (String remark : advice.remarks()) {
            StringBuilder line = new StringBuilder("-");
            for (String word : remark.split(" ", -1)) {
                if (line.length() + 1 + word.length() > WIDTH) {
                    out.println(line);
                    line = new StringBuilder(" ");
                }
                line.append(' ').append(word);
            }
            out.println(line);
        }
        out.flush();
    }
}
