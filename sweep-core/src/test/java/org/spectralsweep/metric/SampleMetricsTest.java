package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;

/** Known answers of the metrics that look at the training samples alone: loss, accuracy, errors and patterns. */
class SampleMetricsTest {
    private static final Interval INTERVAL = new Interval(0, 1);
    /** relu(x - 1/4) + relu(x - 1/2) + relu(x - 4/5). */
    private static final Mlp BENDS = Scenes.network(1, List.of(3), 1, 1, 1, -0.25, -0.5, -0.8, 1, 1, 1);

    private static Probe probe(long step, Loss loss, Samples data, Mlp network, double... outputs) {
        return new Probe(Scenes.of(INTERVAL, new Uniform(), Scenes.SINE, 1, loss, data), step, network, outputs);
    }

    private static Samples samples(int outputs, int[] region, int regions, double... y) {
        return new Samples(region.length, 1, outputs, new double[region.length], y, region, regions);
    }

    /** Squares of the residuals 1, 2, 2 and 3 of two samples and two outputs. */
    @ParameterizedTest
    @CsvSource({"HALF_SUM, 9", "HALF_MEAN, 2.25", "MEAN_SQUARE, 4.5"})
    void theLossIsInTheTrialsConvention(Loss loss, double value) {
        Samples data = samples(2, new int[2], 1, 0, 0, 1, 1);
        assertThat(new TrainingLoss().measure(probe(4, loss, data, BENDS, 1, 2, 3, 4)))
                .containsExactly(new Measurement(4, "training_loss", "all", 0, value));
    }

    /** The labels have 1/2 and 3/4 of the softmax. */
    @Test
    void theLossOfClassesIsTheMeanSurprise() {
        Samples data = samples(2, new int[2], 1, 1, 0, 0, 1);
        List<Measurement> rows =
                new TrainingLoss().measure(probe(4, Loss.CROSS_ENTROPY, data, BENDS, 7, 7, 0, Math.log(3)));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).value()).isCloseTo((Math.log(2) + Math.log(4.0 / 3)) / 2, within(1e-15));
    }

    @Test
    void accuracyIsOfTheTrainingSamples() {
        Samples data = samples(2, new int[4], 1, 1, 0, 0, 1, 0, 1, 0, 1);
        assertThat(new Accuracy().measure(probe(5, Loss.CROSS_ENTROPY, data, BENDS, 2, 1, 1, 2, 0, 3, 4, 3)))
                .containsExactly(new Measurement(5, "accuracy", "all", 0, 0.75));
    }

    @Test
    void accuracyNeedsClasses() {
        new Accuracy().check(Scenes.of(INTERVAL, samples(2, new int[2], 1, 1, 0, 0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accuracy().check(Scenes.of(INTERVAL, samples(2, new int[2], 1, 1, 0, 0.5, 0.5))))
                .withMessage("targets must be classes (one 1 a sample, 0 elsewhere) but were not");
    }

    /** Residuals 1 and 2 in the second region, 2 and 4 in the first, -2 and -4 in the second again. */
    @Test
    void errorsAreMeansOverARegionsSamplesAndOutputs() {
        Samples data = samples(2, new int[] {1, 0, 1}, 2, 0, 0, 1, 1, 2, 4);
        double[] outputs = {1, 2, 3, 5, 0, 0};
        assertThat(new RegionError().measure(probe(6, Loss.HALF_SUM, data, BENDS, outputs)))
                .containsExactly(
                        new Measurement(6, "region_error", "region:0", 0, 20.0 / 2),
                        new Measurement(6, "region_error", "region:1", 0, 25.0 / 4));
        assertThat(new RegionError().measure(probe(6, Loss.CROSS_ENTROPY, data, BENDS, outputs)))
                .isEmpty();
    }

    private static Samples at(int[] region, int regions, double... x) {
        return new Samples(x.length, 1, 1, x, new double[x.length], region, regions);
    }

    /** On at 1 alone; never; at 1 just zero. */
    @Test
    void unitsThatAreZeroOnEverySampleAreDead() {
        Mlp network = Scenes.network(1, List.of(3), 1, -1, 1, -0.5, -1, -1, 1, 1, 1);
        Samples data = at(new int[3], 1, 0, 0.25, 1);
        assertThat(new DeadUnits().measure(probe(3, Loss.HALF_SUM, data, network, 0, 0, 0)))
                .containsExactly(
                        new Measurement(3, "dead_units", "layer:1", 0, 2),
                        new Measurement(3, "dead_units", "all", 0, 2));
    }

    /** The first layer gives at most (1/2, 0), of which 1/2 - 1 and -0.1 are below zero; a third unit reads 1/2. */
    @Test
    void deadUnitsAreCountedInEveryLayer() {
        Mlp network = Scenes.network(1, List.of(2, 3), 1, -1, -0.5, -1, 1, -1, 1, 0, 0, 0, -1, -0.1, -0.25, 1, 1, 1);
        Samples data = at(new int[3], 1, 0, 0.25, 1);
        assertThat(new DeadUnits().measure(probe(3, Loss.HALF_SUM, data, network, 0, 0, 0)))
                .containsExactly(
                        new Measurement(3, "dead_units", "layer:1", 0, 1),
                        new Measurement(3, "dead_units", "layer:2", 0, 2),
                        new Measurement(3, "dead_units", "all", 0, 3));
    }

    /** A leaky unit is never dead, in a deep network either, although its pre-activations may all be negative. */
    @Test
    void leakyUnitsAreNeverDead() {
        double[] parameters = {1, -1, -0.5, -1, 1, -1, 1, 0, 0, 0, -1, -0.1, -0.25, 1, 1, 1};
        MlpSpec relu = Scenes.network(1, List.of(2, 3), parameters).spec();
        Mlp leaky = Mlp.initialized(relu.withActivation(new LeakyRelu(0.1)), Precision.FLOAT64, new Well19937c(1));
        leaky.values().write(0, parameters, 0, parameters.length);
        Samples data = at(new int[3], 1, 0, 0.25, 1);
        assertThat(new DeadUnits().measure(probe(3, Loss.HALF_SUM, data, leaky, 0, 0, 0)))
                .extracting(Measurement::value)
                .containsExactly(0.0, 0.0, 0.0);
    }

    /** Patterns 0, 1, 0 in the first region; 1, 2, 3, 3 in the second. */
    @Test
    void regionsAreDifferentPatternsOfSamples() {
        Samples data = at(new int[] {0, 0, 1, 1, 1, 0, 1}, 2, 0.1, 0.3, 0.35, 0.7, 0.9, 0.2, 0.95);
        assertThat(new ActivationRegions().measure(probe(8, Loss.HALF_SUM, data, BENDS, new double[7])))
                .containsExactly(
                        new Measurement(8, "activation_regions", "all", 0, 4),
                        new Measurement(8, "activation_regions_share", "all", 0, 4.0 / 7),
                        new Measurement(8, "activation_regions", "region:0", 0, 2),
                        new Measurement(8, "activation_regions_share", "region:0", 0, 2.0 / 3),
                        new Measurement(8, "activation_regions", "region:1", 0, 3),
                        new Measurement(8, "activation_regions_share", "region:1", 0, 3.0 / 4));
    }

    @Test
    void aWholeDensityHasNoRegionsOfItsOwn() {
        Samples data = at(new int[3], 1, 0.1, 0.2, 0.3);
        assertThat(new ActivationRegions().measure(probe(0, Loss.HALF_SUM, data, BENDS, new double[3])))
                .containsExactly(
                        new Measurement(0, "activation_regions", "all", 0, 2),
                        new Measurement(0, "activation_regions_share", "all", 0, 2.0 / 3));
    }

    @Test
    void weightsThatAreNoNumbersHaveNoRegions() {
        Mlp network = Scenes.network(1, List.of(1), 1, Double.NaN, 1);
        Samples data = at(new int[] {0, 1}, 2, 0.1, 0.9);
        assertThat(new ActivationRegions().measure(probe(0, Loss.HALF_SUM, data, network, new double[2])))
                .hasSize(6)
                .allMatch(row -> Double.isNaN(row.value()));
    }
}
