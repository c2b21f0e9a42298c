package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowRankOperatorTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 1, 1", "7, 3, -0.5", "16, 16, 2", "33, 40, 1", "100, 17, 0"})
    void agreesWithTheSumOverRows(int n, int k, double shift) {
        Random random = new Random(n);
        double[] rows = random.doubles((long) n * k, -1, 1).toArray();
        double[] weights = random.doubles(k, -1, 1).toArray();
        double[] v = random.doubles(n, -1, 1).toArray();
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = shift * v[i];
            for (int j = 0; j < k; j++) {
                for (int l = 0; l < n; l++) {
                    expected[i] += weights[j] * rows[j * n + i] * rows[j * n + l] * v[l];
                }
            }
        }
        double[] into = new double[n];
        LowRankOperator operator = new LowRankOperator(n, shift, rows, weights);
        operator.apply(v, into);
        assertThat(into).containsExactly(expected, within(1e-13 * n * k));
        // The second product does not see what the first left behind.
        operator.apply(v, into);
        assertThat(into).containsExactly(expected, within(1e-13 * n * k));
    }

    @Test
    void refusesTooFewRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowRankOperator(3, 1, new double[5], new double[2]))
                .withMessage("rows must hold at least 2 x 3 numbers, and one row, but held 5");
    }
}
