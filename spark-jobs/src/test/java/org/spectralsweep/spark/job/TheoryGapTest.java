package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.trial.TrialJson;

/**
 * The theory is about gradient descent on plain coordinates, on manifolds where the kernel is singular in every
 * direction.
 */
class TheoryGapTest {
    private static final String SPEC = """
            sweep: one
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 50}
              target: {type: harmonic, frequency: 3}
              network: {width: 8, hidden-layers: 1}
              initialization: {weights: {type: normal, std: 0.2}}
              optimizer: {type: gradient-descent, learning-rate: 0.004}
              thresholds: [{name: loss, convention: half-sum, delta: 0.05}]
              max-steps: 100
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|",
                "optimizer={type: sgd, learning-rate: 0.1, batch-size: 10} |",
                "optimizer={type: sgd, learning-rate: 0.1, momentum: 0.9} |",
                "optimizer={type: sign-descent} | OPTIMIZER",
                "optimizer.decay.strength=0.1 | DECAY",
                "optimizer.schedule={type: warm-up, steps: 10} |",
                "optimizer={type: adam} | OPTIMIZER",
                "encoding={type: positional, octaves: 2} | ENCODING",
                "encoding={type: gaussian-fourier, bandwidth: 2, features: 4} | ENCODING",
                "target={type: harmonic-sum, terms: [{frequency: 1}, {frequency: 4}]} |",
                "network.hidden-layers=3 network.skip=true |",
                "network.activation={type: tanh} metrics=[] | SMOOTH",
                "network.activation={type: relu-squared} metrics=[] |",
                "network.activation={type: leaky-relu} metrics=[] |",
                "network.activation={type: leaky-relu} network.bias=none | NO_BIAS",
                "network.activation={type: relu-squared} network.bias=none metrics=[] |",
                "network.activation={type: relu-squared} network.bias=none target.frequency=4 metrics=[] |"
                        + " NO_BIAS_SQUARED",
                "network.activation={type: relu-squared} network.bias=none target.frequency=2 metrics=[] |",
                "network.bias=none | NO_BIAS",
                "network.bias=none target.frequency=4 |",
                "network.bias=none target.frequency=1 |",
                "network.bias=none network.hidden-layers=2 |",
                "domain={type: torus, dimension: 2} sampling.points=64 |",
                "domain={type: interval} | NO_SPREAD",
                "domain={type: interval} initialization.bias={type: normal-bias, std: 1} |",
                "domain={type: interval} initialization.bias={type: uniform-fan-in-bias} |",
                "domain={type: interval} initialization.bias={type: normal-bias, std: 1} network.bias=none | NO_SPREAD",
                "domain={type: cube, dimension: 2} sampling.points=49 | NO_SPREAD",
                "domain={type: boolean-cube, dimension: 4} sampling.points=16 target={type: walsh, degree: 2} | BOOLEAN",
            })
    void findsWhyTheTheoryIsNotAboutATrial(String sets, TheoryGap gap) {
        List<String> overrides = sets == null ? List.of() : List.of(sets.split(" (?=[a-z-]+(\\.[a-z-]+)?=)", -1));
        LoadedSweep sweep = new YamlSweeps().reload("x", SPEC, null, overrides);
        SpecColumns trial = SpecColumns.of(TrialJson.read(sweep.work().get(0).specJson()));
        assertThat(TheoryGap.of(trial).orElse(null)).isEqualTo(gap);
    }
}
