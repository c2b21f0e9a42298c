package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.spectralsweep.spark.job.Processor;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.YamlSweeps;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
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

    /** Moves every stored number by its last bit. */
    private void plantOtherMeasurements(String id) throws IOException {
        UnitStore store = new UnitStore(results);
        String unit = store.isCommitted(id) ? id : store.committed().get(0);
        UnitStore.Unit rows = store.unit(unit);
        List<MeasurementRow> changed = rows.measurements().stream()
                .map(row -> new MeasurementRow(
                        row.trialId(), row.step(), row.metric(), row.scope(), row.index(), Math.nextUp(row.value())))
                .toList();
        store.commit(unit, new UnitStore.Unit(rows.trials(), rows.hits(), changed), "planted", true);
    }

    @Test
    void saysHowFarAChangedRowIsApart() throws IOException {
        String id = trials().get(0);
        plantOtherMeasurements(id);
        Typed typed = typed("rerun", results, id);
        assertThat(typed.out())
                .containsPattern("measurements +value +\\d+ +\\d+ +\\d.*e-16 !")
                .contains("different: 1 column");
        assertThat(typed.code()).isEqualTo(1);
    }

    private static JsonNode json(String printed) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(printed);
    }

    @Test
    void printsOneDocumentOfJson() throws IOException {
        String id = trials().get(0);
        Typed same = typed("rerun", results, id.substring(0, 12), "--json");
        assertThat(same.code()).isZero();
        JsonNode equal = json(same.out());
        assertThat(equal.path("trial").asText()).isEqualTo(id);
        assertThat(equal.path("status").asText()).isEqualTo("CONVERGED");
        assertThat(equal.path("steps").asInt()).isPositive();
        assertThat(equal.path("identical").booleanValue()).isTrue();
        assertThat(equal.path("tables").path("hits")).hasToString("{\"rows\":2,\"identical\":true}");
        assertThat(equal.path("tables").path("measurements").path("rows").asInt())
                .isGreaterThan(2);
        for (String list : List.of("differences", "columns", "without-a-pair", "others", "remarks")) {
            assertThat(equal.path(list).isArray()).as(list).isTrue();
            assertThat(equal.path(list)).as(list).isEmpty();
        }

        plantOtherMeasurements(id);
        plantAnotherProcessor();
        Typed apart = typed("rerun", results, id, "--json");
        assertThat(apart.code()).isEqualTo(1);
        JsonNode different = json(apart.out());
        assertThat(different.path("identical").booleanValue()).isFalse();
        assertThat(different.path("tables").path("hits").path("identical").booleanValue())
                .isTrue();
        assertThat(different
                        .path("tables")
                        .path("measurements")
                        .path("identical")
                        .booleanValue())
                .isFalse();
        assertThat(different.path("differences").get(0).asText()).startsWith("measurements " + id);
        assertThat(different.path("columns")).singleElement().satisfies(column -> {
            assertThat(column.path("table").asText()).isEqualTo("measurements");
            assertThat(column.path("column").asText()).isEqualTo("value");
            assertThat(column.path("differ").asInt())
                    .isPositive()
                    .isEqualTo(column.path("pairs").asInt());
            assertThat(column.path("largest").doubleValue()).isBetween(1e-17, 1e-15);
        });
        assertThat(different.path("others")).singleElement().satisfies(one -> {
            assertThat(one.path("what").asText()).isEqualTo("processor");
            assertThat(one.path("then").asText()).isEqualTo("an abacus");
            assertThat(one.path("here").asText()).isEqualTo(Processor.model());
        });
        assertThat(typed("rerun", results, id).out())
                .contains("processor: an abacus then, " + Processor.model() + " here");
    }

    private void plantAnotherProcessor() throws IOException {
        UnitStore store = new UnitStore(results);
        RunRow run = store.rows(Table.RUNS).get(0);
        RunRow.Machine machine = run.machine();
        store.write(new RunRow(
                run.runId(),
                run.sweep(),
                run.source(),
                new RunRow.Machine(
                        machine.jdk(),
                        machine.spark(),
                        machine.blas(),
                        machine.blasThreads(),
                        "an abacus",
                        machine.master(),
                        machine.cores()),
                run.startedAt(),
                run.finishedAt(),
                run.counts(),
                run.cost()));
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
