package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;

/** Rows of the metrics of weights and regions; their numbers are tested where they are computed. */
class InsideTest {
    private static Scene scene(double... x) {
        int n = x.length / 2;
        return Scenes.of(new Circle(), new Samples(n, 2, 1, x, new double[n], new int[n], 1));
    }

    /** relu(3 x), relu(2 y), above them relu(3 x + 2 y - 1), and twice that. */
    private static Mlp handMade(Precision precision) {
        Mlp network = Mlp.initialized(
                Networks.spec(2, List.of(2, 1), 1, Parameterization.STANDARD, BiasMode.HIDDEN, true),
                precision,
                new Well19937c(1));
        network.values().write(0, new double[] {3, 0, 0, 2, 0, 0, 1, 1, -1, 2}, 0, 10);
        return network;
    }

    private static List<Measurement> measure(Metric metric, Mlp network, double... x) {
        Scene scene = scene(x);
        return metric.measure(
                new Probe(scene, 7, network, new double[scene.data().count()]));
    }

    private static double value(List<Measurement> rows, String column, String scope) {
        List<Measurement> found = rows.stream()
                .filter(row -> row.metric().equals(column) && row.scope().equals(scope))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).step()).isEqualTo(7);
        return found.get(0).value();
    }

    private static double[] density(List<Measurement> rows, String column) {
        List<Measurement> found =
                rows.stream().filter(row -> row.metric().equals(column)).toList();
        for (int bin = 0; bin < found.size(); bin++) {
            assertThat(found.get(bin).index()).isEqualTo(bin);
        }
        return found.stream().mapToDouble(Measurement::value).toArray();
    }

    @Test
    void givesTheNormOfEveryLayerAndTheirProduct() {
        List<Measurement> rows = measure(new SpectralNorms(), handMade(Precision.FLOAT32), 1, 0);

        assertThat(value(rows, "spectral_norm", "layer:1")).isEqualTo(3, within(1e-14));
        assertThat(value(rows, "spectral_norm", "layer:2")).isEqualTo(Math.sqrt(2), within(1e-14));
        assertThat(value(rows, "spectral_norm", "layer:3")).isEqualTo(2, within(1e-14));
        assertThat(value(rows, "spectral_norm", "all")).isEqualTo(6 * Math.sqrt(2), within(1e-13));
        assertThat(rows).hasSize(4);
    }

    /** (1, 0), (0, 1) and (1, 1): cosines 0, 1/sqrt 2, 1/sqrt 2. */
    @Test
    void givesAnglesWithinLayersAndOverAll() {
        List<Measurement> rows = measure(new HyperplaneAngles(10, 100), handMade(Precision.FLOAT32), 1, 0);

        assertThat(value(rows, "hyperplane_cosine", "layer:1")).isZero();
        assertThat(value(rows, "hyperplane_cosine", "layer:2")).isNaN();
        assertThat(value(rows, "hyperplane_cosine", "all")).isEqualTo(Math.sqrt(2) / 3, within(1e-15));
        assertThat(value(rows, "hyperplane_cosine_positive", "all")).isEqualTo(2.0 / 3, within(1e-15));
        assertThat(value(rows, "hyperplane_cosine_magnitude", "all")).isEqualTo(Math.sqrt(2) / 3, within(1e-15));
        assertThat(density(rows, "hyperplane_cosine_histogram"))
                .containsExactly(new double[] {0, 0, 0, 0, 0, 5.0 / 3, 0, 0, 10.0 / 3, 0}, within(1e-14));
    }

    /** The axes cut four squares of side 1. */
    @Test
    void theRegionsOfTwoAxesAreSquares() {
        List<Measurement> rows = measure(new Inradius(25, 0, -1, 1, 10, 1), handMade(Precision.FLOAT32), 1, 0);

        assertThat(value(rows, "inradius", "all")).isEqualTo(0.5, within(1e-12));
        assertThat(value(rows, "inradius_median", "all")).isEqualTo(0.5, within(1e-12));
        double[] density = density(rows, "inradius_histogram");
        assertThat(density).hasSize(10);
        assertThat(density[4] + density[5]).isEqualTo(10, within(1e-12));
        // A histogram that ends below every radius has empty bins.
        assertThat(density(
                        measure(new Inradius(5, 0, -1, 1, 4, 0.1), handMade(Precision.FLOAT32), 1, 0),
                        "inradius_histogram"))
                .containsOnly(0.0);
    }

    @Test
    void theSeedDecidesWhereInradiiAreTaken() {
        Mlp network = Mlp.initialized(
                Networks.spec(2, List.of(30), 1, Parameterization.STANDARD, BiasMode.HIDDEN, true),
                Precision.FLOAT64,
                new Well19937c(9));
        List<Measurement> rows = measure(new Inradius(50, 4, -1, 1, 10, 1), network, 1, 0);
        assertThat(measure(new Inradius(50, 4, -1, 1, 10, 1), network, 0, 1)).isEqualTo(rows);
        assertThat(value(measure(new Inradius(50, 5, -1, 1, 10, 1), network, 1, 0), "inradius", "all"))
                .isNotEqualTo(value(rows, "inradius", "all"));
    }

    /**
     * The nearest line is 3 x + 2 y = 1 for the first sample and an axis for the others. At (-1/4, -3) the second layer
     * does not have a gradient.
     */
    @Test
    void distancesAreMeansAndMediansOverSamples() {
        List<Measurement> rows =
                measure(new BoundaryDistance(10), handMade(Precision.FLOAT32), 0.25, 0.25, 0.5, 0.125, -0.25, -3);
        double diagonal = 0.25 / Math.sqrt(13);

        assertThat(value(rows, "boundary_distance", "all")).isEqualTo((diagonal + 0.125 + 0.25) / 3, within(1e-14));
        assertThat(value(rows, "boundary_distance_median", "all")).isEqualTo(0.125, within(1e-14));
        assertThat(value(rows, "boundary_distance", "layer:1")).isEqualTo(0.625 / 3, within(1e-14));
        assertThat(value(rows, "boundary_distance_median", "layer:1")).isEqualTo(0.25, within(1e-14));
        assertThat(value(rows, "boundary_distance", "layer:2")).isInfinite();
        assertThat(value(rows, "boundary_distance_median", "layer:2")).isEqualTo(0.75 / Math.sqrt(13), within(1e-14));
        // The second layer reads (3/4, 1/2), (3/2, 1/4) and (0, 0).
        assertThat(value(rows, "boundary_distance_local", "layer:2"))
                .isEqualTo((0.25 + 0.75 + 1) / Math.sqrt(2) / 3, within(1e-14));
        assertThat(value(rows, "boundary_distance_local_median", "layer:2"))
                .isEqualTo(0.75 / Math.sqrt(2), within(1e-14));
        assertThat(value(rows, "boundary_distance_local", "all"))
                .isEqualTo((0.25 / Math.sqrt(2) + 0.125 + 0.25) / 3, within(1e-14));
        assertThat(value(rows, "boundary_distance_local_median", "all")).isEqualTo(0.25 / Math.sqrt(2), within(1e-14));
    }

    @Test
    void distancesAreTakenOnEvenlySpacedSamples() {
        Mlp network = handMade(Precision.FLOAT64);
        double[] x = {0.7, 0.1, 5, 5, 5, 5, 0.7, 0.2, 5, 5, 5, 5};
        assertThat(value(measure(new BoundaryDistance(2), network, x), "boundary_distance", "all"))
                .isEqualTo(0.15, within(1e-14));
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTwo() {
        assertThat(Histogram.median(new double[] {5, 1, 2})).isEqualTo(2);
        assertThat(Histogram.median(new double[] {5, 1, 2, 3})).isEqualTo(2.5);
        assertThat(Histogram.median(new double[] {5, Double.NaN, 2})).isNaN();
        assertThat(Histogram.density(new double[] {1, Double.NaN}, 3, 2)).containsOnly(Double.NaN);
        assertThat(Histogram.density(new double[] {0, 0.5, 1, 2}, 2, 2)).containsExactly(0.5, 0.25);
    }

    @Test
    void weightsThatAreNotNumbersGiveNaN() {
        Mlp network = handMade(Precision.FLOAT64);
        network.values().set(0, Double.NaN);
        for (Metric metric : List.of(
                new SpectralNorms(),
                new HyperplaneAngles(4, 10),
                new Inradius(2, 0, -1, 1, 4, 1),
                new BoundaryDistance(5))) {
            List<Measurement> rows = measure(metric, network, 1, 0);
            assertThat(value(rows, metric.column(), "all")).isNaN();
        }
    }

    @Test
    void refusesOptionsThatMeasureNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperplaneAngles(0, 10))
                .withMessage("bins must be from 1 to 10000 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HyperplaneAngles(10, 1))
                .withMessage("units must be at least 2 but was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inradius(1, 0, 1, 1, 1, 1))
                .withMessage("to must be above from (1.0) but was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inradius(1, 0, -1, 1, 1, Double.NaN))
                .withMessage("largest must be a positive number but was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoundaryDistance(0))
                .withMessage("points must be at least 1 but was 0");
    }

    @Test
    void inradiiHaveACubeAPointAndABin() {
        new Inradius(1, 0, -1, 1, 1, Double.MIN_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inradius(0, 0, -1, 1, 1, 1))
                .withMessage("points must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inradius(1, 0, -1, 1, 0, 1))
                .withMessage("bins must be from 1 to 10000 but was 0");
        double huge = Double.MAX_VALUE;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inradius(1, 0, -huge, huge, 1, 1))
                .withMessage("to must be above from (" + -huge + ") but was " + huge);
        for (double largest : new double[] {0, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Inradius(1, 0, -1, 1, 1, largest))
                    .withMessage("largest must be a positive number but was " + largest);
        }
    }

    @Test
    void anglesNeedTwoUnitsAtLeast() {
        // As few as there may be: of each layer its first and its second.
        assertThat(value(
                        measure(new HyperplaneAngles(1, 2), handMade(Precision.FLOAT64), 1, 0),
                        "hyperplane_cosine",
                        "layer:1"))
                .isZero();
    }

    @Test
    void inradiiEndWhenTheirTrialMust() {
        double[] clock = {0};
        Mlp network = Scenes.network(Deadline.after(1, () -> clock[0]), 2, List.of(1), 1, 0, 0, 1);
        clock[0] = 2;
        assertThatExceptionOfType(TimeOver.class)
                .isThrownBy(() -> measure(new Inradius(1, 0, -1, 1, 1, 1), network, 1, 0));
    }
}
