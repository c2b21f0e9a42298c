package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.ZeroBias;

/** Known answers of kernel drift, gate flips and the empirical kernel's eigenvalues. */
class LazinessTest {
    /** A scene of points at angles in degrees. */
    private static Scene scene(double... degrees) {
        int n = degrees.length;
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = Math.cos(Math.toRadians(degrees[i]));
            x[2 * i + 1] = Math.sin(Math.toRadians(degrees[i]));
        }
        return Scenes.of(new Circle(), new Samples(n, 2, 1, x, new double[n], new int[n], 1));
    }

    private static Mlp network(List<Integer> widths, boolean trainOuter, Precision precision) {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(2, widths, 1, Parameterization.STANDARD, 1, BiasMode.NONE, start, trainOuter, false);
        return Mlp.initialized(spec, precision, new Well19937c(3));
    }

    private static void set(Mlp network, double... parameters) {
        for (int e = 0; e < parameters.length; e++) {
            network.values().set(e, parameters[e]);
        }
    }

    private static List<Measurement> measure(Metric metric, Scene scene, long step, Mlp network) {
        return metric.measure(
                new Probe(scene, step, network, new double[scene.data().count()]));
    }

    /**
     * f is homogeneous of degree 3 in all weights of two hidden layers. So each derivative has degree 2, and K has
     * degree 4.
     */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void scaledWeightsDriftByTheFourthPower(Precision precision) {
        Scene scene = scene(10, 50, 130, 170, 260);
        Mlp network = network(List.of(16, 16), true, precision);
        double before = measure(new KernelDrift(256), scene, 0, network).get(0).value();
        measure(new GateFlips(256), scene, 0, network);
        for (int e = 0; e < network.values().length(); e++) {
            network.values().set(e, 1.25 * network.values().get(e));
        }

        List<Measurement> drift = measure(new KernelDrift(256), scene, 7, network);

        assertThat(before).isZero();
        assertThat(drift).hasSize(1);
        assertThat(drift.get(0).step()).isEqualTo(7);
        assertThat(drift.get(0).metric()).isEqualTo("kernel_drift");
        assertThat(drift.get(0).scope()).isEqualTo("all");
        double tolerance = precision == Precision.FLOAT64 ? 1e-12 : 1e-5;
        assertThat(drift.get(0).value()).isEqualTo(Math.pow(1.25, 4) - 1, within(tolerance));
        assertThat(measure(new GateFlips(256), scene, 7, network))
                .allSatisfy(row -> assertThat(row.value()).isZero());
    }

    @Test
    void countsTheFlipsOfAHandMadeNetwork() {
        Scene scene = scene(45, 135, 225, 315);
        Mlp network = network(List.of(2, 3), true, Precision.FLOAT64);
        // Units (1, 0) and (0, 1); above them two units that are on where any of these is, and one that never is.
        set(network, 1, 0, 0, 1, 1, 1, -1, 1, 1, -1);
        List<Measurement> before = measure(new GateFlips(4), scene, 0, network);
        // (0, 1) becomes (-1, 1/2): off at 45 degrees, on at 225, where both units above come on.
        set(network, 1, -1, 0, 0.5);

        List<Measurement> rows = measure(new GateFlips(4), scene, 9, network);

        assertThat(before).extracting(Measurement::value).containsOnly(0.0);
        assertThat(rows)
                .containsExactly(
                        new Measurement(9, "gate_flips", "layer:1", 0, 2.0 / 8),
                        new Measurement(9, "gate_flips", "layer:2", 0, 2.0 / 12),
                        new Measurement(9, "gate_flips", "all", 0, 4.0 / 20));
    }

    @Test
    void sharesAreThoseOfAHandMadeNetwork() {
        Scene scene = scene(45, 135, 225, 315);
        Mlp network = network(List.of(2, 3), true, Precision.FLOAT64);
        set(network, 1, 0, 0, 1, 1, 1, -1, 1, 1, -1);

        // (1, 0) and (0, 1) are on at two points each. Above them two units are on at three points, and one never is.
        assertThat(measure(new ActiveShare(4), scene, 3, network))
                .containsExactly(
                        new Measurement(3, "active_share", "layer:1", 0, 4.0 / 8),
                        new Measurement(3, "active_share", "layer:2", 0, 6.0 / 12),
                        new Measurement(3, "active_share", "all", 0, 10.0 / 20));
        assertThat(measure(new ActiveShare(2), scene, 3, network).get(0).value())
                .as("at two evenly spaced samples")
                .isEqualTo(2.0 / 4);
    }

    @Test
    void eigenvaluesAreThoseOfTheKernelOverItsPoints() {
        // One unit, on at both points: K = 2^2 x.z, x.z = 1 and cos 120 = -1/2.
        Scene scene = scene(60, -60);
        Mlp network = network(List.of(1), false, Precision.FLOAT64);
        set(network, 1, 0, 2);

        List<Measurement> rows = measure(new EmpiricalKernel(256, 10), scene, 0, network);

        assertThat(rows).extracting(Measurement::index).containsExactly(0, 1);
        assertThat(rows).extracting(Measurement::metric).containsOnly("empirical_kernel_eigenvalue");
        assertThat(rows.get(0).value()).isEqualTo(3, within(1e-14));
        assertThat(rows.get(1).value()).isEqualTo(1, within(1e-14));
    }

    @Test
    void smallestEigenvaluesStandBesideTheLargest() {
        Scene scene = scene(60, -60);
        Mlp network = network(List.of(1), false, Precision.FLOAT64);
        set(network, 1, 0, 2);
        // K is 4 on the diagonal and -2 beside it: 6 for (1, -1), 2 for (1, 1), in which the residual lies.
        Probe probe = new Probe(scene, 4, network, new double[] {0.5, 0.5});

        List<Measurement> rows = new EmpiricalKernel(256, 1, 5).measure(probe);

        assertThat(rows)
                .extracting(Measurement::metric)
                .containsExactly(
                        "empirical_kernel_eigenvalue",
                        "empirical_kernel_eigenvalue_smallest",
                        "empirical_kernel_eigenvalue_smallest",
                        "empirical_kernel_condition_number",
                        "empirical_kernel_effective_rank",
                        "empirical_kernel_spectral_position");
        double[] expected = {3, 1, 3, 3, 1.6, Math.log10(3)};
        for (int i = 0; i < expected.length; i++) {
            assertThat(rows.get(i).value()).as("row %d", i).isEqualTo(expected[i], within(1e-13));
            assertThat(rows.get(i).step()).isEqualTo(4);
        }
        assertThat(rows.get(2).index()).isEqualTo(1);
    }

    @Test
    void residualsAreThoseOfTheChosenSamples() {
        // As above, on samples 0 and 3 of six.
        Scene all = scene(60, 0, 10, -60, 20, 30);
        Mlp network = network(List.of(1), false, Precision.FLOAT64);
        set(network, 1, 0, 2);

        List<Measurement> rows =
                new EmpiricalKernel(2, 1, 1).measure(new Probe(all, 4, network, new double[] {1, 7, 7, -1, 7, 7}));

        assertThat(rows.get(4).value()).as("in the largest").isEqualTo(0, within(1e-13));
    }

    @Test
    void fewerPointsAreEvenlySpaced() {
        // Of six points, those with the numbers 0 and 3 are taken.
        Scene all = scene(60, 0, 10, -60, 20, 30);
        Mlp network = network(List.of(1), false, Precision.FLOAT64);
        set(network, 1, 0, 2);

        List<Measurement> rows = measure(new EmpiricalKernel(2, 2), all, 0, network);

        assertThat(rows.get(0).value()).isEqualTo(3, within(1e-14));
        assertThat(rows.get(1).value()).isEqualTo(1, within(1e-14));
    }

    @Test
    void givesNaNWhereNothingCanBeMeasured() {
        Scene scene = scene(60, -60);
        Mlp network = network(List.of(1), false, Precision.FLOAT64);
        set(network, 1, 0, 2);
        measure(new KernelDrift(2), scene, 0, network);
        network.values().set(2, Double.NaN);

        assertThat(measure(new KernelDrift(2), scene, 5, network).get(0).value())
                .isNaN();
        assertThat(measure(new EmpiricalKernel(2, 2), scene, 5, network))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.value()).isNaN());
    }

    @Test
    void refusesNoPointsAndTooManyEigenvalues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelDrift(0))
                .withMessage("points must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateFlips(-1))
                .withMessage("points must be at least 1 but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmpiricalKernel(5, 10))
                .withMessage("count must be between 1 and points (5) but was 10");
    }

    @Test
    void theKernelNeedsAPointAndAnEigenvalue() {
        assertThat(new EmpiricalKernel(1, 1).count()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmpiricalKernel(0, 1))
                .withMessage("points must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmpiricalKernel(5, 0))
                .withMessage("count must be between 1 and points (5) but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmpiricalKernel(5, 1, 6))
                .withMessage("smallest must be between 0 and points (5) but was 6");
    }

    @Test
    void asManyPointsAsThereAreAreNotCopied() {
        Samples data = scene(10, 20, 30).data();
        assertThat(Subset.of(data, 3).x()).isSameAs(data.x());
        assertThat(Subset.of(data, 2).x()).hasSize(4).startsWith(data.x()[0], data.x()[1]);
    }
}
