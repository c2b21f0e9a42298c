package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.region.GradientCosines;
import org.spectralsweep.region.SamplePairs;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;

/**
 * Known answers of metrics of pairs of samples: Hamming distances, gradient confusion, their regions and histograms.
 */
class PairMetricsTest {
    private static final int REGIONS = 2;
    private static final Interval INTERVAL = new Interval(0, 1);
    /** Five samples; the first two lie in one region. */
    private static final double[] X = {0.05, 0.15, 0.65, 0.75, 0.95};

    private static final int[] REGION = {0, 0, 1, 1, 1};
    /** Every pair of the five, as one window gives them. */
    private static final Windows ALL_PAIRS = new Windows(1, 5, 0, 8, 0.4, 0.6);

    private static Scene scene(double... y) {
        Harmonic target = new Harmonic(1, new Phase(0.0), List.of());
        return new Scene(
                INTERVAL,
                new PiecewiseConstant(List.of(1.0, 1.0), List.of(), List.of()).on(INTERVAL, target.axis(INTERVAL)),
                target,
                1,
                new Identity().bind(1, new Well19937c(1)),
                Loss.HALF_SUM,
                new Samples(5, 1, 1, X, y.length == 0 ? new double[5] : y, REGION, REGIONS, new int[] {5}),
                () -> null,
                List.of(),
                new Well19937c(2),
                () -> new Well19937c(3));
    }

    /** Two layers. Units of the first switch at 0.1, 0.4, 0.7 and 0.9; the one of the second is on from 0.3 on. */
    private static Mlp network() {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(1, List.of(4, 1), 1, Parameterization.STANDARD, 1, BiasMode.HIDDEN, start, true);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        double[] parameters = {1, 1, 1, 1, -0.1, -0.4, -0.7, -0.9, 1, 0, 0, 0, -0.2, 1};
        network.values().write(0, parameters, 0, parameters.length);
        return network;
    }

    private static double value(List<Measurement> rows, String column, String scope) {
        List<Measurement> found = rows.stream()
                .filter(row -> row.metric().equals(column) && row.scope().equals(scope))
                .toList();
        assertThat(found).as(column + " " + scope).hasSize(1);
        return found.get(0).value();
    }

    private static double[] values(List<Measurement> rows, String column) {
        return rows.stream()
                .filter(row -> row.metric().equals(column))
                .mapToDouble(Measurement::value)
                .toArray();
    }

    /** Units on at the samples: 0, 1, 2, 3, 4 of the first layer, 0, 0, 1, 1, 1 of the second. */
    @Test
    void hammingCountsUnitsThatSwitchBetweenTheTwo() {
        List<Measurement> rows = new Hamming(ALL_PAIRS, 5).measure(new Probe(scene(), 3, network(), new double[5]));

        // In the first layer four pairs are one step apart, three two, two three and one four.
        assertThat(value(rows, "hamming_local", "layer:1")).isCloseTo(20.0 / 10, within(1e-15));
        assertThat(value(rows, "hamming_local", "layer:2")).isCloseTo(6.0 / 10, within(1e-15));
        assertThat(value(rows, "hamming_local", "all")).isCloseTo(2.6, within(1e-15));
        assertThat(value(rows, "hamming_local_ratio", "all")).isCloseTo(2.6 / 5, within(1e-15));
    }

    /**
     * Within the regions (0, 1) has distance 1, and (2, 3), (3, 4) and (2, 4) have 1, 1 and 2. The six pairs across the
     * border are 3.5 apart on average.
     */
    @Test
    void aRegionCountsThePairsThatLieInIt() {
        List<Measurement> rows = new Hamming(ALL_PAIRS, 0).measure(new Probe(scene(), 3, network(), new double[5]));

        assertThat(value(rows, "hamming_local", "region:0")).isEqualTo(1);
        assertThat(value(rows, "hamming_local", "region:1")).isCloseTo(4.0 / 3, within(1e-15));
        assertThat(values(rows, "hamming_local_histogram")).isEmpty();
        assertThat(values(rows, "hamming_global")).hasSize(3);
    }

    /**
     * Distances over units are 0.2, 0.2, 0.2 and 0.4 within the regions. Across their border they are 0.4, 0.6, 0.6,
     * 0.8, 0.8 and 1.
     */
    @Test
    void theHistogramOfDistancesIsADensity() {
        List<Measurement> rows = new Hamming(ALL_PAIRS, 4).measure(new Probe(scene(), 3, network(), new double[5]));

        double[] density = values(rows, "hamming_local_histogram");
        // Bins of a quarter: three of ten below 0.25, two to 0.5, two to 0.75, three to 1.
        assertThat(density).containsExactly(new double[] {1.2, 0.8, 0.8, 1.2}, within(1e-14));
        assertThat(Arrays.stream(density).sum() / 4).isCloseTo(1, within(1e-15));
    }

    @Test
    void aValueAtTheUpperEndIsInTheLastBin() {
        List<Measurement> rows = new ArrayList<>();
        Histogram.add(rows, 1, "column", new double[] {-1, -0.75, 0.2, 1, 2, -1.5, Double.NaN}, 4, -1, 1);

        // Four of the six numbers lie on the axis, in bins of a half.
        assertThat(values(rows, "column")).containsExactly(new double[] {2 / 3.0, 0, 1 / 3.0, 1 / 3.0}, within(1e-15));
        assertThat(rows).extracting(Measurement::index).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theDensityOfRadiiHasTheShareBelowItsEnd() {
        double[] density = Histogram.density(new double[] {0, 0.1, 0.6, 1.9, 2, 7}, 4, 2);
        assertThat(density).containsExactly(new double[] {2 / 3.0, 1 / 3.0, 0, 1 / 3.0}, within(1e-15));
    }

    @Test
    void pairsWithoutAValueBelongToNoMean() {
        double nan = Double.NaN;
        assertThat(PairMeans.mean(new double[] {1, nan, 4})).isEqualTo(2.5);
        List<Measurement> rows = new ArrayList<>();
        SamplePairs pairs = new SamplePairs(new int[] {0, 1, 2, 3, 2}, new int[] {1, 2, 3, 4, 4});
        PairMeans.addRegions(rows, 6, "column", new double[] {5, 100, 1, nan, 2}, pairs, scene().data());
        assertThat(rows)
                .containsExactly(
                        new Measurement(6, "column", "region:0", 0, 5),
                        new Measurement(6, "column", "region:1", 0, 1.5));
        Samples whole = new Samples(5, 1, 1, X, new double[5], new int[5], 1);
        PairMeans.addRegions(rows, 6, "column", new double[5], pairs, whole);
        assertThat(rows).hasSize(2);
    }

    @Test
    void confusionSummarisesTheCosinesOfPairs() {
        Scene scene = scene(2, -2, 0.1, 3, -0.5);
        SamplePairs pairs = scene.pairs(ALL_PAIRS, Deadline.NONE).local();
        double[] cosines = GradientCosines.cosines(
                network(), Loss.HALF_SUM, X, scene.data().y(), pairs);
        double[] negative = Arrays.stream(cosines).filter(c -> c < 0).toArray();
        assertThat(negative).hasSize(2);
        double bound = (negative[0] + negative[1]) / 2;
        List<Measurement> rows = new GradientConfusion(ALL_PAIRS, bound, 8, List.of())
                .measure(new Probe(scene, 3, network(), new double[5]));
        double sum = 0;
        double magnitude = 0;
        double least = 1;
        int known = 0;
        int positive = 0;
        int below = 0;
        double within = 0;
        double withinMagnitude = 0;
        int[] counts = new int[8];
        for (int pair = 0; pair < cosines.length; pair++) {
            double cosine = cosines[pair];
            if (Double.isNaN(cosine)) {
                continue;
            }
            known++;
            sum += cosine;
            magnitude += Math.abs(cosine);
            least = Math.min(least, cosine);
            positive += cosine > 0 ? 1 : 0;
            below += cosine < bound ? 1 : 0;
            counts[Math.min(7, (int) Math.floor((cosine + 1) * 4))]++;
            if (pairs.left()[pair] >= 2 && pairs.right()[pair] >= 2) {
                within += cosine / 3;
                withinMagnitude += Math.abs(cosine) / 3;
            }
        }
        // The first two samples lie where the network is zero.
        assertThat(known).isEqualTo(3);
        assertThat(positive).isEqualTo(1);
        assertThat(below).isEqualTo(1);
        assertThat(value(rows, "confusion_local", "all")).isCloseTo(sum / known, within(1e-14));
        assertThat(value(rows, "confusion_local_magnitude", "all")).isCloseTo(magnitude / known, within(1e-14));
        assertThat(value(rows, "confusion_local_positive", "all")).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(value(rows, "confusion_local_below", "all")).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(value(rows, "confusion_local_minimum", "all")).isEqualTo(least);
        assertThat(value(rows, "confusion_local", "region:0")).isNaN();
        assertThat(value(rows, "confusion_local", "region:1")).isCloseTo(within, within(1e-14));
        assertThat(value(rows, "confusion_local_magnitude", "region:1")).isCloseTo(withinMagnitude, within(1e-14));
        double[] density = values(rows, "confusion_local_histogram");
        for (int bin = 0; bin < 8; bin++) {
            assertThat(density[bin]).isCloseTo(counts[bin] / (3 * 0.25), within(1e-14));
        }
        assertThat(values(rows, "confusion_global")).hasSize(1);
    }

    @Test
    void confusionIsMeasuredOnlyAtItsSteps() {
        GradientConfusion metric = new GradientConfusion(ALL_PAIRS, -0.5, 0, List.of(0L, 9L));
        assertThat(metric.measure(new Probe(scene(), 3, network(), new double[5])))
                .isEmpty();
        assertThat(metric.measure(new Probe(scene(), 9, network(), new double[5])))
                .isNotEmpty()
                .noneMatch(row -> row.metric().endsWith("histogram"));
    }

    @Test
    void refuseOptionsThatMeasureNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hamming(ALL_PAIRS, -1))
                .withMessage("bins must be from 0 to 10000 but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientConfusion(ALL_PAIRS, -0.5, 10_001, List.of()))
                .withMessage("bins must be from 0 to 10000 but was 10001");
        for (double bound : new double[] {-1.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GradientConfusion(ALL_PAIRS, bound, 0, List.of()))
                    .withMessage("bound must be from -1 to 1 but was " + bound);
        }
        new Hamming(ALL_PAIRS, 10_000);
        new GradientConfusion(ALL_PAIRS, -1, 0, List.of());
        new GradientConfusion(ALL_PAIRS, 1, 0, List.of());
    }

    /** f = |x|, of which the inner weights are trained: opposite residuals on one side, and a sample on the other. */
    @Test
    void aCosineOnABoundIsNeitherAboveNorBelow() {
        Mlp network = Mlp.initialized(
                Networks.spec(1, List.of(2), 1, Parameterization.STANDARD, BiasMode.NONE, false),
                Precision.FLOAT64,
                new Well19937c(3));
        network.values().write(0, new double[] {1, -1, 1, 1}, 0, 4);
        Samples data = new Samples(
                3, 1, 1, new double[] {0.5, 0.25, -0.5}, new double[] {0, 0.75, 0}, new int[3], 1, new int[] {3});
        Windows window = new Windows(1, 3, 0, 0, 0.4, 0.6);
        List<Measurement> rows = new GradientConfusion(window, -1, 0, List.of())
                .measure(new Probe(Scenes.of(INTERVAL, data), 3, network, new double[3]));
        assertThat(value(rows, "confusion_local", "all")).isEqualTo(-1.0 / 3);
        assertThat(value(rows, "confusion_local_minimum", "all")).isEqualTo(-1);
        assertThat(value(rows, "confusion_local_positive", "all")).isZero();
        assertThat(value(rows, "confusion_local_below", "all")).isZero();
        List<Measurement> above = new GradientConfusion(window, -0.75, 0, List.of())
                .measure(new Probe(Scenes.of(INTERVAL, data), 3, network, new double[3]));
        assertThat(value(above, "confusion_local_below", "all")).isEqualTo(1.0 / 3);
    }

    @Test
    void needSamplesThatCanBePaired() {
        Windows large = new Windows(1, 6, 1, 1, 0.4, 0.6);
        for (Metric metric : List.of(new Hamming(large, 0), new GradientConfusion(large, 0, 0, List.of()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.check(scene()))
                    .withMessage("side must be at most the 5 points of the shortest axis of the samples but was 6");
        }
        new Hamming(ALL_PAIRS, 0).check(scene());
        new GradientConfusion(ALL_PAIRS, 0, 0, List.of()).check(scene());
    }

    @Test
    void hammingEndsWhenItsTrialMust() {
        double[] clock = {0};
        Mlp network = Scenes.network(Deadline.after(1, () -> clock[0]), 1, List.of(1), 1, -0.5, 1);
        Probe probe = new Probe(scene(), 3, network, new double[5]);
        Hamming hamming = new Hamming(ALL_PAIRS, 0);
        assertThat(hamming.measure(probe)).isNotEmpty();
        // Patterns and pairs are at hand.
        clock[0] = 2;
        assertThatExceptionOfType(TimeOver.class).isThrownBy(() -> hamming.measure(probe));
    }
}
