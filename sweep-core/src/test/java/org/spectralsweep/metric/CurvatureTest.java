package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;

class CurvatureTest {
    private static final double ROOT = Math.sqrt(0.75);

    /** Points at 60 and -60 degrees, and one unit that is on at both. */
    private static List<Measurement> measure(
            Loss loss, @Nullable Double limit, double share, double outer, long step, Long... steps) {
        Samples data = new Samples(2, 2, 1, new double[] {0.5, ROOT, 0.5, -ROOT}, new double[2], new int[2], 1);
        Scene scene = Scenes.of(new Circle(), new Uniform(), Scenes.SINE, 1, loss, data);
        Mlp network = Scenes.network(2, List.of(1), 1, 0, 0, outer);
        StepRule rule = new StepRule(at -> 0.25 + at, limit, share);
        return new Curvature(List.of(steps)).measure(new Probe(scene, step, network, new double[2], rule));
    }

    /**
     * K_ij = outer^2 (x_i . x_j + 1) + h_i h_j, the bias and the outer layer included. With outer = 2 it is 4 (1 + 1) +
     * 1/4 on the diagonal and 4 (1 - 1/2) + 1/4 beside it, so its eigenvalues are 10.5 and 6.
     */
    @ParameterizedTest
    @CsvSource({"HALF_SUM, 1, 10.5", "HALF_MEAN, 1, 5.25", "MEAN_SQUARE, 1, 10.5", "HALF_SUM, 0.5, 5.25"})
    void isTheKernelsLargestEigenvalueAsTheLossIsScaled(Loss loss, double share, double lambda) {
        List<Measurement> rows = measure(loss, 2.0, share, 2, 3);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).metric()).isEqualTo("eta_lambda_max");
        assertThat(rows.get(0).scope()).isEqualTo("all");
        assertThat(rows.get(0).value())
                .as("the rate of the update after step 3")
                .isEqualTo(3.25 * lambda, within(1e-12));
        assertThat(rows.get(1)).isEqualTo(new Measurement(3, "eta_lambda_max_limit", "all", 0, 2));
    }

    @Test
    void aRuleWithoutALimitHasNone() {
        assertThat(measure(Loss.HALF_SUM, null, 1, 2, 0))
                .extracting(Measurement::metric)
                .containsExactly("eta_lambda_max");
    }

    @Test
    void aDivergedNetworkHasARow() {
        List<Measurement> rows = measure(Loss.HALF_SUM, 3.8, 1, Double.POSITIVE_INFINITY, 5);

        assertThat(rows.get(0).value()).isNaN();
        assertThat(rows.get(1).value()).isEqualTo(3.8);
    }

    @Test
    void isTakenAtItsStepsAlone() {
        assertThat(measure(Loss.HALF_SUM, 2.0, 1, 2, 5, 0L, 10L)).isEmpty();
        assertThat(measure(Loss.HALF_SUM, 2.0, 1, 2, 10, 0L, 10L)).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Curvature(List.of(-1L)))
                .withMessage("steps must be at least 0 but was [-1]");
    }

    @Test
    void costsMoreWithTheMatrixThanWithoutAtItsEdge() {
        MetricSize matrix = new MetricSize(1024, 0, 0, 50_000, 512, 2);
        MetricSize products = new MetricSize(1025, 0, 0, 50_000, 512, 2);

        Curvature curvature = new Curvature(List.of());

        assertThat(curvature.flops(matrix)).isPositive();
        // Neither way may be the wrong one by much where one is left for the other.
        assertThat(curvature.flops(products) / curvature.flops(matrix)).isBetween(0.2, 5.0);
    }
}
