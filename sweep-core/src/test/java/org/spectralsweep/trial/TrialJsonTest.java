package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;

class TrialJsonTest {
    @Test
    void everyExampleReadsBackAsItWasWritten() {
        for (TrialSpec spec : TrialExamples.all()) {
            String json = TrialJson.canonical(spec);
            assertThat(TrialJson.read(json)).isEqualTo(spec);
            assertThat(TrialJson.canonical(TrialJson.read(json))).isEqualTo(json);
        }
    }

    @Test
    void writesSkipConnectionsOnlyWherePresent() {
        TrialSpec residual = TrialExamples.with("network", "{width: 8, hidden-layers: 3, skip: true}");
        String json = TrialJson.canonical(residual);
        assertThat(json).contains("\"skip\":true");
        assertThat(TrialJson.read(json)).isEqualTo(residual);
        assertThat(TrialJson.canonical(TrialExamples.base())).doesNotContain("skip");
    }

    @Test
    void writesSigmoidOutputsOnlyWherePresent() {
        TrialSpec sigmoid = TrialExamples.with("network", "{width: 8, output: sigmoid}");
        String json = TrialJson.canonical(sigmoid);
        assertThat(json).contains("\"output\":\"sigmoid\"");
        assertThat(TrialJson.read(json)).isEqualTo(sigmoid);
        assertThat(TrialJson.canonical(TrialExamples.base())).doesNotContain("\"output\"");
    }

    @Test
    void writesActivationsOtherThanReluOnly() {
        TrialSpec sine = TrialExamples.with("network", "{width: 8, activation: {type: sine, frequency: 30}}");
        String json = TrialJson.canonical(sine);
        assertThat(json).contains("\"activation\":{\"frequency\":30.0,\"type\":\"sine\"}");
        assertThat(TrialJson.read(json)).isEqualTo(sine);
        assertThat(TrialJson.canonical(TrialExamples.with("network", "{width: 8, activation: {type: relu}}")))
                .doesNotContain("activation");
    }

    @Test
    void theExamplesHoldEveryVariantOfEveryPart() {
        Set<String> permitted = new TreeSet<>();
        collectVariants(SpecType.of(TrialSpec.class), permitted);
        // The default of a key that was added later is never written.
        permitted.remove("relu");
        Set<String> seen = new TreeSet<>();
        TrialExamples.all().forEach(spec -> collectTypes(TrialJson.tree(spec), seen));
        assertThat(seen).isEqualTo(permitted).hasSizeGreaterThan(20);
    }

    private static void collectVariants(SpecType type, Set<String> names) {
        if (type instanceof VariantType family) {
            names.addAll(family.variants().keySet());
            family.variants().values().forEach(variant -> collectVariants(variant, names));
        } else if (type instanceof RecordType record) {
            record.fields().forEach(field -> collectVariants(field.type(), names));
        } else if (type instanceof SpecType.ListOf list) {
            collectVariants(list.element(), names);
        }
    }

    private static void collectTypes(JsonNode tree, Set<String> names) {
        if (tree.has("type")) {
            names.add(tree.get("type").textValue());
        }
        tree.forEach(child -> collectTypes(child, names));
    }

    @Test
    void keysAreSortedAtEveryLevel() throws Exception {
        assertSorted(new ObjectMapper().readTree(TrialJson.canonical(TrialExamples.base())));
    }

    private static void assertSorted(JsonNode tree) {
        List<String> keys = new ArrayList<>();
        tree.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).isSorted();
        tree.forEach(TrialJsonTest::assertSorted);
    }

    @Test
    void theCanonicalFormDoesNotChange() {
        assertThat(TrialJson.canonical(TrialExamples.base())).isEqualTo("""
                        {"checkpoints":{"first":1,"per-decade":8},\
                        "density":{"axis":[],"boundaries":[],"type":"piecewise-constant","weights":[1.0,2.0,4.0]},\
                        "domain":{"type":"circle"},"encoding":{"type":"identity"},"engine":"circle",\
                        "initialization":{"bias":{"type":"zero-bias"},"mirrored":false,"outer":"rademacher",\
                        "weights":{"std":0.2,"type":"normal"}},"loss":"half-sum","max-steps":20000,\
                        "metrics":[{"type":"training-loss"},{"type":"region-error"},\
                        {"frequencies":[],"normalization":"amplitude","of":"residual","type":"amplitude"},\
                        {"type":"dead-units"}],\
                        "network":{"bias":"hidden","c-sigma":1.0,"hidden-layers":1,"parameterization":"ntk",\
                        "train-outer":false,"width":4000,"widths":[]},\
                        "optimizer":{"learning-rate":0.004,"type":"gradient-descent"},"precision":"float64","replicate":0,\
                        "sampling":{"offset":0.0,"points":0,"step":0.02,"type":"grid"},"seeds":{},"stop-when":[],\
                        "target":{"direction":[],"frequency":4,"phase":"random","type":"harmonic"},\
                        "thresholds":[{"convention":"half-mean-per-sample","delta":0.05,"name":"regions","scope":"regions"}],\
                        "timeout-seconds":0.0,"unit-norm-target":true}""");
    }

    @Test
    void writesTheShortestDoublesOnEveryJdk() {
        // Double.toString gives 1.9999999999999998E23 here until JDK 19 (JDK-4511638).
        assertThat(rateText(Double.parseDouble("2.0E23"))).isEqualTo("2.0E23");
        assertThat(rateText(2.0E-3)).isEqualTo("0.002");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            if (Double.isFinite(value) && value > 0) {
                assertThat(Double.parseDouble(rateText(value))).isEqualTo(value);
                assertThat(rateText(value))
                        .hasSizeLessThanOrEqualTo(Double.toString(value).length());
            }
        }
    }

    private static String rateText(double value) {
        return TrialJson.text(SpecType.of(double.class).write(value));
    }

    @Test
    void integralAndNegativeZeroDoublesHaveOneForm() {
        assertThat(rateText(2)).isEqualTo("2.0");
        assertThat(rateText(-0.0)).isEqualTo("0.0");
        assertThat(TrialJson.canonical(TrialExamples.with("timeout-seconds", "3")))
                .isEqualTo(TrialJson.canonical(TrialExamples.with("timeout-seconds", "3.0")));
        assertThat(TrialExamples.with("max-steps", "2e4").maxSteps().value()).isEqualTo(20_000);
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        assertThatThrownBy(() -> rateText(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rateText(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        TrialJson.read(TrialJson.canonical(TrialExamples.base()).replace("0.004", "1e999")))
                .hasMessage("trial.optimizer.learning-rate must be a finite number or auto but was Infinity");
        assertThatThrownBy(() ->
                        TrialJson.read(TrialJson.canonical(TrialExamples.base()).replace("0.004", "\"NaN\"")))
                .hasMessage("trial.optimizer.learning-rate must be a finite number or auto but was \"NaN\"");
    }

    @Test
    void wordsStandForWhatIsNotANumber() {
        TrialSpec automatic = TrialExamples.with("optimizer", "{type: gradient-descent, learning-rate: auto}");
        assertThat(automatic.optimizer()).isEqualTo(new GradientDescent(LearningRate.AUTO));
        assertThat(((Harmonic) TrialExamples.base().target()).phase()).isEqualTo(Phase.RANDOM);
        assertThat(TrialJson.canonical(automatic)).contains("\"learning-rate\":\"auto\"", "\"phase\":\"random\"");
    }

    @Test
    void refusesWhatIsNotATrial() {
        String json = TrialJson.canonical(TrialExamples.base());
        assertThatThrownBy(() -> TrialJson.read(json.replace("\"width\"", "\"widht\"")))
                .hasMessage("unknown key 'widht' in trial.network");
        assertThatThrownBy(() -> TrialJson.read(json.replace("\"circle\"", "\"square\"")))
                .hasMessage(
                        "trial.domain.type must be one of circle, sphere, interval, cube, torus, boolean-cube but was \"square\"");
        assertThatThrownBy(() -> TrialJson.read(json.replace("{\"type\":\"circle\"}", "{}")))
                .hasMessage(
                        "trial.domain.type is required (one of circle, sphere, interval, cube, torus, boolean-cube)");
        assertThatThrownBy(() -> TrialJson.read("{}")).hasMessage("trial.domain is required");
        assertThatThrownBy(() -> TrialJson.read("{")).hasMessageStartingWith("trial must be JSON but was not");
        assertThatThrownBy(() -> TrialJson.read(json + "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrialJson.read(
                        json.replace("{\"type\":\"circle\"}", "{\"type\":\"circle\",\"type\":\"cube\"}")))
                .hasMessageContaining("Duplicate");
    }
}
