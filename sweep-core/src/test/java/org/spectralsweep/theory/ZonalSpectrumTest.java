package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.CirculantSpectrum;
import org.spectralsweep.nn.BiasMode;

class ZonalSpectrumTest {
    private static double[] deep(int layers, int dimension, int upTo) {
        return ZonalSpectrum.coefficients(AnalyticKernel.of(Architectures.deep(layers, dimension)), dimension, upTo);
    }

    @Test
    void equation5HasItsClosedFormOnTheCircle() {
        double[] lambda = ZonalSpectrum.coefficients(Architectures.equation5(), 2, 1000);

        for (int q = 0; q <= 1000; q++) {
            assertThat(lambda[q]).as("q = %d", q).isEqualTo(Slopes.equation5(q) / (2 * Math.PI), within(5e-15));
        }
    }

    @Test
    void givesKnownRationalEigenvaluesOnTheSphere() {
        // B19 (arXiv 1906.00425), and computed independently:
        // Eq. 5 of B20, and without bias u (pi - arccos u) / (2 pi).
        double[] biased = ZonalSpectrum.coefficients(Architectures.equation5(), 3, 5);
        double[] plain =
                ZonalSpectrum.coefficients(AnalyticKernel.of(Architectures.shallow(BiasMode.NONE, 1, 3)), 3, 5);

        assertThat(biased)
                .containsExactly(
                        new double[] {5.0 / 32, 7.0 / 96, 7.0 / 512, 1.0 / 512, 7.0 / 6144, 1.0 / 2048}, within(1e-14));
        assertThat(plain)
                .containsExactly(new double[] {1.0 / 16, 1.0 / 12, 7.0 / 256, 0, 7.0 / 3072, 0}, within(1e-14));
        assertThat(plain[3]).as("what is rounding is zero").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 9})
    void followsB19sFormulaOnEvenSpheres(int ambient) {
        // The biased formula of B19's supplement gives c_k, a constant times lambda_k: 2 pi on S^2, 2 pi^2 / 3 on S^4.
        // Its sum alternates, so its own rounding shows beyond k = 10.
        double[] lambda = ZonalSpectrum.coefficients(Architectures.equation5(), ambient, 10);
        double ratio = Slopes.formulaOfB19(ambient - 1, 0) / lambda[0];

        for (int k = 0; k <= 10; k++) {
            assertThat(Slopes.formulaOfB19(ambient - 1, k) / lambda[k])
                    .as("k = %d", k)
                    .isEqualTo(ratio, within(1e-6 * ratio));
        }
        if (ambient == 3) {
            assertThat(ratio).isEqualTo(2 * Math.PI, within(1e-12));
        }
        if (ambient == 5) {
            assertThat(ratio).isEqualTo(2 * Math.PI * Math.PI / 3, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 2.0029, 2.9667", "10, 1.9969, 2.8507", "50, 1.8745, 2.0747"})
    void deepSpectraHaveKnownSlopes(int layers, double circle, double sphere) {
        // Computed independently (numpy, float64); B20, Fig. 12, has 1.94 and 2.80.
        assertThat(Slopes.of(deep(layers, 2, 100), 50, 100)).isEqualTo(circle, within(0.005));
        assertThat(Slopes.of(deep(layers, 3, 30), 10, 30)).isEqualTo(sphere, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"3, 2.0029", "10, 1.9969", "50, 1.8745"})
    void deepSpectraKeepTheirSlopesOnThePapersGrid(int layers, double circle) {
        // B20, Fig. 12: n = 16,383 on the circle.
        CirculantSpectrum grid = new CirculantSpectrum(AnalyticKernel.of(Architectures.deep(layers, 2)), 16_383);
        double[] lambda = new double[101];
        Arrays.setAll(lambda, grid::eigenvalue);

        assertThat(Slopes.of(lambda, 50, 100)).isEqualTo(circle, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"2, 2.414", "3, 1.990", "10, 1.063", "30, 0.594", "50, 0.465"})
    void depthFlattensTheLowFrequencies(int layers, double slope) {
        assertThat(Slopes.of(deep(layers, 2, 5), 1, 5)).isEqualTo(slope, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"2, 7, 0.06", "3, 21, 0.008", "4, 51, 0.0013", "5, 107, 0.0003", "6, 0, 0"})
    void shallowSpectraWithoutBiasDoNotFallMonotonically(int layers, int first, double rise) {
        // Against B20's "decrease monotonically ... regardless of depth"; computed independently up to k = 200.
        double[] lambda = deep(layers, 2, 201);
        int found = 0;
        for (int k = 200; k >= 1; k--) {
            found = lambda[k + 1] > lambda[k] ? k : found;
        }

        assertThat(found).isEqualTo(first);
        if (first > 0) {
            assertThat(lambda[first + 1] / lambda[first] - 1).isEqualTo(rise, within(0.1 * rise));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 2.93, 2.97", "4, 3.80, 3.91", "5, 4.62, 4.84", "6, 5.40, 5.74"})
    void theExponentGrowsWithTheDimension(int dimension, double low, double high) {
        double[] lambda = ZonalSpectrum.coefficients(Architectures.equation5(), dimension, 60);

        assertThat(Slopes.of(lambda, 8, 30)).isEqualTo(low, within(0.0055));
        assertThat(Slopes.of(lambda, 30, 60)).isEqualTo(high, within(0.0055));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theCoefficientsSumToTheDiagonal(int dimension) {
        // K(0) = sum_k N(d, k) lambda_k; the tail beyond k falls as 1 / k.
        double[] lambda = ZonalSpectrum.coefficients(Architectures.equation5(), dimension, 1000);
        double sum = 0;
        double half = 0;
        for (int k = 0; k <= 1000; k++) {
            double part = Harmonics.multiplicity(k, dimension) * lambda[k];
            sum += part;
            half += k <= 500 ? part : 0;
        }
        assertThat(2 * sum - half).isEqualTo(0.5, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 30, 2.02, 2.04", "2, 8, 30, 3.03, 3.05", "3, 6, 20, 4.10, 4.14"})
    void theTorusExponentIsTheDimensionPlusOne(int dimension, int from, int to, double shallow, double deep) {
        // Computed independently, along a coordinate axis: three hidden layers, and Eq. 5.
        int[] axis = new int[dimension];
        axis[0] = 1;
        double[] lambda = new TorusSpectrum(Architectures.equation5(), dimension).along(axis, to);
        double[] ofDeep = new TorusSpectrum(AnalyticKernel.of(Architectures.deep(3, 2)), dimension).along(axis, to);

        assertThat(Slopes.of(lambda, from, to)).isEqualTo(shallow, within(0.01));
        assertThat(Slopes.of(ofDeep, from, to)).isEqualTo(deep, within(0.01));
    }

    @Test
    void aTorusOfDimensionOneIsACircle() {
        double[] torus = new TorusSpectrum(Architectures.equation5(), 1).along(new int[] {1}, 50);
        double[] circle = ZonalSpectrum.coefficients(Architectures.equation5(), 2, 50);

        for (int k = 0; k <= 50; k++) {
            assertThat(torus[k] / circle[k]).isEqualTo(1, within(2e-8));
        }
        assertThat(new TorusSpectrum(Architectures.equation5(), 1).along(new int[] {3}, 5)[2])
                .isEqualTo(torus[6], within(1e-14));
    }

    @Test
    void extrapolationRemovesTheFirstAliasOfATorus() {
        int[] diagonal = {1, 1};
        double[] fine = new TorusSpectrum(Architectures.equation5(), 2, 512).along(diagonal, 12);
        double[] coarse = new TorusSpectrum(Architectures.equation5(), 2, 128).along(diagonal, 12);

        for (int k = 0; k <= 12; k++) {
            assertThat(coarse[k] / fine[k]).as("k = %d", k).isEqualTo(1, within(2e-3));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TorusSpectrum(Architectures.equation5(), 2, 128).along(diagonal, 32))
                .withMessage("up-to must be below 32 over the direction's largest component but was 32");
    }
}
