package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.SpecLoader;
import org.spectralsweep.spark.job.TrialFunction;
import picocli.CommandLine;

/** Every problem becomes one sentence, with what to do about it and the documented exit code. */
class ErrorsTest {
    private static final String DEBUG = "Run again with --debug for a stack trace.";
    private static final String RESUMES = DEBUG + " Committed trials are kept; the same command resumes.";

    @TempDir
    Path folder;

    private PlantedTrials trials;
    private String spec;
    private String results;
    private String err = "";

    @BeforeEach
    void open() throws IOException {
        // The commands share the tests' session, and leave it running.
        assertThat(SharedSpark.session()).isNotNull();
        trials = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        spec = Files.writeString(folder.resolve("planted.yaml"), "planted\n0 10 50 plain 0.1\n")
                .toString();
        results = folder.resolve("results").toString();
    }

    private int sweep(SpecLoader loader, PrintWriter out, String... arguments) {
        StringWriter errText = new StringWriter();
        CommandLine line = new SweepCommand(loader, trials).commandLine();
        line.setOut(out);
        line.setErr(new PrintWriter(errText, true));
        int code = line.execute(arguments);
        err = errText.toString();
        return code;
    }

    private int sweep(String... arguments) {
        return sweep(new PlantedLoader(), new PrintWriter(new StringWriter()), arguments);
    }

    @Test
    void everyThrowableIsOneSentence() {
        ends(
                () -> new NoClassDefFoundError("org/example/X"),
                "cannot be loaded: java.lang.NoClassDefFoundError: org/example/X");
        ends(() -> new ExceptionInInitializerError(new IllegalStateException("no")), "cannot be loaded: no");
        ends(() -> new UnsatisfiedLinkError("no openblas"), "no openblas");
        ends(StackOverflowError::new, "nested too deeply");
        ends(() -> new OutOfMemoryError("Java heap space"), "the heap of ");
        ends(() -> new IllegalStateException(new OutOfMemoryError("Java heap space")), "SWEEP_JAVA_OPTIONS=-Xmx");
        ends(() -> new AssertionError("never"), "never");
        ends(NullPointerException::new, "a fault of this program: java.lang.NullPointerException");
        ends(() -> new IllegalStateException("\n\n first\nsecond"), " first");
        ends(
                () -> new IllegalStateException(new FileSystemException("/x", null, "No space left on device")),
                "No space left on device (/x)");
        ends(
                () -> new IllegalStateException(new java.nio.file.AccessDeniedException("/x")),
                "/x may not be read or written");
        // As DuckDB's engine throws it, and `sweep sql` wraps it.
        ends(
                () -> new IllegalStateException(
                        "the query could not be answered",
                        new UncheckedIOException(new IOException("DuckDB could not read or write a file: /x"))),
                "error: DuckDB could not read or write a file: /x\n");
    }

    private void ends(Supplier<Throwable> thrown, String sentence) {
        SpecLoader throwing = (file, text, variant, overrides) -> {
            throw sneaky(thrown.get());
        };
        StringWriter out = new StringWriter();
        assertThat(sweep(throwing, new PrintWriter(out), "plan", spec)).as(err).isEqualTo(SweepCommand.FAILED);
        assertThat(err.lines()).hasSize(2).last().isEqualTo(DEBUG);
        assertThat(err).startsWith("error: ").contains(sentence);
        assertThat(sweep(throwing, new PrintWriter(out), "plan", spec, "--debug"))
                .isEqualTo(SweepCommand.FAILED);
        assertThat(err).contains("\tat ").doesNotContain(DEBUG);
        assertThat(out.toString()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void saysThatItResumesOnlyWhereItDoes() throws IOException {
        // The picture's folder is a file. What is committed stays, but the run cannot write its fits.
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        Path runs = Path.of(results, "runs");
        try (var files = Files.list(runs)) {
            files.toList().forEach(file -> file.toFile().delete());
        }
        Files.delete(runs);
        Files.writeString(runs, "");
        assertThat(sweep("run", spec, "--out", results, "-q")).isEqualTo(SweepCommand.FAILED);
        assertThat(err.lines()).as(err).last().isEqualTo(RESUMES);
        Files.delete(runs);
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        Files.writeString(fresh.resolve("sweep.json"), "{\"name\": \"planted\", \"schema-version\": 1}");
        Files.writeString(fresh.resolve("runs"), "");
        assertThat(sweep("run", spec, "--out", fresh.toString(), "-q")).isEqualTo(SweepCommand.FAILED);
        assertThat(err.lines()).as(err).last().isEqualTo(DEBUG);
    }

    /** Replaces the run's own results by those of another sweep while it trains. */
    private record Replaced(TrialFunction trials, String place, String other) implements TrialFunction {
        @Override
        public Outcome run(String specJson) throws Exception {
            Files.move(Path.of(place), Path.of(place + "-moved"));
            Files.move(Path.of(other), Path.of(place));
            return trials.run(specJson);
        }
    }

    @Test
    void aFolderThatWasReplacedIsNotResumed() {
        String other = folder.resolve("other").toString();
        assertThat(sweep("run", spec, "--out", other, "-q")).as(err).isZero();
        StringWriter text = new StringWriter();
        CommandLine line = new SweepCommand(new PlantedLoader(), new Replaced(trials, results, other)).commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(text, true));
        assertThat(line.execute("run", spec, "--out", results, "-q")).isEqualTo(SweepCommand.FAILED);
        assertThat(text.toString())
                .contains("was moved, deleted or replaced")
                .contains(DEBUG)
                .doesNotContain("resumes");
    }

    @Test
    void aQueryThatFailsIsBadInput() {
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        int i = 0;
        for (String query : new String[] {
            "SELECT CAST('x' AS INT)",
            "SELECT CAST(status AS INT) FROM trials",
            "SELECT 1 / 0",
            "SELECT 1 / (steps - steps) FROM trials",
            "SELECT CAST(9223372036854775807 AS BIGINT) + steps FROM trials",
            "SELECT CAST(steps * 1000000000000 AS INT) FROM trials",
            "SELECT array(1)[steps] FROM trials",
            "SELECT raise_error('no')",
            "SELECT assert_true(steps < 0) FROM trials",
            "SELECT (SELECT steps FROM VALUES (1), (2) AS t(steps))",
            "SELECT to_date(status, 'yyyy') FROM trials",
            "SELECT nothing FROM trials",
            "SELECT nothing(1) FROM trials",
            "SELECT steps FROM trials GROUP BY status",
            "SELECT max(steps) OVER () FROM trials WHERE max(steps) > 1",
            "SELECT * FROM trials t JOIN hits h WHERE trial_id = ''",
            "SELECT 1 UNION SELECT 1, 2",
            "SELECT 1 FORM x",
            "SELECT",
        }) {
            String format = List.of("table", "csv", "json").get(i++ % 3);
            assertThat(sweep("sql", results, query, "--format", format))
                    .as(query + err)
                    .isEqualTo(2);
            assertThat(err).startsWith("error: ").doesNotContain("SQLSTATE").doesNotContain("error: [");
            assertThat(err.lines()).as(err).hasSize(1);
        }
    }

    @Test
    void knowsWhichColumnWasMeant() {
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        assertThat(sweep("sql", results, "SELECT t.statsu FROM trials t")).isEqualTo(2);
        assertThat(err.strip())
                .isEqualTo("error: the query asks for the unknown column 't.statsu'; did you mean 't.status'?");
        assertThat(sweep("sql", results, "SELECT median(kernel_ration) FROM convergence"))
                .isEqualTo(2);
        assertThat(err).contains("unknown column 'kernel_ration'; did you mean 'kernel_ratio'?");
        assertThat(sweep("sql", results, "SELECT regr_slop(1, 2)")).isEqualTo(2);
        assertThat(err).contains("unknown function 'regr_slop'; did you mean 'regr_slope'?");
        assertThat(sweep("sql", results, "SELECT * FROM trails")).isEqualTo(2);
        assertThat(err).contains("unknown table 'trails'; did you mean 'trials'?");
    }

    @Test
    void saysThatItsOutputCannotBeWritten() {
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        for (List<String> arguments : List.of(
                List.of("sql", results),
                List.of("sql", results, "SELECT 1"),
                List.of("sql", results, "SELECT * FROM range(5000)", "--format", "csv"),
                List.of("sql", results, "SELECT * FROM range(5000)", "--format", "json"),
                List.of("show", results),
                List.of("plan", spec, "--out", results),
                List.of("run", spec, "--out", results, "-q"),
                List.of("compare", results, results),
                List.of("spec"),
                List.of("--help"))) {
            Output full = Output.on(new Full(), StandardCharsets.UTF_8);
            assertThat(sweep(new PlantedLoader(), full, arguments.toArray(String[]::new)))
                    .as(arguments + err)
                    .isEqualTo(1);
            assertThat(err)
                    .as("%s", arguments)
                    .contains("error: the output could not be written: No space left on device");
            assertThat(err.lines()).as(err).hasSize(1);
        }
    }

    /** A stream that takes some bytes and then no more. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
