package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;

/** The matrices of the last kernels are shared, and are those that a fresh computation gives. */
class SharedGramMatricesTest {
    private static final int N = 40;

    private static MlpSpec network(int width) {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.RADEMACHER, true);
        return new MlpSpec(2, List.of(width), 1, Parameterization.NTK, 1, BiasMode.HIDDEN, start, false);
    }

    private static double[] points(int seed) {
        return new Random(seed).doubles(2 * N).toArray();
    }

    private static GramMatrix of(MlpSpec spec, double[] x) {
        return SharedGramMatrices.of(spec, x, N, Deadline.NONE);
    }

    @Test
    void givesTheMatrixOfEqualPointsAndNetworksAgain() {
        double[] x = points(1);
        GramMatrix first = of(network(64), x);

        assertThat(of(network(64), x.clone())).isSameAs(first);
        assertThat(first.elements())
                .containsExactly(AnalyticKernel.of(network(64)).gram(x, N, Deadline.NONE));
        assertThat(first.eigen(Deadline.NONE)).isSameAs(first.eigen(Deadline.NONE));
        assertThat(first.largest())
                .isEqualTo(new GramMatrix(first.elements().clone(), N).largest())
                .isPositive();
    }

    @Test
    void separatesNetworksAndPoints() {
        double[] x = points(2);
        GramMatrix first = of(network(64), x);
        x[3] = Math.nextUp(x[3]);

        assertThat(of(network(64), x)).isNotSameAs(first);
        assertThat(of(network(66), points(2))).isNotSameAs(first);
        assertThat(of(network(64), points(2))).isSameAs(first);
    }

    @Test
    void keepsAFewOnly() {
        GramMatrix first = of(network(64), points(10));
        for (int seed = 11; seed < 15; seed++) {
            of(network(64), points(seed));
        }

        assertThat(of(network(64), points(10))).isNotSameAs(first);
    }

    @Test
    void computesOnceForSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<GramMatrix>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> of(network(64), points(20))));
            }
            for (Future<GramMatrix> one : found) {
                assertThat(one.get()).isSameAs(found.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aMatrixThatWasCutOffIsComputedByTheNext() {
        double[] x = points(30);
        Deadline over = Deadline.after(1, () -> 2);

        assertThatThrownBy(() -> SharedGramMatrices.of(network(64), x, N, over)).isInstanceOf(TimeOver.class);
        assertThat(of(network(64), x).elements()).hasSize(N * N);
    }
}
