package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@link SymmetricEigen#largestPairs}. */
class RestartedLanczosTest {
    @ParameterizedTest
    @CsvSource({"2, 1", "7, 6", "40, 1", "60, 59", "300, 40"})
    void agreesWithTheDirectSolver(int n, int count) {
        double[] a = randomSymmetric(n);

        SymmetricEigen iterative = SymmetricEigen.largestPairs(dense(a, n), count);

        double[] direct = SymmetricEigen.of(a, n).values();
        double norm = Math.max(direct[0], -direct[n - 1]);
        for (int k = 0; k < count; k++) {
            assertThat(iterative.values()[k]).as("rank %d", k).isEqualTo(direct[k], within(1e-12 * norm));
        }
        assertOrthonormal(iterative.vectors(), n, count);
        assertResiduals(a, iterative, n, count, 1e-11 * norm);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 11", "3, 40"})
    void findsEveryCopyOfAMultipleEigenvalue(int copies, int count) {
        int n = 500;
        double[] spectrum = IntStream.range(0, n)
                .mapToDouble(i -> 1.0 / (1 + i / copies * (i / copies)))
                .toArray();

        double[] values = SymmetricEigen.largestPairs(diagonal(spectrum), count).values();

        for (int k = 0; k < count; k++) {
            assertThat(values[k]).as("rank %d", k).isEqualTo(spectrum[k], within(1e-13));
        }
    }

    @Test
    void findsThePairsOfACirculantMatrix() {
        int n = 400;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double d = 2 * Math.PI * Math.min(Math.abs(i - j), n - Math.abs(i - j)) / n;
                a[i * n + j] = (1 + Math.cos(d)) * (Math.PI - d) / n;
            }
        }

        SymmetricEigen iterative = SymmetricEigen.largestPairs(dense(a, n), 61);

        double[] direct = SymmetricEigen.of(a, n).values();
        for (int k = 0; k < 61; k++) {
            assertThat(iterative.values()[k]).as("rank %d", k).isEqualTo(direct[k], within(1e-13));
        }
        assertOrthonormal(iterative.vectors(), n, 61);
    }

    @Test
    void aMatrixOfLowRankHasZerosAfterItsOwnEigenvalues() {
        double[] spectrum = new double[200];
        spectrum[17] = 3;
        spectrum[90] = 2;

        double[] values = SymmetricEigen.largestPairs(diagonal(spectrum), 5).values();

        assertThat(values).containsExactly(new double[] {3, 2, 0, 0, 0}, within(1e-13));
        assertThat(SymmetricEigen.largestPairs(diagonal(new double[9]), 2).values())
                .containsExactly(0, 0);
    }

    @Test
    void equalOperatorsGiveEqualBitsWhateverRanBetween() {
        double[] a = randomSymmetric(150);
        double[] first = SymmetricEigen.largestPairs(dense(a, 150), 9).vectors();
        double[] spectrum = new double[80];
        spectrum[3] = 1;
        SymmetricEigen.largestPairs(diagonal(spectrum), 6);

        List<double[]> together = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> SymmetricEigen.largestPairs(dense(a, 150), 9).vectors())
                .toList();

        assertThat(together).allSatisfy(vectors -> assertThat(vectors).isEqualTo(first));
    }

    @Test
    void refusesTooManyPairsAndNonFiniteProducts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.largestPairs(diagonal(new double[4]), 4))
                .withMessage("count must be between 1 and 3 but was 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SymmetricEigen.largestPairs(diagonal(new double[] {1, Double.NaN, 2}), 1))
                .withMessage("operator must give finite products but gave a norm of NaN");
    }

    private static SymmetricOperator diagonal(double[] spectrum) {
        return new SymmetricOperator() {
            @Override
            public int order() {
                return spectrum.length;
            }

            @Override
            public void apply(double[] v, double[] into) {
                for (int i = 0; i < v.length; i++) {
                    into[i] = spectrum[i] * v[i];
                }
            }
        };
    }

    private static SymmetricOperator dense(double[] a, int n) {
        return new SymmetricOperator() {
            @Override
            public int order() {
                return n;
            }

            @Override
            public void apply(double[] v, double[] into) {
                for (int i = 0; i < n; i++) {
                    into[i] = 0;
                    for (int j = 0; j < n; j++) {
                        into[i] += a[i * n + j] * v[j];
                    }
                }
            }
        };
    }

    private static double[] randomSymmetric(int n) {
        Random random = new Random(n);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextGaussian();
                a[j * n + i] = a[i * n + j];
            }
        }
        return a;
    }

    private static void assertOrthonormal(double[] v, int n, int count) {
        for (int k = 0; k < count; k++) {
            for (int l = 0; l <= k; l++) {
                double product = 0;
                for (int i = 0; i < n; i++) {
                    product += v[k * n + i] * v[l * n + i];
                }
                assertThat(product).as("vectors %d and %d", k, l).isEqualTo(k == l ? 1 : 0, within(1e-11));
            }
        }
    }

    private static void assertResiduals(double[] a, SymmetricEigen eigen, int n, int count, double bound) {
        double[] v = eigen.vectors();
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
                double image = 0;
                for (int j = 0; j < n; j++) {
                    image += a[i * n + j] * v[k * n + j];
                }
                assertThat(image).isEqualTo(eigen.values()[k] * v[k * n + i], within(bound));
            }
        }
    }
}
