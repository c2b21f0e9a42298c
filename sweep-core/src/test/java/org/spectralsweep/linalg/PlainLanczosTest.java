package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;

class PlainLanczosTest {
    /** A A' for a random A of n x rank. */
    private static double[] semidefinite(int n, int rank) {
        Random random = new Random(n);
        double[] a = new double[n * rank];
        for (int e = 0; e < a.length; e++) {
            a[e] = random.nextGaussian();
        }
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < rank; k++) {
                    product[i * n + j] += a[i * rank + k] * a[j * rank + k];
                }
            }
        }
        return product;
    }

    private static double largest(double[] matrix, int n) {
        return PlainLanczos.largest(new DenseOperator(matrix, n), Deadline.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "7, 3", "8, 8", "40, 40", "300, 20", "300, 300"})
    void agreesWithTheDirectSolver(int n, int rank) {
        double[] matrix = semidefinite(n, rank);

        double direct = SymmetricEigen.largest(matrix, n);

        assertThat(largest(matrix, n)).isEqualTo(direct, within(1e-9 * direct));
    }

    @Test
    void equalEigenvaluesEndItAtOnce() {
        int n = 50;
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 3;
        }
        assertThat(largest(identity, n)).isEqualTo(3, within(1e-12));
        assertThat(largest(new double[n * n], n)).isZero();
    }

    @Test
    void givesNaNWhereProductsAreNotFinite() {
        assertThat(largest(new double[] {Double.NaN}, 1)).isNaN();
        assertThat(largest(new double[] {Double.POSITIVE_INFINITY}, 1)).isNaN();
    }

    @Test
    void endsAtTheDeadline() {
        Deadline over = Deadline.after(1, () -> 2);
        assertThatExceptionOfType(TimeOver.class)
                .isThrownBy(() -> PlainLanczos.largest(new DenseOperator(new double[] {1}, 1), over));
    }
}
