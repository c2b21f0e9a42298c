package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.DataDictionary;
import org.spectralsweep.spark.job.Export;
import org.spectralsweep.spark.job.OpenViews;
import org.spectralsweep.spark.job.Plan;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.ViewsCatalog;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;
import picocli.CommandLine.Help.Ansi;

/** What comes out of a results folder: files of other programs, and answers at a prompt. */
class ExportAndPromptTest {
    @TempDir
    Path folder;

    private String results;

    @BeforeEach
    void name() {
        assertThat(SharedSpark.session()).isNotNull();
        results = folder.resolve("results").toString();
    }

    private Typed sweep(String... arguments) throws IOException {
        return Typed.into(
                new SweepCommand(
                        new PlantedLoader(),
                        new PlantedTrials(Files.createDirectories(folder.resolve("journal"))
                                .toString())),
                arguments);
    }

    private void run() throws IOException {
        Path spec = Files.writeString(
                folder.resolve("planted.yaml"), "planted\n0 10 50 plain 0.1\n1 20 50 plain 0.1\n3 10 50 throws 0.1\n");
        assertThat(sweep("run", spec.toString(), "--out", results, "-q").code()).isZero();
    }

    @Test
    void exportsEveryTableAndWhatColumnsMean() throws IOException {
        run();
        for (String format : List.of("csv", "json", "parquet")) {
            Path out = folder.resolve(format);
            Typed export = sweep("export", results, "--format", format, "--out", out.toString());
            assertThat(export.code()).as(export.err()).isZero();
            for (String table : Export.columns().keySet()) {
                assertThat(out.resolve(table + "." + format)).isRegularFile();
            }
            assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
            assertThat(sweep("export", results, "--format", format, "--out", out.toString())
                            .code())
                    .isEqualTo(2);
        }
        List<String> trials = Files.readAllLines(folder.resolve("csv/trials.csv"));
        assertThat(trials).hasSize(4).first().asString().startsWith("trial_id,");
        assertThat(SharedSpark.session()
                        .read()
                        .parquet(folder.resolve("parquet/trials.parquet").toString())
                        .count())
                .isEqualTo(3);
        List<String> columns = Files.readAllLines(folder.resolve("csv/columns.csv"));
        assertThat(columns).first().isEqualTo("table,column,type,meaning");
        assertThat(columns).anySatisfy(line -> assertThat(line)
                .startsWith("convergence,step_upper,bigint,")
                .contains("the threshold was reached by this step"));
    }

    @Test
    void everyColumnHasItsMeaning() {
        for (String view : ViewsCatalog.NAMES) {
            assertThat(DataDictionary.about(view)).as(view).isNotBlank();
            assertThat(DataDictionary.columns(view)).as(view).isNotEmpty().allSatisfy(column -> assertThat(
                            column.sentence())
                    .as(view + "." + column.name())
                    .isNotBlank());
        }
    }

    @Test
    void everyExampleWorks() throws IOException {
        run();
        assertThat(SqlExamples.all()).hasSize(5);
        for (Map.Entry<String, String> example : SqlExamples.all().entrySet()) {
            Typed answer = sweep("sql", results, example.getValue());
            assertThat(answer.code()).as(example.getKey() + answer.err()).isZero();
        }
        assertThat(sweep("sql", results, "--examples").out())
                .contains("How did trials end?")
                .contains("sweep sql " + results + " \"SELECT status");
    }

    @Test
    void everyExampleGivesTheSameWithDuckDb() throws IOException {
        ResultsFolder.lock(results, "measured").close();
        UnitStore store = ResultsFolder.open(results).store();
        List<PlannedTrial> planned = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String id = "trial " + i;
            store.commit(id, Rows.reached(id, i, 10L * i), "0", false);
            planned.add(PlannedTrial.ofItself(id, id, "cell"));
        }
        new PlanStore(store).write("run", planned);
        for (String example : SqlExamples.all().values()) {
            Typed spark = sweep("sql", results, example);
            Typed duckDb = sweep("sql", results, "--with", "duckdb", example);
            assertThat(duckDb.code()).as(example + duckDb.err()).isZero();
            assertThat(duckDb.out()).isEqualTo(spark.out());
        }
    }

    @Test
    void anExportThatFailsLeavesNothing() throws IOException {
        Path out = folder.resolve("deep/export");
        try (StagedFolder staged = StagedFolder.in(out)) {
            Files.writeString(staged.file("a.csv"), "a");
            Files.writeString(staged.file("b.csv"), "b");
        }
        assertThat(folder.resolve("deep")).doesNotExist();
        try (StagedFolder staged = StagedFolder.in(out)) {
            Files.writeString(staged.file("a.csv"), "a");
            assertThat(staged.publish()).containsExactly(out.resolve("a.csv"));
        }
        assertThat(out)
                .isDirectoryContaining(file -> file.endsWith("a.csv"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    @Test
    void writesAnswersToFiles() throws IOException {
        run();
        for (String engine : List.of("spark", "duckdb")) {
            for (String format : List.of("table", "csv", "json", "parquet")) {
                Path file = folder.resolve(engine + "." + format);
                String[] command = {
                    "sql",
                    results,
                    "SELECT trial_id, steps FROM trials ORDER BY 1",
                    "--with",
                    engine,
                    "--format",
                    format,
                    "--to",
                    file.toString()
                };
                Typed answer = sweep(command);
                assertThat(answer.code()).as(answer.err()).isZero();
                assertThat(answer.out()).isEmpty();
                assertThat(file).isRegularFile();
                Typed again = sweep(command);
                assertThat(again.code()).isEqualTo(2);
                assertThat(again.err()).contains("is there already");
            }
        }
        for (String format : List.of("table", "csv", "json")) {
            assertThat(folder.resolve("duckdb." + format)).hasSameTextualContentAs(folder.resolve("spark." + format));
        }
        assertThat(SharedSpark.session()
                        .read()
                        .parquet(folder.resolve("duckdb.parquet").toString())
                        .count())
                .isEqualTo(3);
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThat(sweep("sql", results, "SELECT 1", "--to", link.toString()).err())
                .contains("is there already");
        assertThat(sweep(
                                "sql",
                                results,
                                "SELECT 1",
                                "--to",
                                folder.resolve("no/x").toString())
                        .err())
                .contains("in a folder that is there");
        assertThat(sweep("sql", results, "SELECT 1", "--format", "parquet").err())
                .contains("add --to FILE");
        Typed wrong = sweep(
                "sql", results, "SELECT 1 / 0", "--to", folder.resolve("x").toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void helpListsEveryView() throws IOException {
        List<String> help = sweep("sql", "--help").out().lines().toList();
        assertThat(ViewsCatalog.NAMES)
                .allSatisfy(view -> assertThat(help).anyMatch(line -> line.startsWith("  " + view + " ")));
    }

    @Test
    void pagesLongAnswers() throws IOException {
        StringWriter plain = new StringWriter();
        Path read = folder.resolve("paged");
        Pager.of(name -> name.equals("PAGER") ? "cat > '" + read + "'" : null)
                .table(new PrintWriter(plain), to -> to.print("row"));
        assertThat(read).hasContent("row");
        assertThat(plain.toString()).isEmpty();
        Pager none = Pager.of(name -> name.equals("PAGER") ? "cat" : null);
        none.text(new PrintWriter(plain, true), to -> to.print("row"));
        assertThat(plain.toString()).isEqualTo("row");
        assertThat(none.rows()).isEqualTo(RowFormat.SHOWN);
    }

    @Test
    void printsWhatAMissingPagerCannotShow() {
        StringWriter plain = new StringWriter();
        Pager.of(name -> name.equals("PAGER") ? "/no/such" : null)
                .text(new PrintWriter(plain, true), to -> to.print("row"));
        assertThat(plain.toString()).isEqualTo("row");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aQueryIsCancelledWhileItsEngineStarts() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        StartingEngine engine = new StartingEngine(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("the test is over");
        });
        Thread impatient = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            engine.cancel();
        });
        impatient.start();
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> engine.answer("SELECT 1"))
                .withMessage("the query was cancelled");
        impatient.join();
        never.countDown();
    }

    @Test
    void replacesNoFileThatAppearsMeanwhile() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        try (StagedFolder staged = StagedFolder.in(out)) {
            Files.writeString(staged.file("a.csv"), "a");
            Files.writeString(staged.file("b.csv"), "b");
            Files.writeString(out.resolve("b.csv"), "another's");
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(staged::publish)
                    .withMessageContaining("is there already");
        }
        assertThat(out.resolve("a.csv")).doesNotExist();
        assertThat(out.resolve("b.csv")).hasContent("another's");
    }

    @Test
    void aLaterQuerySeesWhatWasCommittedMeanwhile() throws IOException {
        run();
        ResultsFolder open = ResultsFolder.open(results);
        SparkSession session = SharedSpark.session();
        OpenViews views = new OpenViews(session, open.store(), () -> Plan.everything(open.store()));
        String query = "SELECT count(*) FROM trials";
        views.prepare(query);
        assertThat(session.sql(query).first().getLong(0)).isEqualTo(3);
        views.prepare(query);
        Files.writeString(folder.resolve("planted.yaml"), "planted\n4 10 50 plain 0.1\n");
        assertThat(sweep("run", folder.resolve("planted.yaml").toString(), "--out", results, "-q")
                        .code())
                .isZero();
        views.prepare(query);
        assertThat(session.sql(query).first().getLong(0)).isEqualTo(4);
    }

    private static String prompted(List<String> asked, String... typed) {
        StringWriter out = new StringWriter();
        Iterator<String> lines = List.of(typed).iterator();
        Pager plain = Pager.of(name -> name.equals("PAGER") ? "cat" : null);
        new SqlPrompt(new PrintWriter(out, true), Ansi.OFF, plain, statement -> {
                    asked.add(statement);
                    if (statement.contains("DROP")) {
                        throw new BadInput("the query must only read");
                    }
                    return Duration.ZERO;
                })
                .run(() -> lines.hasNext() ? lines.next() : null);
        return out.toString();
    }

    @Test
    void answersStatementsUntilTheEnd() {
        List<String> asked = new ArrayList<>();
        String out = prompted(asked, "SELECT 1;", "", "DROP TABLE trials;", "SELECT\n 2 ; ", "\\q", "SELECT 3;");
        assertThat(asked).containsExactly("SELECT 1", "DROP TABLE trials", "SELECT\n 2");
        assertThat(out).contains("error: the query must only read");
    }

    @Test
    void describesViews() {
        assertThat(prompted(new ArrayList<>(), "\\d")).contains("convergence  Hits, with their trial's columns");
        assertThat(prompted(new ArrayList<>(), "\\d convergence"))
                .containsPattern("step_upper +bigint +the threshold was reached by this step; null if right-censored");
        assertThat(prompted(new ArrayList<>(), "\\d nothing", "\\x"))
                .contains("error: there is no view nothing")
                .contains("error: there is no command \\x");
    }

    @Test
    void aStatementEndsWithASemicolonOutsideQuotesAndComments() {
        for (String whole :
                List.of("SELECT 1;", "SELECT ';' ;", "SELECT 1; -- done", "\\d trials", "", "SELECT 'it\\'s';")) {
            assertThat(SqlParser.isWhole(whole)).as(whole).isTrue();
        }
        for (String part :
                List.of("SELECT 1", "SELECT ';'", "SELECT 1 -- ;", "SELECT /* ; */", "SELECT `a;", "SELECT 'a;")) {
            assertThat(SqlParser.isWhole(part)).as(part).isFalse();
        }
    }

    @Test
    void completesViewsAndTheirColumns() {
        assertThat(SqlCompleter.names("SELECT * FROM conv", "conv")).containsExactly("convergence");
        assertThat(SqlCompleter.names("SELECT kern FROM convergence", "kern")).contains("kernel_ratio");
        assertThat(SqlCompleter.names("SELECT kern FROM fits", "kern")).isEmpty();
        assertThat(SqlCompleter.names("\\d tri", "tri")).containsExactly("trials");
    }

    @Test
    void keepsItsHistoryInTheUsersHome() throws IOException {
        Path state = folder.resolve("state");
        assertThat(SqlPrompt.history(name -> name.equals("XDG_STATE_HOME") ? state.toString() : null))
                .isEqualTo(state.resolve("spectral-sweep/sql-history"));
        assertThat(state.resolve("spectral-sweep")).isDirectory();
    }
}
