package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Points;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.nn.BiasMode;

/** Numbers that were computed apart from this program, and identities of the theory. */
class GeneralizationTest {
    private static final double NOISE = 0.02848173;

    private static AnalyticKernel bothLayers(int dimension) {
        return AnalyticKernel.of(Architectures.deep(1, dimension));
    }

    /** K(z) = k1(z) + z k0(z) on S^24, and the harmonic of degree 1, whose energy is 1/25. */
    private static final KernelModes SPHERE_24 = Modes.onSphere(bothLayers(25)::onSphere, angle -> 0, 25, 1, 1);

    private static KernelModes circle(int points, int frequency) {
        double[] y = new double[points];
        Arrays.setAll(y, i -> Math.cos(2 * Math.PI * frequency * i / points));
        AnalyticKernel kernel = Architectures.equation5();
        return Modes.onCircle(kernel::onSphere, angle -> 0, y);
    }

    private static double learned(KernelModes modes, Generalization curve) {
        double sum = 0;
        for (int k = 0; k < modes.count(); k++) {
            sum += modes.multiplicity()[k] * curve.learnability(k);
        }
        return sum;
    }

    @Test
    void eigenvaluesOnTheSphereS24() {
        KernelModes modes = SPHERE_24;

        assertThat(bothLayers(25).onSphere(0)).isEqualTo(2, within(1e-14));
        assertThat(modes.eigenvalue()[0]).isEqualTo(0.337728, within(5e-7));
        assertThat(modes.eigenvalue()[1]).isEqualTo(0.04, within(5e-9));
        assertThat(modes.eigenvalue()[2]).isEqualTo(0.00146036, within(5e-9));
        assertThat(modes.eigenvalue()[3]).isZero();
        assertThat(modes.eigenvalue()[4]).isEqualTo(3.284246428e-6, within(5e-15));
        assertThat(modes.multiplicity()[1]).isEqualTo(25, within(1e-12));
        assertThat(modes.multiplicity()[2]).isEqualTo(324, within(1e-10));
        assertThat(modes.energy()[1]).isEqualTo(0.04, within(1e-15));
        assertThat(modes.trace()).isEqualTo(2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "3, .04039",
        "5, .03915",
        "21, .02733",
        "57, .01548",
        "152, .01173",
        "402, .01485",
        "1062, .00952",
        "1725, .00623",
        "7386, .00251"
    })
    void errorsOnTheSphereS24(int samples, double error) {
        assertThat(Generalization.of(SPHERE_24, samples, 0, NOISE).testError()).isEqualTo(error, within(5.1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 100, 128, 255})
    void learnabilitiesSumToTheSamples(int samples) {
        KernelModes modes = circle(256, 5);
        Generalization curve = Generalization.of(modes, samples, 0, 0);

        assertThat(learned(modes, curve)).isEqualTo(samples, within(1e-10 * samples));
        assertThat(modes.rank()).isEqualTo(256);
        assertThat(curve.targetLearnability()).isEqualTo(curve.learnability(5), within(1e-13));
    }

    @Test
    void aRidgeTakesItsShareOfTheSamples() {
        for (KernelModes modes : new KernelModes[] {circle(256, 2), SPHERE_24}) {
            Generalization curve = Generalization.of(modes, 57, 0.3, 0);
            double free = 57 * (1 - (0.3 + modes.tail()) / curve.effectiveRidge());

            assertThat(learned(modes, curve)).isEqualTo(free, within(1e-10 * 57));
            assertThat(curve.effectiveRidge()).isGreaterThan(0.3 + modes.tail());
        }
    }

    @Test
    void withoutRidgeTheKernelsScaleDoesNotMatter() {
        KernelModes modes = circle(64, 3);
        double[] scaled = Arrays.stream(modes.eigenvalue()).map(eta -> 7 * eta).toArray();
        KernelModes other =
                new KernelModes(scaled, modes.multiplicity(), modes.energy(), modes.startEnergy(), modes.tail());

        Generalization one = Generalization.of(modes, 20, 0, 0.1);
        Generalization seven = Generalization.of(other, 20, 0, 0.1);

        assertThat(seven.testError()).isEqualTo(one.testError(), within(1e-12));
        assertThat(seven.effectiveRidge()).isEqualTo(7 * one.effectiveRidge(), within(1e-12));
    }

    @Test
    void allPointsTellTheTarget() {
        KernelModes modes = circle(64, 3);

        assertThat(Generalization.of(modes, 64, 0, 0).testError()).isZero();
        assertThat(Generalization.of(modes, 64, 0, 0).effectiveRidge()).isZero();
        assertThat(Generalization.of(modes, 64, 0, 0.1).testError()).isNaN();
        assertThat(Generalization.of(modes, 100, 0, 0.1).testError()).isEqualTo(0.1 * 0.64 / 0.36, within(1e-12));
    }

    @Test
    void aLargeRidgeLearnsNothing() {
        Generalization curve = Generalization.of(circle(64, 3), 20, 1e9, 0.1);

        assertThat(curve.testError()).isEqualTo(0.5, within(1e-6));
        assertThat(curve.learnability(0)).isLessThan(1e-6);
    }

    @Test
    void eigenvectorsGiveWhatFrequenciesGive() {
        AnalyticKernel kernel = AnalyticKernel.of(Architectures.shallow(BiasMode.HIDDEN, 1, 2));
        int points = 48;
        double[] angles = new double[points];
        Arrays.setAll(angles, i -> Circle.wrap(-Math.PI + 2 * Math.PI * i / points));
        double[] y = Arrays.stream(angles)
                .map(t -> Math.sin(3 * t) + 0.5 * Math.cos(7 * t))
                .toArray();
        Points on = Points.onCircle(angles);
        double[] ones = new double[points];
        Arrays.fill(ones, 1);
        Nodes nodes = new Nodes(on, on.coordinates(), ones, new int[points]);
        DoubleUnaryOperator start = kernel::covarianceOnSphere;

        KernelModes byFrequency = Modes.onCircle(kernel::onSphere, start, y);
        KernelModes byRank = Modes.onNodes(kernel, false, nodes, y, Deadline.NONE);

        assertThat(byRank.trace()).isEqualTo(byFrequency.trace(), within(1e-12));
        assertThat(Arrays.stream(byFrequency.energy()).sum()).isEqualTo(0.625, within(1e-12));
        for (int samples : new int[] {5, 20, 40}) {
            Generalization one = Generalization.of(byFrequency, samples, 0.01, 0.1);
            Generalization other = Generalization.of(byRank, samples, 0.01, 0.1);
            assertThat(other.effectiveRidge()).isEqualTo(one.effectiveRidge(), within(1e-11));
            assertThat(other.testError()).isEqualTo(one.testError(), within(1e-11));
            assertThat(other.testErrorFromStart()).isEqualTo(one.testErrorFromStart(), within(1e-11));
            assertThat(one.testErrorFromStart()).isGreaterThan(one.testError());
        }
    }

    @Test
    void aStartThatIsNotZeroHasTheEnergyOfItsCovariance() {
        AnalyticKernel kernel = bothLayers(25);
        DoubleUnaryOperator start = kernel::covarianceOnSphere;
        KernelModes modes = Modes.onSphere(kernel::onSphere, start, 25, 1, 1);

        assertThat(Arrays.stream(modes.startEnergy()).sum())
                .as("most of E f(x)^2 = 1")
                .isBetween(0.9, 1.0);
        assertThat(Generalization.of(modes, 1e-9, 1e9, 0).testErrorFromStart())
                .isEqualTo(0.04 + Arrays.stream(modes.startEnergy()).sum(), within(1e-6));
    }
}
