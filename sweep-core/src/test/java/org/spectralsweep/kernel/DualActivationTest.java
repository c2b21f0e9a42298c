package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.Erf;
import org.spectralsweep.nn.Gaussian;
import org.spectralsweep.nn.Gelu;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.Tanh;

class DualActivationTest {
    private static final List<Activation> ACTIVATIONS = List.of(
            new Relu(),
            new LeakyRelu(0.2),
            new ReluSquared(),
            new Erf(),
            new Tanh(),
            new Gelu(),
            new Sine(1.7),
            new Gaussian());

    static Stream<Activation> activations() {
        return ACTIVATIONS.stream();
    }

    /** Each activation, with pairs of variances and correlations. */
    static Stream<Arguments> pairs() {
        return ACTIVATIONS.stream().flatMap(activation -> Stream.of(
                        new double[] {1, 1, 0.5},
                        new double[] {1, 1, -1},
                        new double[] {0.1, 0.1, 1},
                        new double[] {0.1, 4, 0.97},
                        new double[] {2.5, 0.7, -0.6},
                        new double[] {3, 3, 0})
                .map(pair -> Arguments.of(activation, pair[0], pair[1], pair[2])));
    }

    private static DualMoments moments(Activation activation, double qu, double qv, double rho) {
        return DualActivation.of(activation).at(qu, qv, rho * Math.sqrt(qu * qv));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void agreesWithAnIndependentQuadrature(Activation activation, double qu, double qv, double rho) {
        DualMoments moments = moments(activation, qu, qv, rho);

        assertThat(moments.product()).isEqualTo(PolarQuadrature.mean(activation::value, qu, qv, rho), within(1e-10));
        assertThat(moments.slopes()).isEqualTo(PolarQuadrature.mean(activation::slope, qu, qv, rho), within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 1", "100, 100, -1", "100, 100, 0.9", "100, 0.1, 0.99", "30, 60, -0.3", "16, 1, 1"})
    void tanhIsRightAtLargeVariances(double qu, double qv, double rho) {
        DualMoments moments = moments(new Tanh(), qu, qv, rho);

        assertThat(moments.product()).isEqualTo(PolarQuadrature.mean(Math::tanh, qu, qv, rho), within(1e-10));
        DoubleUnaryOperator slope = new Tanh()::slope;
        assertThat(moments.slopes()).isEqualTo(PolarQuadrature.mean(slope, qu, qv, rho), within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void agreesWithDrawnUnits(Activation activation, double qu, double qv, double rho) {
        int units = 100_000;
        RandomGenerator random = new Well19937c(7);
        double[] sums = new double[4];
        for (int unit = 0; unit < units; unit++) {
            double one = random.nextGaussian();
            double u = Math.sqrt(qu) * one;
            double v = Math.sqrt(qv) * (rho * one + Math.sqrt(1 - rho * rho) * random.nextGaussian());
            double product = activation.value(u) * activation.value(v);
            double slopes = activation.slope(u) * activation.slope(v);
            sums[0] += product;
            sums[1] += product * product;
            sums[2] += slopes;
            sums[3] += slopes * slopes;
        }
        DualMoments moments = moments(activation, qu, qv, rho);

        assertThat(moments.product()).isEqualTo(sums[0] / units, within(4 * error(sums[0], sums[1], units)));
        assertThat(moments.slopes()).isEqualTo(sums[2] / units, within(4 * error(sums[2], sums[3], units)));
    }

    private static double error(double sum, double squares, int units) {
        double mean = sum / units;
        return Math.sqrt(Math.max(0, squares / units - mean * mean) / units) + 1e-12;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void theProductsDerivativeIsThatOfTheSlopes(Activation activation) {
        requireSlopesOfTheProduct(DualActivation.of(activation));
    }

    /** Price's theorem, by finite differences. */
    static void requireSlopesOfTheProduct(DualActivation dual) {
        double step = 1e-4;
        for (double c = -1; c < 1.1; c += 0.25) {
            double difference = (dual.at(2, 0.9, c - 2 * step).product()
                            - 8 * dual.at(2, 0.9, c - step).product()
                            + 8 * dual.at(2, 0.9, c + step).product()
                            - dual.at(2, 0.9, c + 2 * step).product())
                    / (12 * step);
            assertThat(dual.at(2, 0.9, c).slopes()).isEqualTo(difference, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void knowsItsLimits(Activation activation) {
        DualActivation dual = DualActivation.of(activation);
        for (double q : new double[] {0, 1e-9, 0.1, 1, 7, 100}) {
            double scale = 1e-13 * Math.max(1, dual.square(q));
            assertThat(dual.at(q, q, q).product()).as("rho = 1").isEqualTo(dual.square(q), within(20 * scale));
            assertThat(dual.at(q, 2, 0).product()).as("rho = 0").isEqualTo(dual.mean(q) * dual.mean(2), within(scale));
            double opposite = dual.at(q, q, -q).product();
            assertThat(Math.abs(opposite)).as("rho = -1").isLessThanOrEqualTo(dual.square(q) + 20 * scale);
            DualMoments one = dual.at(q, 2, 0.3 * Math.sqrt(2 * q));
            DualMoments other = dual.at(2, q, 0.3 * Math.sqrt(2 * q));
            assertThat(one.product()).isEqualTo(other.product(), within(scale));
            assertThat(one.slopes()).isEqualTo(other.slopes(), within(scale));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 4, 100})
    void oddAndEvenOnesAreOddAndEvenInTheCovariance(double q) {
        for (Activation odd : List.of(new Erf(), new Tanh(), new Sine(2))) {
            assertThat(moments(odd, q, q, -0.7).product())
                    .isEqualTo(-moments(odd, q, q, 0.7).product());
        }
        assertThat(moments(new Gaussian(), q, q, -0.7).product())
                .isEqualTo(moments(new Gaussian(), q, q, 0.7).product());
    }

    /** Unit variances, at correlations .5 and .9, computed independently in two ways. */
    @Test
    void theNumbersAtUnitVariancesAreTheKnownOnes() {
        isAtUnitVariances(new Erf(), 0.216347, 0.409666);
        isAtUnitVariances(new Sine(1), 0.191700, 0.377634);
        isAtUnitVariances(new Gaussian(), 0.516398, 0.559893);
        isAtUnitVariances(new Relu(), 0.304499, 0.454769);
        isAtUnitVariances(new ReluSquared(), 0.706748, 1.309238);
    }

    private static void isAtUnitVariances(Activation activation, double atHalf, double atNine) {
        assertThat(moments(activation, 1, 1, 0.5).product()).isEqualTo(atHalf, within(5e-7));
        assertThat(moments(activation, 1, 1, 0.9).product()).isEqualTo(atNine, within(5e-7));
    }

    @Test
    void aFastSineDoesNotOverflow() {
        double w = 30;
        assertThat(moments(new Sine(w), 100, 100, 1).product()).isEqualTo(0.5, within(1e-15));
        assertThat(moments(new Sine(w), 100, 100, 1).slopes()).isEqualTo(w * w / 2, within(1e-12));
        double expected = Math.exp(-w * w * (1 - 0.999)) / 2;
        assertThat(moments(new Sine(w), 1, 1, 0.999).product()).isEqualTo(expected, within(1e-12));
        assertThat(moments(new Sine(w), 1, 1, -0.999).product()).isEqualTo(-expected, within(1e-12));
    }

    @Test
    void cSigmaKeepsUnitVariances() {
        assertThat(DualActivation.cSigma(new Relu())).isEqualTo(2, within(1e-15));
        assertThat(DualActivation.cSigma(new LeakyRelu(-1))).isEqualTo(1, within(1e-15));
        assertThat(DualActivation.cSigma(new ReluSquared())).isEqualTo(2.0 / 3, within(1e-15));
        assertThat(DualActivation.cSigma(new Sine(1))).isEqualTo(2 / (1 - Math.exp(-2)), within(1e-14));
        for (Activation activation : ACTIVATIONS) {
            double square = PolarQuadrature.mean(activation::value, 1, 1, 1);
            assertThat(DualActivation.cSigma(activation) * square).isEqualTo(1, within(1e-10));
        }
    }

    /** Series of a batch share their polynomials, and any two of them may be paired. */
    @Test
    void preparedSeriesAreThoseOfSinglePairs() {
        double[] variances = {0, 0.02, 0.5, 0.9, 1, 3, 20, 20.5, 50};
        DualActivation batch = DualActivation.of(new Tanh());
        batch.prepare(variances);
        for (double qu : variances) {
            for (double qv : variances) {
                double c = 0.95 * Math.sqrt(qu * qv);
                DualMoments single = DualActivation.of(new Tanh()).at(qu, qv, c);
                assertThat(batch.at(qu, qv, c).product()).isEqualTo(single.product(), within(1e-11));
                assertThat(batch.at(qu, qv, c).slopes()).isEqualTo(single.slopes(), within(1e-11));
            }
        }
    }

    @Test
    void tanhRefusesVariancesBeyondItsSeries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DualActivation.of(new Tanh()).square(401))
                .withMessage("variance of a pre-activation of tanh must be in [0, 400.0] but was 401.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DualActivation.of(new Tanh()).square(Double.NaN));
    }
}
