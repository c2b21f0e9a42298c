package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;

class KernelRegressorTest {
    private static double[] values(double[] gram, double[] y, double ridge, double... kernel) {
        return KernelRegressor.values(
                kernel, KernelRegressor.of(gram, y.length, ridge).coefficients(y));
    }

    @Test
    void solvesTwoEquationsWithARidge() {
        // (H + I) alpha = y with H = [[2, 1], [1, 2]], y = (4, 0): alpha = (1.5, -0.5).
        assertThat(values(new double[] {2, 1, 1, 2}, new double[] {4, 0}, 1, 1, 0, 0, 1, 2, 1))
                .containsExactly(new double[] {1.5, -0.5, 2.5}, within(1e-14));
    }

    @Test
    void interpolatesWithoutARidge() {
        double[] gram = {3, 1, 0.5, 1, 2, 0.25, 0.5, 0.25, 1};
        double[] y = {1, -2, 0.5};

        assertThat(values(gram, y, 0, gram)).containsExactly(y, within(1e-13));
    }

    @Test
    void takesTheLeastNormWhereTheMatrixIsSingular() {
        // Two copies of one point: their labels are averaged.
        assertThat(values(new double[] {1, 1, 1, 1}, new double[] {1, 3}, 0, 1, 0, 0, 1, 1, 1))
                .containsExactly(new double[] {1, 1, 2}, within(1e-14));
    }

    @Test
    void refusesANegativeRidge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelRegressor.of(new double[] {1}, 1, -1))
                .withMessage("ridge must be 0 or positive but was -1.0");
    }

    @Test
    void theKernelBetweenTwoSetsIsABlockOfTheirMatrix() {
        Initialization start = new Initialization(new Normal(0.7), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(3, List.of(8, 8), 1, Parameterization.NTK, 2, BiasMode.ALL, start, true, false);
        AnalyticKernel kernel = AnalyticKernel.of(spec);
        Well19937c random = new Well19937c(4);
        double[] all = new double[3 * 7];
        Arrays.setAll(all, i -> random.nextGaussian());
        double[] gram = kernel.gram(all, 7);

        double[] between = kernel.between(Arrays.copyOf(all, 9), 3, Arrays.copyOfRange(all, 9, 21), 4, Deadline.NONE);

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(between[i * 4 + j]).isEqualTo(gram[i * 7 + 3 + j], within(1e-15));
            }
        }
    }
}
