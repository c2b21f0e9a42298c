package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @Test
    void aOneByOneMatrixIsItsOwnEigenvalue() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[] {-3.5}, 1);

        assertThat(eigen.values()).containsExactly(-3.5);
        assertThat(Math.abs(eigen.vectors()[0])).isEqualTo(1.0);
        assertThat(SymmetricEigen.largest(new double[] {-3.5}, 1)).isEqualTo(-3.5);
    }

    @Test
    void aDiagonalMatrixHasItsDiagonalInDescendingOrder() {
        double[] a = new double[25];
        double[] diagonal = {2, -7, 11, 0, 3};
        for (int i = 0; i < 5; i++) {
            a[i * 5 + i] = diagonal[i];
        }

        SymmetricEigen eigen = SymmetricEigen.of(a, 5);

        assertThat(eigen.values()).containsExactly(new double[] {11, 3, 2, 0, -7}, within(1e-14));
        assertThat(Math.abs(eigen.vectors()[2]))
                .as("the first vector is the third axis")
                .isEqualTo(1.0, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 16, 33})
    void aCirculantMatrixHasItsCosineSumsAsEigenvalues(int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.exp(-Math.min(Math.abs(i - j), n - Math.abs(i - j)));
            }
        }
        double[] expected = new double[n];
        for (int q = 0; q < n; q++) {
            for (int j = 0; j < n; j++) {
                expected[q] += a[j] * Math.cos(2 * Math.PI * q * j / n);
            }
        }
        Arrays.sort(expected);

        double[] values = SymmetricEigen.of(a, n).values();

        for (int k = 0; k < n; k++) {
            assertThat(values[k]).isEqualTo(expected[n - 1 - k], within(1e-13));
        }
        assertThat(SymmetricEigen.largest(a, n)).isEqualTo(expected[n - 1], within(1e-13));
        assertThat(SymmetricEigen.largest(a, n, 2)).containsExactly(new double[] {values[0], values[1]}, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 16, 17, 33})
    void vectorsAreOrthonormalAndRebuildTheMatrix(int n) {
        double[] a = randomSymmetric(n);
        double[] before = a.clone();

        SymmetricEigen eigen = SymmetricEigen.of(a, n);

        assertThat(a).as("the input is not modified").isEqualTo(before);
        double[] values = eigen.values();
        double[] v = eigen.vectors();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double product = 0;
                double rebuilt = 0;
                for (int k = 0; k < n; k++) {
                    product += v[i * n + k] * v[j * n + k];
                    rebuilt += values[k] * v[k * n + i] * v[k * n + j];
                }
                assertThat(product).isEqualTo(i == j ? 1 : 0, within(1e-13));
                assertThat(rebuilt).isEqualTo(a[i * n + j], within(1e-12));
            }
        }
        assertThat(SymmetricEigen.largest(a, n, n)).containsExactly(values, within(1e-12));
    }

    @Test
    void refusesAMatrixThatIsNotSquare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.of(new double[6], 2))
                .withMessage("matrix must hold 2 x 2 elements but had 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.largest(new double[0], 0))
                .withMessage("n must be at least 1 but was 0");
    }

    @Test
    void refusesNaNAndInfinity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.of(new double[] {1, 0, 0, Double.NaN}, 2))
                .withMessage("matrix must be finite but held NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.largest(new double[] {Double.POSITIVE_INFINITY}, 1));
    }

    @Test
    void refusesAMatrixThatIsNotSymmetric() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.of(new double[] {1, 2, 3, 4}, 2))
                .withMessageStartingWith("matrix must be symmetric");
    }

    @Test
    void refusesMoreEigenvaluesThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.largest(new double[] {1}, 1, 2))
                .withMessage("count must be between 1 and 1 but was 2");
    }

    private static double[] randomSymmetric(int n) {
        Well19937c random = new Well19937c(n);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextGaussian();
                a[j * n + i] = a[i * n + j];
            }
        }
        return a;
    }
}
