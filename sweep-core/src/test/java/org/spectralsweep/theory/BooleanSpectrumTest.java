package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.hipparchus.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Iid;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.targets.Walsh;

class BooleanSpectrumTest {
    /** shared/PHYSICS.md: K(z) = (z + 1)(pi - acos z)/(2 pi) in ten dimensions, degrees 0 to 10. */
    private static final double[] TEN = {
        .266964,
        .0419642,
        .00366621,
        .000341728,
        .000205116,
        .000114041,
        .000101405,
        8.24505e-5,
        8.03334e-5,
        7.18649e-5,
        7.18649e-5
    };

    private static double[] network2(int dimension) {
        return BooleanSpectrum.eigenvalues(
                AnalyticKernel.of(Architectures.shallow(BiasMode.HIDDEN, 1, dimension)), dimension);
    }

    @Test
    void hasTheEigenvaluesOfTenDimensions() {
        double[] mu = network2(10);
        assertThat(mu).hasSize(11);
        for (int k = 0; k <= 10; k++) {
            assertThat(new BigDecimal(mu[k]).round(new MathContext(6)).doubleValue())
                    .isEqualTo(TEN[k]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 10, 16})
    void theTraceIsTheKernelOnTheDiagonal(int dimension) {
        double[] mu = network2(dimension);
        double trace = 0;
        for (int k = 0; k <= dimension; k++) {
            trace += CombinatoricsUtils.binomialCoefficientDouble(dimension, k) * mu[k];
        }
        assertThat(trace).isEqualTo(1, within(1e-14));
    }

    /** The slow way: the Gram matrix on all corners times a Walsh function. */
    private static void walshFunctionsAreEigenvectors(AnalyticKernel kernel, int dimension) {
        double[] mu = BooleanSpectrum.eigenvalues(kernel, dimension);
        BooleanCube cube = new BooleanCube(dimension);
        int n = cube.corners();
        double[] gram = kernel.gram(cube.whole().coordinates(), n);
        for (int degree = 0; degree <= dimension; degree++) {
            double[] chi = new Walsh(degree, List.of()).values(cube, cube.whole());
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += gram[i * n + j] * chi[j] / n;
                }
                assertThat(sum).isEqualTo(mu[degree] * chi[i], within(1e-14 * mu[0]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8})
    void walshFunctionsAreEigenvectorsOfTheGramMatrix(int dimension) {
        walshFunctionsAreEigenvectors(
                AnalyticKernel.of(Architectures.shallow(BiasMode.HIDDEN, 1, dimension)), dimension);
    }

    @Test
    void soTheyAreForADeepKernel() {
        walshFunctionsAreEigenvectors(AnalyticKernel.of(Architectures.deep(3, 6)), 6);
    }

    @Test
    void withoutBiasesOddDegreesAboveOneVanish() {
        double[] mu = BooleanSpectrum.eigenvalues(AnalyticKernel.of(Architectures.shallow(BiasMode.NONE, 1, 7)), 7);
        assertThat(mu[3]).isZero();
        assertThat(mu[5]).isZero();
        assertThat(mu[7]).isZero();
        assertThat(List.of(mu[0], mu[1], mu[2], mu[4], mu[6]))
                .allSatisfy(value -> assertThat(value).isGreaterThan(1e-4));
    }

    private static Scenes scenes(int dimension) {
        return Scenes.of(new Iid(20), Architectures.shallow(BiasMode.HIDDEN, 1, dimension))
                .on(new BooleanCube(dimension))
                .target(new Walsh(1, List.of()));
    }

    @Test
    void areTheHarmonicCoefficientsOfTheCube() {
        TheoryScene scene = scenes(10).scene();
        double[] all = Scenes.values(
                Scenes.rows(new HarmonicCoefficients(KernelChoice.AUTO, 100), scene), "harmonic_coefficient", "all");
        assertThat(all).isEqualTo(network2(10));
        assertThat(Scenes.rows(new HarmonicCoefficients(KernelChoice.AUTO, 3), scene))
                .hasSize(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HarmonicCoefficients(KernelChoice.EMPIRICAL, 3).check(scene))
                .withMessage("kernel must be analytic, without an encoding, for harmonic-coefficients on a Boolean cube"
                        + " of dimension 10 but was empirical");
        TheoryScene encoded = Scenes.of(new Iid(20), Architectures.shallow(BiasMode.HIDDEN, 1, 12))
                .on(new BooleanCube(3))
                .target(new Walsh(1, List.of()))
                .encoding(new Positional(2, true, false))
                .scene();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HarmonicCoefficients(KernelChoice.AUTO, 3).check(encoded))
                .withMessageEndingWith("but was that of encoded points");
    }

    @Test
    void quadratureTakesEveryCorner() {
        TheoryScene scene = scenes(6).scene();
        double[] values = Scenes.values(
                Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.QUADRATURE, 0, 64), scene),
                "kernel_eigenvalue",
                "all");
        double[] mu = network2(6);
        int rank = 0;
        for (int k = 0; k <= 4; k++) {
            for (long copy = CombinatoricsUtils.binomialCoefficient(6, k); copy > 0; copy--) {
                assertThat(values[rank++]).isEqualTo(mu[k], within(1e-14));
            }
        }
        double[] samples = Scenes.values(
                Scenes.rows(
                        new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 64),
                        Scenes.of(new Grid(64, 0, 0), Architectures.shallow(BiasMode.HIDDEN, 1, 6))
                                .on(new BooleanCube(6))
                                .target(new Walsh(1, List.of()))
                                .scene()),
                "kernel_eigenvalue",
                "all");
        assertThat(samples).containsExactly(values, within(1e-14));
    }
}
