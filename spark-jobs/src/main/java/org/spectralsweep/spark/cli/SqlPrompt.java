package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.DataDictionary;
import org.spectralsweep.spark.job.ViewsCatalog;
import picocli.CommandLine.Help.Ansi;

/**
 * A prompt for queries. It reads statements until {@code \q} or the end of the input, and answers one after another.
 */
final class SqlPrompt {
    private static final String HELP =
            "A query ends with ; and \\d lists views, \\d VIEW its columns, \\q ends. Ctrl-C cancels a query.";

    private final PrintWriter out;
    private final Ansi colours;
    private final Pager pager;
    private final Query query;

    /**
     * Makes a prompt.
     *
     * @param pager shows long descriptions
     * @param query answers queries
     */
    SqlPrompt(PrintWriter out, Ansi colours, Pager pager, Query query) {
        this.out = out;
        this.colours = colours;
        this.pager = pager;
        this.query = query;
    }

    /** Answers queries. */
    interface Query {
        /** Shows the answer or throws. Returns how long it took, without the time that somebody read it. */
        Duration answer(String statement);
    }

    /** Where statements come from. */
    interface Source {
        /** The next statement or command; null at the end. */
        @Nullable
        String next();
    }

    /**
     * Reads from this process's terminal.
     *
     * @param cancel called when Ctrl-C is pressed during a query
     */
    void run(Runnable cancel) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .jna(false)
                .jansi(false)
                .jni(false)
                .ffm(false)
                .exec(true)
                .build()) {
            terminal.handle(Terminal.Signal.INT, signal -> cancel.run());
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("sweep")
                    .parser(new SqlParser())
                    .completer(new SqlCompleter())
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   ...> ")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.CASE_INSENSITIVE, true)
                    .build();
            try {
                reader.setVariable(LineReader.HISTORY_FILE, history(System::getenv));
            } catch (IOException | RuntimeException e) {
                // A home that cannot be written to has no history.
                reader.setVariable(LineReader.DISABLE_HISTORY, true);
            }
            out.println(HELP);
            out.flush();
            run(() -> next(reader));
        }
    }

    private static @Nullable String next(LineReader reader) {
        try {
            return reader.readLine("sweep> ");
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    /** The file of the history, in a folder that is made if it is missing. */
    static Path history(UnaryOperator<@Nullable String> environment) throws IOException {
        String state = environment.apply("XDG_STATE_HOME");
        Path folder = (state == null || state.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state))
                .resolve("spectral-sweep");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return folder.resolve("sql-history");
    }

    void run(Source source) {
        while (true) {
            String typed = source.next();
            if (typed == null || typed.strip().equals("\\q")) {
                return;
            }
            String statement = SqlParser.statement(typed);
            if (statement.startsWith("\\")) {
                command(statement);
            } else if (!statement.isEmpty()) {
                answer(statement);
            }
            out.flush();
        }
    }

    private void answer(String statement) {
        try {
            Duration took = query.answer(statement);
            out.println("(" + Text.duration(took.toMillis() / 1e3) + ")");
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            out.println(Text.red(colours, "error: " + Failure.of(e).sentence()));
        }
    }

    private void command(String command) {
        String[] words = command.split("\\s+", -1);
        if (!words[0].equals("\\d") || words.length > 2) {
            out.println(Text.red(colours, "error: there is no command " + command) + "\n" + HELP);
        } else if (words.length == 1) {
            ViewsCatalog.NAMES.forEach(
                    view -> out.printf(Locale.ROOT, "%s  %s%n", Text.bold(colours, view), DataDictionary.about(view)));
        } else {
            columns(words[1]);
        }
    }

    private void columns(String view) {
        List<DataDictionary.Column> columns = DataDictionary.columns(view);
        if (columns.isEmpty()) {
            out.println(Text.red(
                    colours,
                    "error: there is no view " + view + "; there are " + String.join(", ", ViewsCatalog.NAMES)));
            return;
        }
        int name = width(columns, DataDictionary.Column::name);
        int type = width(columns, DataDictionary.Column::type);
        pager.text(
                out,
                to -> columns.forEach(column -> to.println(Text.bold(colours, column.name())
                        + " ".repeat(name - column.name().length() + 2)
                        + column.type()
                        + " ".repeat(type - column.type().length() + 2)
                        + column.sentence())));
    }

    private static int width(List<DataDictionary.Column> columns, Function<DataDictionary.Column, String> part) {
        return columns.stream()
                .mapToInt(column -> part.apply(column).length())
                .max()
                .orElse(0);
    }
}
