package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Iid;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.kernel.RateCourse;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.targets.ZonalHarmonic;

/** What spectra refuse before anything is computed. */
class TheoryCheckTest {
    private static final KernelChoice AUTO = KernelChoice.AUTO;
    private static final NodeSet SAMPLES = NodeSet.SAMPLES;
    private static final NodeSet QUADRATURE = NodeSet.QUADRATURE;
    private static final MlpSpec EQUATION_5 = Architectures.shallow(BiasMode.HIDDEN, 0.5, 2);

    private static final TheoryScene CIRCLE =
            Scenes.of(new Grid(100, 0, 0), EQUATION_5).scene();
    private static final TheoryScene INTERVAL = Scenes.of(
                    new Grid(100, 0, 0), Architectures.shallow(BiasMode.HIDDEN, 0.5, 1))
            .on(new Interval(0, 1))
            .scene();
    private static final TheoryScene SPHERE = Scenes.of(new Iid(100), Architectures.shallow(BiasMode.HIDDEN, 0.5, 5))
            .on(new Sphere(5))
            .target(new ZonalHarmonic(2, List.of()))
            .scene();

    private static void assertRefused(ThrowingCallable what, String message) {
        assertThatIllegalArgumentException().isThrownBy(what).withMessage(message);
    }

    @Test
    void refusesAnAnalyticKernelThatDoesNotExist() {
        MlpSpec uniform = new MlpSpec(
                2,
                List.of(16),
                1,
                Parameterization.STANDARD,
                2,
                BiasMode.NONE,
                new Initialization(new UniformFanIn(), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false),
                true);
        TheoryScene scene = Scenes.of(new Grid(100, 0, 0), uniform).scene();

        for (Theory theory : List.of(
                new HarmonicCoefficients(KernelChoice.ANALYTIC, 5),
                new KernelSpectrum(KernelChoice.ANALYTIC, SAMPLES, 0, 5),
                new Eigenfunctions(KernelChoice.ANALYTIC, SAMPLES, 0, List.of(0), 5),
                new LocalFrequency(KernelChoice.ANALYTIC, SAMPLES, 0, 5),
                new TargetProjection(KernelChoice.ANALYTIC, SAMPLES, 0, 5),
                new PredictedCurve(KernelChoice.ANALYTIC, false, 5))) {
            assertRefused(
                    () -> theory.check(scene),
                    "kernel must be empirical, since initialization.weights are uniform-fan-in, and those of the first layer are not"
                            + " Gaussian, but was analytic");
        }
        assertThat(Scenes.rows(new KernelSpectrum(AUTO, SAMPLES, 0, 5), scene))
                .as("auto takes the empirical kernel, which has no law")
                .hasSize(5);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertRefused(() -> new HarmonicCoefficients(AUTO, -1), "up-to must be at least 0 but was -1");
        assertRefused(() -> new HarmonicCoefficients(AUTO, 1001), "up-to must be at most 1000 but was 1001");
        assertRefused(() -> new KernelSpectrum(AUTO, SAMPLES, 0, 0), "count must be at least 1 but was 0");
        assertRefused(
                () -> new KernelSpectrum(AUTO, QUADRATURE, 50_001, 1), "points must be from 0 to 50000 but was 50001");
        assertRefused(
                () -> new KernelSpectrum(AUTO, SAMPLES, 100, 1),
                "points must be 0 where nodes is samples, whose number the trial sets, but was 100");
        assertRefused(
                () -> new Eigenfunctions(AUTO, SAMPLES, 0, List.of(), 5),
                "ranks must hold at least one rank but was []");
        assertRefused(
                () -> new Eigenfunctions(AUTO, SAMPLES, 0, List.of(3, -2), 5), "ranks must be at least 0 but was -2");
        assertRefused(
                () -> new Eigenfunctions(AUTO, SAMPLES, 0, List.of(3), 0), "resolution must be at least 1 but was 0");
        assertRefused(() -> new LocalFrequency(AUTO, SAMPLES, 0, 0), "up-to must be at least 1 but was 0");
        assertRefused(() -> new PredictedCurve(AUTO, false, -3), "steps must be from 0 to 1000000000000 but was -3");
    }

    @Test
    void refusesSmallestEigenvaluesThatNobodyComputes() {
        assertRefused(() -> new KernelSpectrum(AUTO, SAMPLES, 0, 5, -1), "smallest must be at least 0 but was -1");
        assertRefused(
                () -> new KernelSpectrum(AUTO, SAMPLES, 0, 5, 101).check(CIRCLE),
                "smallest must be at most the number of nodes (100) but was 101");
        TheoryScene large = Scenes.of(new Grid(3001, 0, 0), EQUATION_5).scene();
        assertRefused(
                () -> new KernelSpectrum(AUTO, SAMPLES, 0, 5, 2).check(large),
                "smallest must be 0 above 3000 nodes, whose smallest eigenvalues are not computed, but was 2 for 3001");
        assertThatCode(() -> new KernelSpectrum(AUTO, SAMPLES, 0, 5, 100).check(CIRCLE))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesMoreEigenpairsThanNodes() {
        assertRefused(
                () -> new KernelSpectrum(AUTO, SAMPLES, 0, 101).check(CIRCLE),
                "count must ask for at most 100 eigenpairs of 100 nodes but asked for 101");
        assertRefused(
                () -> new Eigenfunctions(AUTO, QUADRATURE, 40, List.of(2, 40), 5).check(CIRCLE),
                "ranks must ask for at most 40 eigenpairs of 40 nodes but asked for 41");
        assertThatCode(() -> new KernelSpectrum(AUTO, SAMPLES, 0, 100).check(CIRCLE))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesFrequenciesThatNodesAlias() {
        assertRefused(
                () -> new LocalFrequency(AUTO, SAMPLES, 0, 25).check(CIRCLE),
                "up-to must be below 25 to be resolved by 100 nodes but was 25");
        TheoryScene steep = Scenes.of(new Grid(200, 0, 0), EQUATION_5)
                .density(new PiecewiseConstant(List.of(100.0, 1.0), List.of(), List.of()))
                .scene();
        // Local frequencies are up to 20/11 q.
        assertRefused(
                () -> new TargetProjection(AUTO, QUADRATURE, 200, 30).check(steep),
                "up-to must be below 28 to be resolved by 200 nodes but was 30");
        assertThatCode(() -> new TargetProjection(AUTO, QUADRATURE, 200, 27).check(steep))
                .doesNotThrowAnyException();
        TheoryScene encoded = Scenes.of(new Grid(100, 0, 0), Architectures.shallow(BiasMode.HIDDEN, 0.5, 8))
                .encoding(new Positional(2, true, false))
                .scene();
        assertRefused(
                () -> new HarmonicCoefficients(AUTO, 600).check(encoded),
                "up-to must be at most 512 to be resolved by the 2048 nodes of a kernel that is not zonal but was 600");
    }

    @Test
    void refusesDomainsWithoutMeaningForATheory() {
        assertRefused(
                () -> new LocalFrequency(AUTO, SAMPLES, 0, 5).check(INTERVAL),
                "domain must be the circle for local-frequency but was an interval");
        assertRefused(
                () -> new TargetProjection(AUTO, SAMPLES, 0, 5).check(SPHERE),
                "domain must be the circle for target-projection but was a sphere of dimension 5");
        assertRefused(
                () -> new HarmonicCoefficients(AUTO, 5).check(INTERVAL),
                "domain must be the circle, a sphere, a torus or a Boolean cube for harmonic-coefficients but was an interval");
        assertRefused(
                () -> new KernelSpectrum(AUTO, QUADRATURE, 0, 5).check(SPHERE),
                "nodes must be samples on a sphere of dimension 5 but was quadrature");
        assertRefused(
                () -> new HarmonicCoefficients(KernelChoice.EMPIRICAL, 5).check(SPHERE),
                "kernel must be analytic, without an encoding, for harmonic-coefficients on a sphere of dimension 5 but was"
                        + " empirical");
        assertThatCode(() -> new HarmonicCoefficients(AUTO, 1000).check(SPHERE)).doesNotThrowAnyException();
        TheoryScene cube = Scenes.of(new Grid(81, 0, 0), Architectures.shallow(BiasMode.HIDDEN, 0.5, 2))
                .on(new Cube(2, -1, 1))
                .scene();
        assertThat(Scenes.rows(new KernelSpectrum(AUTO, QUADRATURE, 0, 5), cube))
                .hasSize(5);
    }

    @Test
    void refusesMatricesThatAreTooLarge() {
        TheoryScene large = Scenes.of(new Grid(13_000, 0, 0), EQUATION_5).scene();
        assertRefused(
                () -> new KernelSpectrum(KernelChoice.EMPIRICAL, SAMPLES, 0, 5).check(large),
                "points must be at most 12000 for an empirical kernel, whose matrix is held in memory, but was 13000");
        assertRefused(
                () -> new PredictedCurve(AUTO, false, 5).check(large),
                "points must be at most 3000 for predicted-curve, which needs every eigenpair, but was 13000");
        TheoryScene larger = Scenes.of(new Grid(50_001, 0, 0), EQUATION_5).scene();
        assertRefused(
                () -> new KernelSpectrum(AUTO, SAMPLES, 0, 5).check(larger),
                "points must be at most 50000 for a spectrum but was 50001");
    }

    @Test
    void refusesCurvesWithoutDescentOrEnd() {
        TheoryScene adam = Scenes.of(new Grid(100, 0, 0), EQUATION_5).rule(null).scene();
        assertRefused(
                () -> new PredictedCurve(AUTO, false, 5).check(adam),
                "optimizer must be full-batch gradient descent for predicted-curve, with momentum or a schedule or"
                        + " without, but was not");
        TheoryScene heavy = Scenes.of(new Grid(100, 0, 0), EQUATION_5)
                .rule(new DescentRule(0.9, 0, RateCourse.CONSTANT))
                .scene();
        assertThatCode(() -> new PredictedCurve(AUTO, false, 5).check(heavy)).doesNotThrowAnyException();
        assertRefused(
                () -> new PredictedCurve(AUTO, true, 5).check(heavy),
                "flow must be false with momentum, which has no gradient-flow time, but was true");
        assertRefused(
                () -> new PredictedCurve(AUTO, false, 0).check(CIRCLE),
                "steps must be positive where a trial has no thresholds but was 0");
    }
}
