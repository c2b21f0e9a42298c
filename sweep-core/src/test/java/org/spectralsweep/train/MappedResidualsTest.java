package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.linalg.LowRankOperator;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;

/** Every engine descends by q r' P r / 2 where residuals are mapped by P. */
class MappedResidualsTest {
    private static final OptimizerSpec MAPPED = new Sobolev(LearningRate.AUTO, 0.5, 0);
    private static final MlpSpec SHALLOW =
            Networks.spec(2, List.of(13), 1, Parameterization.STANDARD, BiasMode.ALL, true);

    /** Points of the circle, which every engine trains. */
    private static Samples data(int n) {
        Random random = new Random(n);
        double[] x = new double[2 * n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double angle = -Math.PI + 2 * Math.PI * (i + random.nextDouble()) / n;
            x[2 * i] = Math.cos(angle);
            x[2 * i + 1] = Math.sin(angle);
            y[i] = Math.sin(2 * angle) + 0.3;
        }
        return new Samples(n, 2, 1, x, y, new int[n], 1);
    }

    /** A matrix with no structure. */
    private static SymmetricOperator map(int n) {
        Random random = new Random(7);
        double[] rows = random.doubles(5L * n, -1, 1).toArray();
        return new LowRankOperator(n, 0.7, rows, new double[] {1, 0.5, 0.2, 2, 0.1});
    }

    private static TrainSpec spec(
            EngineName engine, double rate, Loss loss, long steps, @Nullable SymmetricOperator map) {
        return new TrainSpec(
                MAPPED, rate, loss, List.of(), Set.of(), steps, new CheckpointSchedule(1, 8), engine, Simd.best(), map);
    }

    /** q/2 r' P r. */
    private static double loss(Mlp network, Samples data, Loss loss, SymmetricOperator map) {
        double[] r = network.outputs(data.x(), data.count());
        for (int i = 0; i < r.length; i++) {
            r[i] -= data.y()[i];
        }
        double[] mapped = new double[r.length];
        map.apply(r, mapped);
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            sum += r[i] * mapped[i];
        }
        return loss.kernelFactor(r.length) / 2 * sum;
    }

    @ParameterizedTest
    @EnumSource(EngineName.class)
    void theGradientMatchesFiniteDifferences(EngineName engine) {
        Samples data = data(9);
        SymmetricOperator map = map(9);
        for (Loss loss : List.of(Loss.HALF_SUM, Loss.HALF_MEAN, Loss.MEAN_SQUARE)) {
            Mlp network = Runs.network(SHALLOW, Precision.FLOAT64);
            double[] before = Runs.values(network);
            double rate = 1e-3;
            Runs.train(network, data, spec(engine, rate, loss, 1, map));
            double[] after = Runs.values(network);
            Mlp probe = Runs.network(SHALLOW, Precision.FLOAT64);
            RealArray values = probe.values();
            for (int p = 0; p < before.length; p++) {
                double h = 1e-6;
                values.set(p, before[p] + h);
                double above = loss(probe, data, loss, map);
                values.set(p, before[p] - h);
                double below = loss(probe, data, loss, map);
                values.set(p, before[p]);
                assertThat((before[p] - after[p]) / rate)
                        .as("parameter %d by %s", p, engine)
                        .isCloseTo((above - below) / (2 * h), within(2e-8));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EngineName.class)
    void agreesWithThePlainImplementation(EngineName engine) {
        Samples data = data(37);
        SymmetricOperator map = map(37);
        double[] expected =
                new PlainTrainer(Runs.network(SHALLOW, Precision.FLOAT64)).train(data, Loss.HALF_MEAN, map, 0.01, 12);
        Mlp network = Runs.network(SHALLOW, Precision.FLOAT64);
        Runs.train(network, data, spec(engine, 0.01, Loss.HALF_MEAN, 12, map));
        assertThat(network.outputs(data.x(), 37)).containsExactly(expected, within(1e-12));
        assertThat(new PlainTrainer(Runs.network(SHALLOW, Precision.FLOAT64)).train(data, Loss.HALF_MEAN, 0.01, 12)[0])
                .as("the map counts")
                .isNotCloseTo(expected[0], within(1e-3));
    }

    /** Deep and wide, with skips: n is above a block of rows, so that outputs are computed before they are mapped. */
    @ParameterizedTest
    @EnumSource(
            value = EngineName.class,
            names = {"DENSE", "ND4J"})
    void agreesInSeveralBlocks(EngineName engine) {
        int n = 700;
        Samples data = data(n);
        SymmetricOperator map = map(n);
        MlpSpec deep = Networks.residual(
                Networks.spec(2, List.of(12, 12, 12), 1, Parameterization.STANDARD, BiasMode.ALL, true));
        MlpSpec wide = Networks.spec(2, List.of(3000), 1, Parameterization.NTK, BiasMode.ALL, true);
        for (MlpSpec shape : List.of(deep, wide)) {
            double[] expected =
                    new PlainTrainer(Runs.network(shape, Precision.FLOAT64)).train(data, Loss.HALF_MEAN, map, 2e-4, 3);
            Mlp network = Runs.network(shape, Precision.FLOAT64);
            Runs.train(network, data, spec(engine, 2e-4, Loss.HALF_MEAN, 3, map));
            assertThat(network.outputs(data.x(), n)).containsExactly(expected, within(1e-11));
        }
    }

    /** oneDNN's engine, in one block and in several. */
    @Test
    void agreesInSinglePrecision() {
        for (int n : new int[] {37, 1400}) {
            Samples data = data(n);
            SymmetricOperator map = map(n);
            MlpSpec deep = Networks.spec(2, List.of(32, 32), 1, Parameterization.STANDARD, BiasMode.ALL, true);
            double[] expected =
                    new PlainTrainer(Runs.network(deep, Precision.FLOAT32)).train(data, Loss.HALF_MEAN, map, 1e-4, 8);
            for (EngineName engine : List.of(EngineName.DENSE, EngineName.ND4J)) {
                Mlp network = Runs.network(deep, Precision.FLOAT32);
                Runs.train(network, data, spec(engine, 1e-4, Loss.HALF_MEAN, 8, map));
                assertThat(network.outputs(data.x(), n)).containsExactly(expected, within(3e-5));
            }
        }
    }

    /** P changes the way, not the place: a wide network's interpolant of few points is the same in the end. */
    @Test
    void endsWherePlainDescentEnds() {
        int n = 7;
        Samples data = data(n);
        double[] between = new double[40];
        for (int i = 0; i < 20; i++) {
            between[2 * i] = Math.cos(0.3 * i);
            between[2 * i + 1] = Math.sin(0.3 * i);
        }
        Initialization start = new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.RADEMACHER, true);
        MlpSpec wide = Networks.shallow(2, 20_000, start);
        SymmetricOperator map = map(n);
        double[] plain = interpolant(wide, data, new GradientDescent(LearningRate.AUTO), null, between);
        double[] mapped = interpolant(wide, data, MAPPED, map, between);
        assertThat(Arrays.stream(plain).map(Math::abs).max().orElseThrow()).isGreaterThan(0.5);
        assertThat(mapped).containsExactly(plain, within(0.02));
    }

    private static double[] interpolant(
            MlpSpec wide, Samples data, OptimizerSpec optimizer, @Nullable SymmetricOperator map, double[] between) {
        Threshold end = new Threshold("end", ThresholdConvention.RELATIVE_MSE, 1e-8, ThresholdScope.GLOBAL);
        TrainSpec spec = new TrainSpec(
                optimizer,
                map == null ? 0.1 : 0.02,
                Loss.HALF_SUM,
                List.of(end),
                Set.of("end"),
                400_000,
                new CheckpointSchedule(1_000_000, 1),
                EngineName.CIRCLE,
                Simd.best(),
                map);
        Mlp network = Runs.network(wide, Precision.FLOAT64);
        assertThat(Runs.train(network, data, spec).reason()).isEqualTo(StopReason.THRESHOLDS_REACHED);
        return network.outputs(between, between.length / 2);
    }

    @Test
    void aStepAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Samples data = data(33);
        SymmetricOperator map = map(33);
        long deadline = System.nanoTime() + 60_000_000_000L;
        long more = Long.MAX_VALUE;
        while (more > Runs.FEW_BYTES && System.nanoTime() < deadline) {
            long[] allocated = new long[2];
            for (int i = 0; i < 2; i++) {
                Mlp start = Runs.network(SHALLOW, Precision.FLOAT64);
                long before = threads.getCurrentThreadAllocatedBytes();
                Runs.train(start, data, spec(EngineName.CIRCLE, 1e-4, Loss.HALF_MEAN, i == 0 ? 1000 : 6000, map));
                allocated[i] = threads.getCurrentThreadAllocatedBytes() - before;
            }
            more = allocated[1] - allocated[0];
        }
        // A few more checkpoints are reported.
        assertThat(more).isLessThan(4 * Runs.FEW_BYTES);
    }

    @Test
    void aMapComesWithAnOptimizerThatTakesOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(EngineName.DENSE, 1, Loss.HALF_SUM, 1, null))
                .withMessage("a map of residuals must come with an optimizer that takes one but was missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.train(
                        Runs.network(SHALLOW, Precision.FLOAT64),
                        data(9),
                        spec(EngineName.DENSE, 1, Loss.HALF_SUM, 1, map(8))))
                .withMessage("a map of residuals must be of order 9 and for one output but was of order 8 for 1");
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preconditioned(LearningRate.AUTO, -1, 5))
                .withMessage("exponent must be 0 or positive but was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preconditioned(LearningRate.AUTO, 1, 0))
                .withMessage("eigenvectors must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sobolev(LearningRate.AUTO, Double.NaN, 0))
                .withMessage("order must be a finite number but was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sobolev(LearningRate.AUTO, 1, -1))
                .withMessage("max-frequency must be 0 or positive but was -1");
    }
}
