package org.spectralsweep.spark.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows long texts by a program that pages, for a prompt on a terminal. That is {@code $PAGER}, or {@code less}, which
 * shows what fits on one screen at once and does not break wide rows. Without either the text is printed.
 */
final class Pager {
    private static final String LESS = "less";

    /** Quit if one screen holds all, keep colours and the screen. */
    private static final List<String> LESS_COMMAND = List.of(LESS, "-FRX");

    /** Cut lines instead of breaking them; the arrow keys show the rest. */
    private static final String CUT_LINES = "-S";

    /** More rows would take long to align. */
    private static final int MOST_ROWS = 10_000;

    /** How a shell says that it cannot run a program, or does not find it. */
    private static final Set<Integer> NOT_RUN = Set.of(126, 127);

    private final List<String> command;

    private Pager(List<String> command) {
        this.command = command;
    }

    /** The pager of this environment. With {@code PAGER=cat} there is none. */
    static Pager of(UnaryOperator<@Nullable String> environment) {
        String chosen = environment.apply("PAGER");
        if (chosen != null && !chosen.isBlank()) {
            return new Pager(chosen.strip().equals("cat") ? List.of() : List.of("sh", "-c", chosen));
        }
        boolean there = Stream.of(Optional.ofNullable(environment.apply("PATH"))
                        .orElse("")
                        .split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, LESS)));
        return new Pager(there ? LESS_COMMAND : List.of());
    }

    /** How many rows of a table are worth showing. */
    int rows() {
        return command.isEmpty() ? RowFormat.SHOWN : MOST_ROWS;
    }

    /** Shows a table that is written, all at once. Nothing is shown if the writing throws. */
    void table(PrintWriter out, Consumer<PrintWriter> writing) {
        show(
                command.equals(LESS_COMMAND)
                        ? Stream.concat(command.stream(), Stream.of(CUT_LINES)).toList()
                        : command,
                out,
                writing);
    }

    /** Shows a text, likewise. */
    void text(PrintWriter out, Consumer<PrintWriter> writing) {
        show(command, out, writing);
    }

    private static void show(List<String> command, PrintWriter out, Consumer<PrintWriter> writing) {
        if (command.isEmpty()) {
            writing.accept(out);
            return;
        }
        StringWriter text = new StringWriter();
        writing.accept(new PrintWriter(text));
        out.flush();
        if (!paged(command, text.toString())) {
            out.print(text);
        }
    }

    private static boolean paged(List<String> command, String text) {
        try {
            Process pager = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (PrintWriter to = new PrintWriter(pager.getOutputStream(), false, StandardCharsets.UTF_8)) {
                // It may be quit before it has read everything.
                to.print(text);
            }
            return !NOT_RUN.contains(pager.waitFor());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
