package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;
import org.spectralsweep.spark.table.FitRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;

/**
 * A folder that commit a886ffe wrote is read, planned, resumed and fitted. Nothing in it is trained again but its two
 * dense trials, since the dense engine then rounded differently.
 */
class StoredFolderTest {
    private static final Path STORED = Path.of("src/test/resources/folders/a886ffe");

    @TempDir
    Path folder;

    private String results;
    private String out = "";
    private String err = "";

    @BeforeEach
    void copy() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        Path copy = folder.resolve("results");
        results = copy.toString();
        try (Stream<Path> files = Files.walk(STORED.resolve("results"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(STORED.resolve("results").relativize(file)));
            }
        }
    }

    @Test
    void isPlannedWithTheDenseTrialsToRun() throws IOException {
        Map<String, String> before = contents();
        assertThat(sweep("plan", STORED.resolve("spec.yaml").toString(), "--out", results))
                .as(err)
                .isZero();
        assertThat(out)
                .contains("12 committed, 2 to run")
                .contains(
                        "2 trials train again: an earlier version of the dense engine, which rounds differently, trained them");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void isFittedWithTheNumbersThatItsWriterPrinted() throws IOException {
        Map<String, Double> before = estimates();
        assertThat(before).isNotEmpty();
        assertThat(sweep("fit", results)).as(err).isZero();
        String byFolder = out;
        // The spec names trials of the present version, for which rows of the former one stand.
        assertThat(sweep("fit", STORED.resolve("spec.yaml").toString(), "--out", results))
                .as(err)
                .isZero();
        assertThat(out).isEqualTo(byFolder);
        List<String> printed = Files.readAllLines(STORED.resolve("fit.txt")).stream()
                .filter(line -> line.startsWith("headline") || line.startsWith("p = "))
                .map(StoredFolderTest::withoutInterval)
                .toList();
        assertThat(printed).hasSize(6);
        assertThat(out.lines().map(StoredFolderTest::withoutInterval)).containsAll(printed);
        Map<String, Double> after = estimates();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        // The writer stopped its search where the error was at most 1e-7 of sigma.
        before.forEach((name, value) -> assertThat(after.get(name)).as(name).isCloseTo(value, within(1e-7)));
    }

    /** In a virtual machine of its own, for the tests' session is no proof. */
    @Test
    void isFittedAndDrawnWithoutStartingSpark() throws Exception {
        Path loaded = folder.resolve("classes");
        Path log = folder.resolve("log");
        Process fit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("..", "conf", "jvm.options"),
                        "-Djava.awt.headless=true",
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "fit",
                        results)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(fit.waitFor()).as(Files.readString(log)).isZero();
        assertThat(Path.of(results, "convergence.png")).isNotEmptyFile();
        assertThat(Path.of(results, "convergence.svg")).isNotEmptyFile();
        assertThat(Files.readString(loaded))
                .contains("org.spectralsweep.spark.report.FigurePicture ")
                .doesNotContain("org.apache.spark.SparkContext ", "org.apache.spark.SparkEnv ");
    }

    @Test
    void isResumedByOneMoreAxisValue() throws IOException {
        List<TrialRow> before = trials();
        String spec = Files.readString(STORED.resolve("spec.yaml"));
        String last = "{target.frequency: 5, engine: circle}";
        assertThat(spec).contains(last);
        Path longer = Files.writeString(
                folder.resolve("longer.yaml"),
                spec.replace(last, last + "\n      - {target.frequency: 6, engine: circle}"));
        assertThat(sweep("run", longer.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(out).contains("16 trials: 12 committed before, 4 run now");
        assertThat(trials()).hasSize(18).containsAll(before);
        assertThat(sweep("run", longer.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(out).contains("16 trials: 16 committed before, 0 run now");
    }

    @Test
    void isShownAndQueried() {
        assertThat(sweep("show", results)).as(err).isZero();
        assertThat(out).contains("14 (12 converged, 2 out of steps)");
        assertThat(sweep("sql", results, "--format", "csv", "SELECT count(*) AS n FROM convergence WHERE censored"))
                .as(err)
                .isZero();
        assertThat(out.lines()).containsExactly("n", "3");
        assertThat(sweep("compare", results, STORED.resolve("results").toString()))
                .as(out)
                .isZero();
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    /** The bootstrap draws cells in the order of their ids, which differ from those that the folder's writer gave. */
    private static String withoutInterval(String line) {
        return line.replaceAll("\\[.*]", "[interval]").stripTrailing();
    }

    private List<TrialRow> trials() throws IOException {
        return store().rows(Table.TRIALS);
    }

    private Map<String, Double> estimates() throws IOException {
        Map<String, Double> estimates = new TreeMap<>();
        store().rows(Table.FITS).stream()
                .forEach((FitRow fit) -> estimates.put(
                        fit.fit() + " " + fit.estimator() + " " + fit.parameter(),
                        fit.value().estimate() == null
                                ? Double.NaN
                                : fit.value().estimate()));
        return estimates;
    }

    private UnitStore store() {
        return ResultsFolder.open(results).store();
    }

    private Map<String, String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(results))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(Path::toString, StoredFolderTest::bytes, (a, b) -> a, TreeMap::new));
        }
    }

    private static String bytes(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
