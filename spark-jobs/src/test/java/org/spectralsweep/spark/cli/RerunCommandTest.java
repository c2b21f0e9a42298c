package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.Ledger;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.YamlSweeps;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.UnitStore;

class RerunCommandTest {
    private static final String SPEC = """
            sweep: again
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 30}
              target: {type: harmonic, frequency: 2}
              network: {width: 32, parameterization: ntk}
              initialization: {weights: {type: normal, std: 1}}
              optimizer: {type: gradient-descent, learning-rate: auto}
              thresholds: [{name: t, convention: relative-mse, delta: 0.05}]
              metrics: [{type: training-loss}]
              max-steps: 2000
            replicates: 2
            """;

    @TempDir
    Path folder;

    private String results;

    @BeforeEach
    void run() throws IOException {
        Path spec = Files.writeString(folder.resolve("again.yaml"), SPEC);
        results = folder.resolve("results").toString();
        assertThat(typed("run", spec.toString(), "--quiet", "--master", "local[2]", "--out", results)
                        .code())
                .isZero();
    }

    private static Typed typed(String... words) {
        return Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), words);
    }

    private List<String> trials() throws IOException {
        return Ledger.of(ResultsFolder.open(results).store()).entries().keySet().stream()
                .sorted()
                .toList();
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Path.of(results))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }

    @Test
    void saysThatAStoredTrialComesOutTheSame() throws IOException {
        Map<String, Long> before = files();
        String id = trials().get(0);
        Typed whole = typed("rerun", results, id);
        assertThat(whole.out())
                .contains("trial " + id + ": CONVERGED after ")
                .contains("bit-identical: 1 row of trials, 2 of hits, ");
        assertThat(whole.code()).isZero();
        assertThat(typed("rerun", results, id.substring(0, 12)).code()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void saysHowFarAChangedRowIsApart() throws IOException {
        UnitStore store = new UnitStore(results);
        String id = trials().get(0);
        String unit = store.isCommitted(id) ? id : store.committed().get(0);
        UnitStore.Unit rows = store.unit(unit);
        List<MeasurementRow> changed = rows.measurements().stream()
                .map(row -> new MeasurementRow(
                        row.trialId(), row.step(), row.metric(), row.scope(), row.index(), Math.nextUp(row.value())))
                .toList();
        store.commit(unit, new UnitStore.Unit(rows.trials(), rows.hits(), changed), "planted", true);
        Typed typed = typed("rerun", results, id);
        assertThat(typed.out())
                .containsPattern("measurements +value +\\d+ +\\d+ +\\d.*e-16 !")
                .contains("different: 1 column");
        assertThat(typed.code()).isEqualTo(1);
    }

    @Test
    void refusesIdsOfNoTrialOrOfSeveral() throws IOException {
        String id = trials().get(0);
        char last = id.charAt(9) == '0' ? '1' : '0';
        Typed unknown = typed("rerun", results, id.substring(0, 9) + last);
        assertThat(unknown.err())
                .contains(
                        "no trial here has an id that begins with '" + id.substring(0, 9) + last + "'; near it: " + id);
        assertThat(unknown.code()).isEqualTo(2);
        Typed several = typed("rerun", results, "");
        assertThat(several.err()).contains("2 trials have an id that begins with ''");
        assertThat(several.code()).isEqualTo(2);
        assertThat(typed("rerun", folder.resolve("none").toString(), id).code()).isEqualTo(2);
    }
}
