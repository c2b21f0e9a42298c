package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain | {type: circle} | CIRCLE | FLOAT64",
                "domain | {type: interval, from: -1, to: 1} | CIRCLE | FLOAT64",
                "domain | {type: sphere, dimension: 3} | SHALLOW | FLOAT32",
                "domain | {type: sphere, dimension: 4} | SHALLOW | FLOAT32",
                "domain | {type: sphere, dimension: 5} | DENSE | FLOAT32",
                "precision | float32 | SHALLOW | FLOAT32",
                "precision | float64 | CIRCLE | FLOAT64",
                "network | {width: 8, hidden-layers: 2} | DENSE | FLOAT32",
                "network | {width: 8, hidden-layers: 2, skip: true} | DENSE | FLOAT32",
                "network | {width: 8, output: sigmoid} | DENSE | FLOAT32",
                "network | {width: 8, activation: {type: leaky-relu}} | CIRCLE | FLOAT64",
                "network | {width: 8, activation: {type: relu-squared}} | DENSE | FLOAT32",
                "network | {width: 8, activation: {type: tanh}} | DENSE | FLOAT32",
                "encoding | {type: positional, octaves: 1} | SHALLOW | FLOAT32",
                "encoding | {type: positional, octaves: 2} | DENSE | FLOAT32",
                "optimizer | {type: adam} | CIRCLE | FLOAT64",
                "optimizer | {type: sgd, learning-rate: 0.1, momentum: 0.9} | CIRCLE | FLOAT64",
                "optimizer | {type: adam, batch-size: 8} | SHALLOW | FLOAT32",
                "optimizer | {type: sgd, learning-rate: 0.1, batch-size: 8} | SHALLOW | FLOAT32",
            })
    void choosesTheFirstEngineThatCanTrain(
            String path, String literal, EngineChoice engine, PrecisionChoice precision) {
        TrialSpec trial = TrialExamples.with(withoutRegions(), path, literal);
        assertThat(trial.engine()).isEqualTo(engine);
        assertThat(trial.precision()).isEqualTo(precision);
    }

    /** Uniform sampling, so that every domain accepts it, without the precision of an earlier choice. */
    private static TrialSpec withoutRegions() {
        return TrialExamples.with("density", "{type: uniform}");
    }

    @ParameterizedTest
    @CsvSource({"dense", "shallow", "circle", "nd4j"})
    void anEngineCanBeForced(String engine) {
        assertThat(TrialExamples.with("engine", engine).engine())
                .hasToString(engine.toUpperCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "circle | {width: 8, hidden-layers: 2} | {type: circle} | one hidden layer, not 2",
                "shallow | {width: 8, hidden-layers: 2} | {type: circle} | one hidden layer, not 2",
                "circle | {width: 8, output: sigmoid} | {type: circle} | a linear output, not sigmoid",
                "shallow | {width: 8, output: sigmoid} | {type: circle} | a linear output, not sigmoid",
                "circle | {width: 8, activation: {type: erf}} | {type: circle} | activation relu or leaky-relu, not erf",
                "shallow | {width: 8, activation: {type: gelu}} | {type: circle} | activation relu or leaky-relu, not gelu",
                "circle | {width: 8} | {type: sphere, dimension: 3} | domain circle or interval, not sphere",
                "shallow | {width: 8} | {type: sphere, dimension: 6} | at most 4 encoded inputs, not 6",
            })
    void refusesAnEngineThatCannotTrain(String engine, String network, String domain, String need) {
        TrialSpec trial =
                TrialExamples.with(TrialExamples.with(withoutRegions(), "network", network), "domain", domain);
        assertThatThrownBy(() -> TrialExamples.with(trial, "engine", engine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("engine must be auto or one that can train this trial but was " + engine
                        + ", which needs " + need);
    }

    /** So that the reference trains from the same samples and weights as what it is compared with. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain | {type: circle} | auto | FLOAT64",
                "domain | {type: circle} | float32 | FLOAT32",
                "domain | {type: sphere, dimension: 3} | auto | FLOAT32",
                "domain | {type: sphere, dimension: 3} | float64 | FLOAT64",
                "network | {width: 8, hidden-layers: 2} | auto | FLOAT32",
            })
    void nd4jTakesThePrecisionOfTheChosenEngine(String path, String literal, String asked, PrecisionChoice precision) {
        TrialSpec chosen = TrialExamples.with(TrialExamples.with(withoutRegions(), path, literal), "precision", asked);
        TrialSpec reference = TrialExamples.with(chosen, "engine", "nd4j");
        assertThat(reference.engine()).isEqualTo(EngineChoice.ND4J);
        assertThat(reference.precision()).isEqualTo(precision).isEqualTo(chosen.precision());
        assertThat(TrialId.draws(reference)).isEqualTo(TrialId.draws(chosen));
        assertThat(TrialId.task(reference)).isEqualTo(TrialId.task(chosen));
    }

    @Test
    void theCircleEngineWorksInFloat64WithoutEncoding() {
        TrialSpec single = TrialExamples.with("precision", "float32");
        assertThatThrownBy(() -> TrialExamples.with(single, "engine", "circle"))
                .hasMessageEndingWith("which needs precision auto or float64, not float32");
        TrialSpec encoded = TrialExamples.with("encoding", "{type: positional, octaves: 1}");
        assertThatThrownBy(() -> TrialExamples.with(encoded, "engine", "circle"))
                .hasMessageEndingWith("which needs encoding identity, not positional");
    }

    @Test
    void refusesAnUnknownEngine() {
        assertThatThrownBy(() -> TrialExamples.with("engine", "warp"))
                .hasMessageContaining("engine must be one of auto, dense, shallow, circle, nd4j but was \"warp\"");
        assertThatThrownBy(() -> TrialExamples.with("simd", "avx"))
                .hasMessageContaining("simd must be one of auto, vector, scalar but was \"avx\"");
    }
}
