package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;
import picocli.CommandLine;

class SweepCommandTest {
    @TempDir
    Path folder;

    private PlantedTrials trials;
    private Path spec;
    private String results;
    private String out = "";
    private String err = "";

    @BeforeEach
    void open() throws IOException {
        // The commands share the tests' session, and leave it running.
        assertThat(SharedSpark.session()).isNotNull();
        trials = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        results = folder.resolve("results").toString();
        spec = folder.resolve("planted.yaml");
        Files.writeString(spec, "planted\n0 10 50 plain 0.1\n1 20 50 plain 0.1\n2 90 50 plain 3\n3 10 50 throws 0.1\n");
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new PlantedLoader(), trials), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    @Test
    void aCommandAloneIsTheOneAmongAll() {
        SweepCommand sweep = new SweepCommand(new PlantedLoader(), trials);
        CommandLine all = sweep.commandLine();
        for (String name : all.getSubcommands().keySet()) {
            CommandLine line = sweep.commandLine(new String[] {name, "--help"});
            if (name.equals("help") || name.equals("completion")) {
                assertThat(line.getSubcommands()).hasSameSizeAs(all.getSubcommands());
            } else {
                assertThat(line.getSubcommands()).containsOnlyKeys(name);
            }
            assertThat(usage(line, name)).isEqualTo(usage(all, name));
        }
        assertThat(sweep.commandLine(new String[] {}).getSubcommands()).hasSameSizeAs(all.getSubcommands());
        assertThat(sweep.commandLine(new String[] {"--debug", "plan"}).getSubcommands())
                .hasSameSizeAs(all.getSubcommands());
        assertThat(sweep.commandLine(new String[] {"pla"}).getSubcommands()).hasSameSizeAs(all.getSubcommands());
    }

    private static String usage(CommandLine line, String command) {
        return Objects.requireNonNull(line.getSubcommands().get(command)).getUsageMessage();
    }

    @Test
    void plansWithoutTouchingAnything() {
        assertThat(sweep("plan", spec.toString(), "--out", results)).isZero();
        assertThat(out)
                .contains("4: 0 committed, 4 to run")
                .contains("about 3.3 s of processor time")
                .contains("step counts are a rule of thumb, not the kernel's");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void runsShowsQueriesAndRunsAgainWithALargerBudget() throws IOException {
        assertThat(sweep("run", spec.toString(), "--out", results)).as(err).isZero();
        assertThat(out).contains("2 converged, 1 out of steps, 1 failed");
        assertThat(err).contains("4 of 4 trials");
        assertThat(trials.ran()).hasSize(4);

        assertThat(sweep("plan", spec.toString(), "--out", results)).isZero();
        assertThat(out).contains("4 committed, 0 to run");
        assertThat(sweep("run", spec.toString(), "--out", results, "--set", "budget=100", "-q"))
                .isZero();
        assertThat(err).isEmpty();
        assertThat(trials.ran()).containsExactly(PlantedTrials.id(2));

        assertThat(sweep("show", results)).isZero();
        assertThat(out)
                .contains("4 (3 converged, 1 failed)")
                .contains("1 x IllegalStateException: planted")
                .contains(results);
        assertThat(sweep("sql", results, "SELECT status, count(*) AS n FROM trials GROUP BY 1 ORDER BY 1"))
                .isZero();
        assertThat(out.lines()).containsExactly("status     n", "CONVERGED  3", "FAILED     1");
        assertThat(sweep(
                        "sql",
                        results,
                        "--format",
                        "csv",
                        "SELECT trial_id, error, 'a,\"b' AS c FROM trials ORDER BY trial_id LIMIT 1"))
                .isZero();
        assertThat(out.lines()).containsExactly("trial_id,error,c", PlantedTrials.id(0) + ",,\"a,\"\"b\"");
        assertThat(sweep("sql", results, "--format", "json", "SELECT error, 1 AS n FROM trials WHERE error IS NULL"))
                .isZero();
        assertThat(out.lines()).hasSize(5).contains("{\"error\":null,\"n\":1}");
        assertThat(sweep("sql", results)).isZero();
        assertThat(out).contains("convergence  trial_id, region");
    }

    @Test
    void failsUnderStrictIfATrialFailed() {
        assertThat(sweep("run", spec.toString(), "--out", results, "--strict", "-q"))
                .isEqualTo(1);
    }

    @Test
    void comparesTwoFolders() {
        String other = folder.resolve("other").toString();
        assertThat(sweep("run", spec.toString(), "--out", results, "-q")).isZero();
        assertThat(sweep("run", spec.toString(), "--out", other, "-q")).isZero();
        assertThat(sweep("compare", results, other)).as(out).isZero();
        assertThat(sweep("run", spec.toString(), "--out", other, "-q", "--set", "budget=100"))
                .isZero();
        assertThat(sweep("compare", results, other)).isEqualTo(1);
        assertThat(out).contains("status is BUDGET_EXHAUSTED and CONVERGED");
    }

    @Test
    void saysHowFarTwoFoldersAreApart() {
        String other = folder.resolve("other").toString();
        assertThat(sweep("run", spec.toString(), "--out", results, "-q")).isZero();
        assertThat(sweep("compare", results, results, "--within", "0")).as(out).isZero();
        assertThat(out.lines()).hasSize(1).first().asString().startsWith("within 0.0: 4 pairs of trials, ");
        assertThat(sweep("run", spec.toString(), "--out", other, "-q", "--set", "budget=100"))
                .isZero();
        assertThat(sweep("compare", results, other, "--within", "1e-3")).isEqualTo(1);
        assertThat(out).contains("BUDGET_EXHAUSTED and CONVERGED").contains("beyond 0.0010");
        for (String bad : List.of("-1", "NaN", "Infinity", "much")) {
            assertThat(sweep("compare", results, other, "--within=" + bad)).isEqualTo(2);
            assertThat(err).contains("--within").contains(bad.equals("-1") ? "-1.0" : bad);
        }
    }

    @Test
    void answersBadInputWithOneSentenceAndTouchesNothing() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "planted\n0 10\n");
        assertThat(sweep("run", broken.toString(), "--out", results)).isEqualTo(2);
        assertThat(err.strip()).startsWith("error: ").contains("broken.yaml:2: a trial must have five words");
        assertThat(err.lines()).hasSize(1);
        assertThat(sweep("run", folder.resolve("none.yaml").toString(), "--out", results))
                .isEqualTo(2);
        assertThat(err).contains("there is no such file");
        assertThat(sweep("run", folder.toString(), "--out", results)).isEqualTo(2);
        assertThat(err).contains("cannot read " + folder + ": it is a folder, not a spec file");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xfd});
        assertThat(sweep("run", binary.toString(), "--out", results)).isEqualTo(2);
        assertThat(err).contains("binary.yaml").contains("it is not UTF-8 text");
        assertThat(sweep("run", spec.toString(), "--out", spec + "/below")).isEqualTo(2);
        assertThat(err).contains("is a file");
        for (String master : List.of("local[x]", "local[0]", "spork://host:1", "spark://host")) {
            assertThat(sweep("run", spec.toString(), "--out", results, "--master", master))
                    .isEqualTo(2);
            assertThat(err).contains("--master must be").contains(master);
        }
        assertThat(sweep("run", folder.toString())).isEqualTo(2);
        assertThat(err).contains("it is a folder");
        assertThat(sweep("show", results)).isEqualTo(2);
        assertThat(err).contains("there are no results in");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void refusesAFolderOfAnotherSweepAndOneInUse() throws IOException {
        try (ResultsFolder held = ResultsFolder.lock(results, "planted")) {
            assertThat(held.sweep()).isEqualTo("planted");
            assertThat(sweep("run", spec.toString(), "--out", results)).isEqualTo(2);
            assertThat(err).contains("another run is writing to");
        }
        Path other = Files.writeString(folder.resolve("other.yaml"), "other\n0 10 50 plain 0.1\n");
        for (String command : List.of("run", "plan")) {
            assertThat(sweep(command, other.toString(), "--out", results)).isEqualTo(2);
            assertThat(err).contains("holds the sweep 'planted', not 'other'");
        }
    }

    @Test
    void saysWhatIsWrongWithAQuery() throws IOException {
        ResultsFolder.lock(results, "planted").close();
        assertThat(sweep("sql", results, "SELECT nothing FROM trials")).isEqualTo(2);
        assertThat(err).startsWith("error: ").contains("nothing");
        assertThat(err.lines()).hasSize(1);
        assertThat(sweep("sql", results, "SELEC")).isEqualTo(2);
        assertThat(err).contains("SELEC");
    }

    @Test
    void helpsWithAMistypedCommand() {
        assertThat(sweep("pln")).isEqualTo(2);
        assertThat(err).contains("Did you mean").contains("plan");
        assertThat(sweep("run", spec.toString(), "--vairant", "full")).isEqualTo(2);
        assertThat(err).contains("--vairant").contains("--variant");
        assertThat(sweep()).isEqualTo(2);
        assertThat(out).contains("Exit codes:");
    }

    @Test
    void teachesByHelp() {
        assertThat(sweep("--help")).isZero();
        assertThat(out)
                .contains("sweep run conf/quickstart.yaml")
                .contains("130  interrupted")
                .contains("compare");
        assertThat(sweep("run", "--help")).isZero();
        assertThat(out).contains("--strict").contains("--set").contains("Examples:");
    }

    @Test
    void onlyReadsInSql() throws IOException {
        assertThat(sweep("run", spec.toString(), "--out", results, "-q")).isZero();
        for (String query : new String[] {
            "CREATE TABLE foo AS SELECT 1 AS x",
            "INSERT OVERWRITE DIRECTORY 'x' USING csv SELECT 1",
            "WITH a AS (SELECT 1) INSERT INTO trials SELECT * FROM a",
            "drop view trials"
        }) {
            assertThat(sweep("sql", results, query)).as(query).isEqualTo(SweepCommand.BAD_INPUT);
            assertThat(err).startsWith("error: the query must read");
        }
        for (String query : new String[] {
            "  select 1", "WITH a AS (SELECT 1 AS x) SELECT x FROM a", "describe trials", "(SELECT 1) UNION (SELECT 2)"
        }) {
            assertThat(sweep("sql", results, query)).as(query + err).isZero();
        }
    }
}
