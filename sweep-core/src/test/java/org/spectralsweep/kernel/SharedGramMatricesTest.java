package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.nn.ZeroBias;

/** The matrices of the last kernels are shared, and are those that a fresh computation gives. */
class SharedGramMatricesTest {
    private static final int N = 40;
    private static final long BYTES = 16L * N * N;

    private final SharedGramMatrices shared = new SharedGramMatrices(3 * BYTES);

    private static MlpSpec network(int width, double cSigma) {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.RADEMACHER, true);
        return new MlpSpec(2, List.of(width), 1, Parameterization.NTK, cSigma, BiasMode.HIDDEN, start, false, false);
    }

    private static double[] points(int seed) {
        return new Random(seed).doubles(2 * N).toArray();
    }

    private GramMatrix of(MlpSpec network, double[] x) {
        return shared.of(AnalyticKernel.of(network), x, N);
    }

    @Test
    void givesTheMatrixOfEqualPointsAndKernelsAgain() {
        double[] x = points(1);
        GramMatrix first = of(network(64, 1), x);

        assertThat(of(network(64, 1), x.clone())).isSameAs(first);
        assertThat(of(network(128, 1), x)).as("the width is in no kernel").isSameAs(first);
        assertThat(first.elements(Deadline.NONE))
                .containsExactly(AnalyticKernel.of(network(64, 1)).gram(x, N));
        assertThat(first.eigen(Deadline.NONE)).isSameAs(first.eigen(Deadline.NONE));
        assertThat(first.largest(Deadline.NONE))
                .isEqualTo(new GramMatrix(first.elements(Deadline.NONE).clone(), N).largest(Deadline.NONE))
                .isPositive();
    }

    @Test
    void separatesKernelsAndPoints() {
        double[] x = points(2);
        GramMatrix first = of(network(64, 1), x);
        x[3] = Math.nextUp(x[3]);

        assertThat(of(network(64, 1), x)).isNotSameAs(first);
        assertThat(of(network(64, 2), points(2))).isNotSameAs(first);
        assertThat(of(network(64, 1), points(2))).isSameAs(first);
    }

    @Test
    void keepsWhatWasUsedLast() {
        GramMatrix first = of(network(64, 1), points(10));
        GramMatrix second = of(network(64, 1), points(11));
        of(network(64, 1), points(12));
        assertThat(of(network(64, 1), points(10))).isSameAs(first);
        of(network(64, 1), points(13));

        assertThat(of(network(64, 1), points(10))).isSameAs(first);
        assertThat(of(network(64, 1), points(11))).isNotSameAs(second);
        shared.clear();
        assertThat(of(network(64, 1), points(10))).isNotSameAs(first);
    }

    @Test
    void keepsNothingThatIsTooLarge() {
        SharedGramMatrices small = new SharedGramMatrices(BYTES - 1);
        AnalyticKernel kernel = AnalyticKernel.of(network(64, 1));

        assertThat(small.of(kernel, points(14), N)).isNotSameAs(small.of(kernel, points(14), N));
    }

    @Test
    void computesOnceForSeveralThreads() throws Exception {
        AtomicInteger computations = new AtomicInteger();
        GramMatrix matrix = new GramMatrix(N, deadline -> {
            computations.incrementAndGet();
            return AnalyticKernel.of(network(64, 1)).gram(points(20), N);
        });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Object>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> matrix.eigen(Deadline.NONE)));
            }
            for (Future<Object> one : found) {
                assertThat(one.get()).isSameAs(found.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(computations).hasValue(1);
    }

    @Test
    void nobodyWaitsForAnotherBeyondTheDeadline() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Once<String> slow = new Once<>();
        Thread first = new Thread(() -> slow.get(Deadline.NONE, () -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "done";
        }));
        first.start();
        begun.await();
        AtomicInteger looks = new AtomicInteger();
        Deadline soon = Deadline.after(1, () -> looks.getAndIncrement());

        assertThatThrownBy(() -> slow.get(soon, () -> "mine")).isInstanceOf(TimeOver.class);
        end.countDown();
        first.join();
        assertThat(slow.get(Deadline.NONE, () -> "mine")).isEqualTo("done");
    }

    @Test
    void whatWasCutOffIsComputedByTheNext() {
        GramMatrix matrix = of(network(64, 1), points(30));
        Deadline over = Deadline.after(1, () -> 2);

        assertThatThrownBy(() -> matrix.elements(over)).isInstanceOf(TimeOver.class);
        assertThat(matrix.elements(Deadline.NONE)).hasSize(N * N);
    }

    /** The kernels of two trials on the same samples share a matrix, and say what each says alone. */
    @Test
    void servesTheKernelsOfSamples() {
        double[] x = points(40);
        double[] y = new Random(41).doubles(N).toArray();
        SampleKernel.forgetShared();
        SampleKernel fresh = kernel(x);
        List<OptionalLong> alone = steps(fresh, y);
        SampleKernel again = kernel(x.clone());

        assertThat(again.gram()).isSameAs(fresh.gram());
        assertThat(steps(again, y)).isEqualTo(alone);
        assertThat(again.largestEigenvalue(Deadline.NONE)).isEqualTo(fresh.largestEigenvalue(Deadline.NONE));
        SampleKernel.forgetShared();
        assertThat(kernel(x).gram()).isNotSameAs(fresh.gram());
        assertThat(steps(kernel(x), y)).isEqualTo(alone);
    }

    private static SampleKernel kernel(double[] x) {
        return SampleKernel.of(
                network(64, 1),
                () -> {
                    throw new AssertionError("no network is needed");
                },
                x,
                N);
    }

    private static List<OptionalLong> steps(SampleKernel kernel, double[] y) {
        Threshold half = new Threshold("half", ThresholdConvention.RELATIVE_MSE, 0.5, ThresholdScope.GLOBAL);
        return List.copyOf(kernel.firstCrossings(
                        List.of(y),
                        List.of(y),
                        new int[N],
                        1,
                        0.01,
                        DescentRule.PLAIN,
                        List.of(half),
                        1_000_000,
                        Deadline.NONE)
                .get(0)
                .values());
    }
}
