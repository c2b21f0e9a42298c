package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Iid;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.nn.Tanh;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.ZonalHarmonic;

/** Reference numbers for B20 (arXiv 2003.04560), computed independently in numpy, against the spectra of a trial. */
class SpectraTest {
    private static final MlpSpec EQUATION_5 = Architectures.shallow(BiasMode.HIDDEN, 0.5, 2);
    private static final double Z2 = 0.147675;

    private static PiecewiseConstant constant(Double... weights) {
        return new PiecewiseConstant(List.of(weights), List.of(), List.of());
    }

    private static TheoryScene threeDensities(MlpSpec architecture, int points) {
        return Scenes.of(new Grid(points, 0, 0.5), architecture)
                .density(constant(1.0, 2.0, 4.0))
                .scene();
    }

    @ParameterizedTest
    @EnumSource(NodeSet.class)
    void uniformEigenvaluesAreThoseOfEquation5(NodeSet nodes) {
        TheoryScene scene = Scenes.of(new Grid(2000, 0, 0), EQUATION_5).scene();

        List<Measurement> rows = Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, nodes, 0, 41), scene);

        double[] lambda = Scenes.values(rows, "kernel_eigenvalue", "all");
        double[] law = Scenes.values(rows, "kernel_eigenvalue_law", "all");
        for (int rank = 0; rank <= 40; rank++) {
            double expected = Slopes.equation5((rank + 1) / 2) / (2 * Math.PI);
            assertThat(lambda[rank] / expected).as("rank %d", rank).isEqualTo(1, within(5e-4));
            assertThat(law[rank]).as("rank %d", rank).isEqualTo(expected, within(1e-14));
        }
        assertThat(lambda[0]).isEqualTo(0.1756606, within(1e-7));
        assertThat(lambda[9]).isEqualTo(0.0020264, within(2e-7));
    }

    @ParameterizedTest
    @CsvSource({"SAMPLES, 1512", "QUADRATURE, 1500", "QUADRATURE, 6000"})
    void eigenvaluesFollowTheLawOnThreeDensities(NodeSet nodes, int points) {
        TheoryScene scene = threeDensities(EQUATION_5, 1512);
        int asked = nodes == NodeSet.SAMPLES ? 0 : points;

        List<Measurement> rows = Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, nodes, asked, 41), scene);

        double[] lambda = Scenes.values(rows, "kernel_eigenvalue", "all");
        double[] law = Scenes.values(rows, "kernel_eigenvalue_law", "all");
        double sum = 0;
        double least = 2;
        double most = 0;
        for (int rank = 3; rank <= 40; rank++) {
            int q = (rank + 1) / 2;
            double ratio = lambda[rank] / (Z2 * Slopes.equation5(q));
            assertThat(law[rank]).isEqualTo(Z2 * Slopes.equation5(q), within(1e-6));
            sum += ratio;
            least = Math.min(least, ratio);
            most = Math.max(most, ratio);
            assertThat(ratio).as("q = %d", q).isEqualTo(1, within(q < 10 ? 0.19 : 0.03));
        }
        assertThat(sum / 38).isEqualTo(1.0008, within(0.003));
        assertThat(least).isEqualTo(0.88, within(0.01));
        assertThat(most).isEqualTo(1.18, within(0.01));
    }

    @Test
    void eigenvaluesOfADeepKernelFollowTheLaw() {
        // L = 10: .981 to 1.000 for q = 3 to 20, .968 at q = 2; means of pairs.
        List<Measurement> rows = Scenes.rows(
                new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 41),
                threeDensities(Architectures.deep(10, 2), 1512));
        double[] lambda = Scenes.values(rows, "kernel_eigenvalue", "all");
        double[] law = Scenes.values(rows, "kernel_eigenvalue_law", "all");

        for (int q = 2; q <= 20; q++) {
            double ratio = (lambda[2 * q - 1] + lambda[2 * q]) / (law[2 * q - 1] + law[2 * q]);
            if (q == 2) {
                assertThat(ratio).isEqualTo(0.968, within(0.002));
            } else {
                assertThat(ratio).as("q = %d", q).isBetween(0.9805, 1.0005);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.02, 1.413, 1.995", "3, 0.04, 1.413, 1.996", "10, 0.08, 1.428, 2.03"})
    void localFrequenciesFollowTheLaw(int deepLayers, double tolerance, double middle, double dense) {
        // B20, Fig. 3 and Eq. 12, q = 8 to 20. The frequencies' ratios are taken at q = 20; the middle region's at L =
        // 10 is our own number.
        MlpSpec architecture = deepLayers == 0 ? EQUATION_5 : Architectures.deep(deepLayers, 2);
        List<Measurement> rows = Scenes.rows(
                new LocalFrequency(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 20), threeDensities(architecture, 1512));

        double[][] f = new double[3][];
        for (int j = 0; j < 3; j++) {
            f[j] = Scenes.values(rows, "local_frequency", "region:" + j);
            double[] law = Scenes.values(rows, "local_frequency_law", "region:" + j);
            for (int rank = 15; rank <= 40; rank++) {
                assertThat(f[j][rank] / law[rank])
                        .as("region %d, rank %d", j, rank)
                        .isEqualTo(1, within(tolerance));
            }
        }
        for (int rank = 39; rank <= 40; rank++) {
            assertThat(f[1][rank] / f[0][rank]).isEqualTo(middle, within(0.01));
            assertThat(f[2][rank] / f[0][rank]).isEqualTo(dense, within(0.01));
        }
    }

    /** Eigenvalues of relu-squared fall as q^-4, so its local frequencies are as p^(1/4), 1 : 1.19 : 1.41. */
    @ParameterizedTest
    @CsvSource({"true, 1.19, 1.41", "false, 1.413, 1.995"})
    void localFrequenciesFollowTheActivation(boolean squared, double middle, double dense) {
        Activation activation = squared ? new ReluSquared() : new LeakyRelu(0.2);
        TheoryScene scene = threeDensities(EQUATION_5.withActivation(activation), 1512);
        List<Measurement> rows = Scenes.rows(new LocalFrequency(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 20), scene);

        double[][] f = new double[3][];
        for (int j = 0; j < 3; j++) {
            f[j] = Scenes.values(rows, "local_frequency", "region:" + j);
            double[] law = Scenes.values(rows, "local_frequency_law", "region:" + j);
            for (int rank = 19; rank <= 40; rank++) {
                assertThat(f[j][rank] / law[rank])
                        .as("region %d, rank %d", j, rank)
                        .isEqualTo(1, within(0.04));
            }
        }
        for (int rank = 39; rank <= 40; rank++) {
            assertThat(f[1][rank] / f[0][rank]).isEqualTo(middle, within(0.02));
            assertThat(f[2][rank] / f[0][rank]).isEqualTo(dense, within(0.02));
        }
    }

    @Test
    void eigenvaluesOfASquaredKernelFollowTheLaw() {
        TheoryScene scene = threeDensities(EQUATION_5.withActivation(new ReluSquared()), 1512);
        List<Measurement> rows = Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 41), scene);
        double[] lambda = Scenes.values(rows, "kernel_eigenvalue", "all");
        double[] law = Scenes.values(rows, "kernel_eigenvalue_law", "all");

        for (int q = 10; q <= 20; q++) {
            double ratio = (lambda[2 * q - 1] + lambda[2 * q]) / (law[2 * q - 1] + law[2 * q]);
            assertThat(ratio).as("q = %d", q).isEqualTo(1, within(0.8 / q));
        }
    }

    @Test
    void smoothKernelsHaveNoLaw() {
        TheoryScene scene = threeDensities(EQUATION_5.withActivation(new Tanh()), 150);
        List<Measurement> rows = Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 5), scene);

        assertThat(rows).extracting(Measurement::metric).containsOnly("kernel_eigenvalue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalFrequency(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 5).check(scene))
                .withMessageContaining("whose law is that of relu, leaky-relu and relu-squared");
    }

    @Test
    void uniformDataHaveTheFrequencyItself() {
        List<Measurement> rows = Scenes.rows(
                new LocalFrequency(KernelChoice.EMPIRICAL, NodeSet.SAMPLES, 0, 6),
                Scenes.of(new Grid(120, 0, 0), Architectures.wide(4096)).scene());

        double[] f = Scenes.values(rows, "local_frequency", "region:0");
        double[] a = Scenes.values(rows, "local_amplitude", "region:0");
        for (int rank = 1; rank <= 12; rank++) {
            assertThat(f[rank]).as("rank %d", rank).isEqualTo((rank + 1) / 2, within(0.1));
            assertThat(a[rank]).isEqualTo(1 / Math.sqrt(Math.PI), within(0.03));
        }
        assertThat(f[0]).as("a constant has no frequency").isNaN();
        assertThat(Scenes.values(rows, "local_amplitude_bound", "region:0")).containsOnly(Double.NaN);
    }

    @Test
    void amplitudesObeyTheBoundOfNeighbours() {
        // B20, Eq. 21, which is asymptotic: within 2 % from q = 13 on; and Eq. 36.
        List<Measurement> rows = Scenes.rows(
                new LocalFrequency(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 30), threeDensities(EQUATION_5, 2100));

        for (int j = 0; j < 3; j++) {
            double[] a = Scenes.values(rows, "local_amplitude", "region:" + j);
            double[] bound = Scenes.values(rows, "local_amplitude_bound", "region:" + j);
            double[] absolute = Scenes.values(rows, "local_amplitude_absolute_bound", "region:" + j);
            double tightest = 0;
            for (int rank = 25; rank <= 60; rank++) {
                assertThat(a[rank]).as("region %d, rank %d", j, rank).isLessThanOrEqualTo(1.02 * bound[rank]);
                assertThat(a[rank]).isLessThanOrEqualTo(absolute[rank]);
                tightest = Math.max(tightest, a[rank] / bound[rank]);
            }
            assertThat(tightest).as("the bound is tight").isGreaterThan(0.95);
        }
    }

    @Test
    void piecesWithWholeCyclesShowThePairsOfFigure13() {
        // B20, Fig. 13: p = (1 / pi)(4/5, 1/5), q a multiple of 3: cosines of one amplitude (34), and sines of
        // amplitudes p_j^(-1/2) (35).
        List<Measurement> rows = Scenes.rows(
                new LocalFrequency(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 30),
                Scenes.of(new Grid(2000, 0, 0.5), EQUATION_5)
                        .density(constant(4.0, 1.0))
                        .scene());
        double[] dense = Scenes.values(rows, "local_amplitude", "region:0");
        double[] sparse = Scenes.values(rows, "local_amplitude", "region:1");

        for (int q = 15; q <= 30; q += 3) {
            double one = sparse[2 * q - 1] / dense[2 * q - 1];
            double other = sparse[2 * q] / dense[2 * q];
            assertThat(Math.min(one, other)).as("q = %d, cosine", q).isEqualTo(1, within(0.02));
            assertThat(Math.max(one, other)).as("q = %d, sine", q).isEqualTo(2, within(0.04));
        }
    }

    @Test
    void figure6HasThreePeaks() {
        // B20, Fig. 6: n = 10,000, peaks at q = 14 Z / sqrt(p_j) = 8.5, 28.2, 16.3. A stretch of a third of the circle
        // widens a peak to 1.5 q_j / 14 on each side.
        TheoryScene scene = Scenes.of(new Grid(10_000, 0, 0), EQUATION_5)
                .density(constant(11.0, 1.0, 3.0))
                .target(new Harmonic(14, new Phase(0.0), List.of()))
                .scene();

        double[] g = Scenes.values(
                Scenes.rows(new TargetProjection(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 40), scene),
                "target_projection",
                "all");

        assertThat(centre(g, 7, 10)).isEqualTo(8.5, within(0.3));
        assertThat(centre(g, 14, 19)).isEqualTo(16.3, within(0.3));
        assertThat(centre(g, 24, 32)).isEqualTo(28.2, within(1.0));
        double inPeaks = energy(g, 7, 10) + energy(g, 14, 19) + energy(g, 24, 32);
        assertThat(inPeaks).isBetween(0.85, 1.0);
        assertThat(energy(g, 0, 40)).isBetween(0.9, 1.0 + 1e-12);
        assertThat(Math.sqrt(energy(g, 8, 9)))
                .as("the densest third, 11/15 of the energy")
                .isGreaterThan(0.7);
    }

    private static double energy(double[] g, int from, int to) {
        double sum = 0;
        for (int q = from; q <= to; q++) {
            sum += g[q] * g[q];
        }
        return sum;
    }

    private static double centre(double[] g, int from, int to) {
        double sum = 0;
        for (int q = from; q <= to; q++) {
            sum += q * g[q] * g[q];
        }
        return sum / energy(g, from, to);
    }

    @Test
    void aUniformTargetLiesInItsOwnPair() {
        TheoryScene scene = Scenes.of(new Grid(64, 0, 0), EQUATION_5)
                .target(new Harmonic(5, new Phase(0.7), List.of()))
                .scene();

        double[] g = Scenes.values(
                Scenes.rows(new TargetProjection(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 12), scene),
                "target_projection",
                "all");

        assertThat(g[5]).isEqualTo(1, within(1e-12));
        assertThat(g[4]).isEqualTo(0, within(1e-12));
    }

    @Test
    void uniformSpectraAreClosedFormsAtEverySize() {
        // B20, Fig. 12: n = 16,383.
        TheoryScene scene =
                Scenes.of(new Grid(16_383, 0, 0), Architectures.deep(3, 2)).scene();

        List<Measurement> rows = Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 201), scene);

        double[] lambda = Scenes.values(rows, "kernel_eigenvalue", "all");
        double[] law = Scenes.values(rows, "kernel_eigenvalue_law", "all");
        for (int rank = 0; rank <= 200; rank++) {
            assertThat(lambda[rank] / law[rank]).as("rank %d", rank).isEqualTo(1, within(2e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(NodeSet.class)
    void aSummaryIsThatOfTheWholeSpectrum(NodeSet nodes) {
        int n = 101;
        TheoryScene scene = Scenes.of(new Grid(n, 0, 0.5), EQUATION_5).scene();
        int points = nodes == NodeSet.SAMPLES ? 0 : n;

        List<Measurement> rows = Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, nodes, points, n, 3), scene);

        double[] lambda = Scenes.values(rows, "kernel_eigenvalue", "all");
        double[] smallest = Scenes.values(rows, "kernel_eigenvalue_smallest", "all");
        assertThat(smallest).containsExactly(lambda[n - 1], lambda[n - 2], lambda[n - 3]);
        assertThat(only(rows, "kernel_condition_number")).isEqualTo(lambda[0] / lambda[n - 1]);
        // (sum lambda)^2 = (tr H)^2 / n^2, and sum lambda^2 = |H|^2 / n^2: one row of H, by Eq. 5, is enough.
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * Math.min(i, n - i) / n;
            double h = (Math.cos(angle) + 1) * (Math.PI - angle) / (4 * Math.PI);
            squares += h * h / n;
        }
        assertThat(only(rows, "kernel_effective_rank")).isEqualTo(0.25 / squares, within(1e-9));
        // The target is the harmonic 4, an eigenvector: 17 / (2 pi^2 225) of .1756606 in the limit of many nodes.
        assertThat(only(rows, "kernel_spectral_position"))
                .isEqualTo(Math.log10(lambda[0] / lambda[7]), within(1e-9))
                .isEqualTo(Math.log10(0.1756606 / (17 / (2 * Math.PI * Math.PI * 225))), within(2e-3));
    }

    private static double only(List<Measurement> rows, String metric) {
        double[] values = Scenes.values(rows, metric, "all");
        assertThat(values).as(metric).hasSize(1);
        return values[0];
    }

    @Test
    void theEmpiricalKernelStartsFromItsNetwork() {
        // A mirrored network starts at zero, as the mean network does; a plain one does not.
        TheoryScene scene =
                Scenes.of(new Grid(40, 0, 0), Architectures.wide(4096)).scene();
        double analytic = only(
                Scenes.rows(new KernelSpectrum(KernelChoice.ANALYTIC, NodeSet.SAMPLES, 0, 5, 1), scene),
                "kernel_spectral_position");
        double empirical = only(
                Scenes.rows(new KernelSpectrum(KernelChoice.EMPIRICAL, NodeSet.SAMPLES, 0, 5, 1), scene),
                "kernel_spectral_position");

        double[] start = scene.network().outputs(scene.inputs().data().x(), 40);
        double energy = 0;
        for (double value : start) {
            energy += value * value;
        }
        assertThat(energy).as("beside the target's energy of 1").isGreaterThan(1);
        assertThat(empirical).as("a start of low frequency").isLessThan(analytic - 0.3);
    }

    @Test
    void coefficientsAreExactOrTheMeanOverRotations() {
        TheoryScene scene =
                Scenes.of(new Grid(64, 0, 0), Architectures.wide(4096)).scene();

        double[] exact = Scenes.values(
                Scenes.rows(new HarmonicCoefficients(KernelChoice.ANALYTIC, 8), scene), "harmonic_coefficient", "all");
        double[] empirical = Scenes.values(
                Scenes.rows(new HarmonicCoefficients(KernelChoice.EMPIRICAL, 8), scene), "harmonic_coefficient", "all");

        for (int k = 0; k <= 8; k++) {
            assertThat(exact[k]).isEqualTo(Slopes.equation5(k) / Math.PI, within(1e-14));
            // Finite width costs 1 / sqrt(4096) of the largest.
            assertThat(empirical[k]).as("k = %d", k).isEqualTo(exact[k], within(0.02 * exact[0]));
        }
        assertThat(empirical[1]).isNotEqualTo(exact[1]);
    }

    @Test
    void aWideNetworkOnS2HasNearlyExactCoefficients() {
        MlpSpec wide = Architectures.shallow(BiasMode.HIDDEN, 0.5, 3);
        TheoryScene scene = Scenes.of(new Grid(100, 0, 0), wide)
                .on(new Sphere(3))
                .target(new ZonalHarmonic(3, List.of()))
                .scene();

        double[] exact = Scenes.values(
                Scenes.rows(new HarmonicCoefficients(KernelChoice.AUTO, 5), scene), "harmonic_coefficient", "all");
        double[] empirical = Scenes.values(
                Scenes.rows(new HarmonicCoefficients(KernelChoice.EMPIRICAL, 5), scene), "harmonic_coefficient", "all");

        assertThat(exact)
                .containsExactly(
                        new double[] {5.0 / 32, 7.0 / 96, 7.0 / 512, 1.0 / 512, 7.0 / 6144, 1.0 / 2048}, within(1e-14));
        for (int k = 0; k <= 5; k++) {
            assertThat(empirical[k]).as("k = %d", k).isEqualTo(exact[k], within(0.15 * exact[0]));
        }
    }

    @Test
    void onTheSphereEigenfunctionsArePatches() {
        // B20, Fig. 8: hemispheres 12 : 1. The functions of large eigenvalue live where data are dense.
        TheoryScene scene = Scenes.of(new Grid(1000, 0, 0), Architectures.shallow(BiasMode.HIDDEN, 0.5, 3))
                .on(new Sphere(3))
                .density(constant(12.0, 1.0))
                .target(new ZonalHarmonic(3, List.of()))
                .scene();
        for (NodeSet nodes : NodeSet.values()) {
            int points = nodes == NodeSet.SAMPLES ? 0 : 1000;

            List<Measurement> rows =
                    Scenes.rows(new Eigenfunctions(KernelChoice.AUTO, nodes, points, List.of(0, 12, 20), 1000), scene);

            double[] p = Scenes.values(rows, "node_density", "all");
            double[] z = Scenes.values(rows, "node", "coordinate:2");
            assertThat(p[0] / p[999]).isEqualTo(12, within(1e-9));
            for (int rank : new int[] {0, 12, 20}) {
                double[] f = Scenes.values(rows, "eigenfunction", "function:" + rank);
                double squares = 0;
                double above = 0;
                for (int i = 0; i < 1000; i++) {
                    double weight = nodes == NodeSet.SAMPLES ? 1 : p[i];
                    squares += weight * f[i] * f[i] / 1000;
                    above += z[i] > 0 ? weight * f[i] * f[i] / 1000 : 0;
                }
                assertThat(squares).as("rank %d has norm 1", rank).isEqualTo(1, within(1e-9));
                assertThat(above).as("rank %d", rank).isGreaterThan(0.5);
            }
        }
    }

    @Test
    void bothKindsOfNodesGiveOneSpectrum() {
        TheoryScene line = Scenes.of(new Grid(800, 0, 0.5), Architectures.shallow(BiasMode.HIDDEN, 0.5, 1))
                .on(new Interval(-1, 1))
                .density(constant(3.0, 1.0))
                .scene();

        double[] samples = Scenes.values(
                Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 3), line),
                "kernel_eigenvalue",
                "all");
        double[] quadrature = Scenes.values(
                Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.QUADRATURE, 1200, 3), line),
                "kernel_eigenvalue",
                "all");

        for (int rank = 0; rank < 3; rank++) {
            assertThat(samples[rank] / quadrature[rank]).as("rank %d", rank).isEqualTo(1, within(1e-4));
        }
        List<Measurement> functions =
                Scenes.rows(new Eigenfunctions(KernelChoice.AUTO, NodeSet.QUADRATURE, 1200, List.of(1), 100), line);
        assertThat(Scenes.values(functions, "eigenfunction", "function:1")).hasSize(100);
        assertThat(Scenes.values(functions, "node", "angle")).isEmpty();
    }

    @Test
    void largeIidSamplesGoThroughTheIterativeSolver() {
        TheoryScene scene = Scenes.of(new Iid(20_000), EQUATION_5)
                .density(constant(1.0, 2.0, 4.0))
                .scene();

        double[] samples = Scenes.values(
                Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.SAMPLES, 0, 9), scene),
                "kernel_eigenvalue",
                "all");
        double[] quadrature = Scenes.values(
                Scenes.rows(new KernelSpectrum(KernelChoice.AUTO, NodeSet.QUADRATURE, 0, 9), scene),
                "kernel_eigenvalue",
                "all");

        // A random sample moves them by some 1 / sqrt(20,000).
        for (int rank = 0; rank <= 8; rank++) {
            assertThat(samples[rank] / quadrature[rank]).as("rank %d", rank).isEqualTo(1, within(0.04));
        }
    }

    @Test
    @Tag("slow") // 20 s: a matrix of 790 MB
    void figure8HasItsSize() {
        // B20, Fig. 8: n = 9,926.
        TheoryScene scene = Scenes.of(new Grid(9926, 0, 0), Architectures.shallow(BiasMode.HIDDEN, 0.5, 3))
                .on(new Sphere(3))
                .density(constant(12.0, 1.0))
                .target(new ZonalHarmonic(3, List.of()))
                .scene();

        List<Measurement> rows =
                Scenes.rows(new Eigenfunctions(KernelChoice.AUTO, NodeSet.SAMPLES, 0, List.of(0, 5, 12), 1000), scene);

        assertThat(Scenes.values(rows, "eigenfunction", "function:12"))
                .hasSize(1000)
                .doesNotContain(Double.NaN);
    }

    @Test
    void equalScenesGiveEqualBits() {
        Theory theory = new Eigenfunctions(KernelChoice.AUTO, NodeSet.SAMPLES, 0, List.of(0, 3), 50);

        List<Measurement> first = Scenes.rows(theory, threeDensities(EQUATION_5, 210));

        assertThat(Scenes.rows(theory, threeDensities(EQUATION_5, 210))).isEqualTo(first);
        assertThat(first.stream().map(Measurement::metric).distinct()).isSubsetOf(theory.columns());
    }
}
