package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.kernel.RateCourse;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.HarmonicSum;
import org.spectralsweep.targets.Phase;

class PredictedCurveTest {
    private static final MlpSpec NETWORK_2 = Architectures.wide(64);
    private static final Threshold FIGURE_7 =
            new Threshold("fig7", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 0.05, ThresholdScope.REGIONS);

    private static final PredictedCurve DESCENT = new PredictedCurve(KernelChoice.AUTO, false, 0);
    private static final PredictedCurve FLOW = new PredictedCurve(KernelChoice.AUTO, true, 0);

    @Test
    void reproducesTheLazyCurveOfThreeHarmonics() {
        // Computed independently: n = 100, eta = 1 / lambda_max,
        // normed y = sin 2 theta + .5 sin 5 theta + .3 cos 9 theta.
        int n = 100;
        double rate = 1 / (n * Slopes.equation5(0) / Math.PI);
        TargetTerms terms = new TargetTerms();
        TheoryScene scene = Scenes.of(new Grid(n, 0, 0), NETWORK_2)
                .target(terms.sum())
                .training(exactRate(n, rate), Loss.HALF_SUM, List.of(), 1, 10, 100, 300, 1000)
                .scene();

        List<Measurement> rows = Scenes.rows(new PredictedCurve(KernelChoice.AUTO, false, 300), scene);

        double[] norms = Arrays.stream(Scenes.values(rows, "predicted_loss", "all"))
                .map(loss -> Math.sqrt(2 * loss))
                .toArray();
        assertThat(norms).containsExactly(new double[] {0.8804, 0.4824, 0.2242, 0.0873}, within(1e-4));
        assertThat(rows.get(rows.size() - 1).step()).isEqualTo(300);
    }

    private static double exactRate(int n, double nearly) {
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = Math.cos(2 * Math.PI * i / n);
            x[2 * i + 1] = Math.sin(2 * Math.PI * i / n);
        }
        double rate = 1 / SymmetricEigen.largest(AnalyticKernel.of(NETWORK_2).gram(x, n), n);
        assertThat(rate).isEqualTo(nearly, within(1e-3 * nearly));
        return rate;
    }

    private record TargetTerms() {
        HarmonicSum sum() {
            return new HarmonicSum(List.of(
                    new HarmonicSum.Term(2, 1, new Phase(0.0)),
                    new HarmonicSum.Term(5, 0.5, new Phase(0.0)),
                    new HarmonicSum.Term(9, 0.3, new Phase(Math.PI / 2))));
        }
    }

    private static Scenes figure7(double rate, Loss loss, long... steps) {
        return Scenes.of(new Grid(0, 0.08, 0), NETWORK_2)
                .density(new PiecewiseConstant(List.of(1.0, 2.0, 4.0), List.of(), List.of()))
                .target(new Harmonic(3, new Phase(0.3), List.of()))
                .training(rate, loss, List.of(FIGURE_7), steps);
    }

    @ParameterizedTest
    @EnumSource(value = Loss.class, mode = EnumSource.Mode.EXCLUDE, names = "CROSS_ENTROPY")
    void descentAgreesWithThePlainIteration(Loss loss) {
        TheoryScene scene = figure7(0.02 * (loss == Loss.HALF_SUM ? 1 : 100), loss, 0, 1, 2, 7, 40)
                .scene();
        double[] y = scene.inputs().data().y();
        int n = y.length;
        double[] gram = AnalyticKernel.of(NETWORK_2).gram(scene.inputs().data().x(), n);
        double rate = scene.training().learningRate().getAsDouble() * loss.kernelFactor(n);

        List<Measurement> rows = Scenes.rows(new PredictedCurve(KernelChoice.AUTO, false, 40), scene);

        double[] residual = Arrays.stream(y).map(v -> -v).toArray();
        List<Double> expected = new ArrayList<>();
        for (int t = 0; t <= 40; t++) {
            if (List.of(0, 1, 2, 7, 40).contains(t)) {
                expected.add(loss.value(Arrays.stream(residual).map(r -> r * r).sum(), n, 1));
            }
            double[] next = residual.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    next[i] -= rate * gram[i * n + j] * residual[j];
                }
            }
            residual = next;
        }
        assertThat(Scenes.values(rows, "predicted_loss", "all"))
                .containsExactly(
                        expected.stream().mapToDouble(Double::doubleValue).toArray(), within(1e-12));
    }

    @Test
    void momentumAndDecayFollowTheirRecursion() {
        DescentRule rule = new DescentRule(0.9, 3, RateCourse.CONSTANT);
        TheoryScene scene =
                figure7(0.005, Loss.HALF_SUM, 0, 1, 2, 7, 40).rule(rule).scene();
        double[] y = scene.inputs().data().y();
        int n = y.length;
        double[] gram = AnalyticKernel.of(NETWORK_2).gram(scene.inputs().data().x(), n);

        List<Measurement> rows = Scenes.rows(new PredictedCurve(KernelChoice.AUTO, false, 40), scene);

        double[] residual = y.clone();
        double[] velocity = new double[n];
        List<Double> expected = new ArrayList<>();
        for (int t = 0; t <= 40; t++) {
            if (List.of(0, 1, 2, 7, 40).contains(t)) {
                expected.add(Arrays.stream(residual).map(r -> r * r).sum() / 2);
            }
            double[] gradient = new double[n];
            for (int i = 0; i < n; i++) {
                gradient[i] = 3 * (residual[i] - y[i]);
                for (int j = 0; j < n; j++) {
                    gradient[i] += gram[i * n + j] * residual[j];
                }
            }
            for (int i = 0; i < n; i++) {
                velocity[i] = 0.9 * velocity[i] + gradient[i];
                residual[i] -= 0.005 * velocity[i];
            }
        }
        assertThat(Scenes.values(rows, "predicted_loss", "all"))
                .containsExactly(
                        expected.stream().mapToDouble(Double::doubleValue).toArray(), within(1e-12));
    }

    @Test
    void regionErrorsAddUpToTheLoss() {
        TheoryScene scene = figure7(0.02, Loss.HALF_SUM, 0, 5, 25).scene();

        List<Measurement> rows = Scenes.rows(new PredictedCurve(KernelChoice.AUTO, false, 25), scene);

        int[] counts = new int[3];
        for (int region : scene.inputs().data().region()) {
            counts[region]++;
        }
        double[] loss = Scenes.values(rows, "predicted_loss", "all");
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += counts[j] * Scenes.values(rows, "predicted_region_error", "region:" + j)[c];
            }
            assertThat(sum / 2).isEqualTo(loss[c], within(1e-14));
        }
        assertThat(loss[0]).as("a target of norm 1").isEqualTo(0.5, within(1e-12));
    }

    @Test
    void smallStepsApproachTheFlow() {
        double coarse = distance(0.02, 100);
        double fine = distance(0.002, 1000);

        assertThat(fine).isLessThan(coarse / 8).isPositive();
    }

    private static double distance(double rate, long steps) {
        TheoryScene scene = figure7(rate, Loss.HALF_SUM, steps).scene();
        double[] descent = Scenes.values(
                Scenes.rows(new PredictedCurve(KernelChoice.AUTO, false, steps), scene), "predicted_loss", "all");
        double[] flow = Scenes.values(
                Scenes.rows(new PredictedCurve(KernelChoice.AUTO, true, steps), scene), "predicted_loss", "all");
        return Math.abs(descent[0] - flow[0]);
    }

    @Test
    void anUnstableRateGivesAGrowingCurve() {
        TheoryScene scene =
                figure7(0.08, Loss.HALF_SUM, 0, 10, 100, 1000, 10_000, 100_000).scene();

        double[] descent = Scenes.values(Scenes.rows(DESCENT, scene), "predicted_loss", "all");
        double[] flow = Scenes.values(Scenes.rows(FLOW, scene), "predicted_loss", "all");

        assertThat(descent).hasSizeBetween(2, 5);
        assertThat(descent[descent.length - 1]).isGreaterThan(descent[0]).isLessThan(1e101);
        assertThat(flow[1]).as("the flow knows no step").isLessThan(flow[0]);
    }

    @Test
    void rowsEndWhereEveryThresholdHolds() {
        long[] steps = {0, 1, 10, 100, 1000, 10_000, 100_000};
        TheoryScene scene = figure7(0.01, Loss.HALF_SUM, steps).scene();

        List<Measurement> rows = Scenes.rows(DESCENT, scene);

        int n = scene.inputs().data().count();
        long last = rows.get(rows.size() - 1).step();
        assertThat(last).isBetween(10L, 1000L);
        for (Measurement row : rows) {
            if (row.metric().equals("predicted_region_error") && row.step() == last) {
                assertThat(row.value() / 2).isLessThan(0.05 / n);
            }
        }
    }

    @Test
    void theEmpiricalCurveStartsFromTheNetworksOwnOutput() {
        TheoryScene scene = figure7(0.01, Loss.HALF_SUM, 0, 10).scene();
        double[] outputs = scene.network()
                .outputs(scene.inputs().data().x(), scene.inputs().data().count());
        double squares = 0;
        for (int i = 0; i < outputs.length; i++) {
            squares += Math.pow(outputs[i] - scene.inputs().data().y()[i], 2);
        }

        double[] loss = Scenes.values(
                Scenes.rows(new PredictedCurve(KernelChoice.EMPIRICAL, false, 10), scene), "predicted_loss", "all");

        assertThat(loss[0]).isEqualTo(squares / 2, within(1e-10 * squares));
        assertThat(loss[1]).isLessThan(loss[0]);
    }
}
