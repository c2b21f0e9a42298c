package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spectral.Normalization;
import org.spectralsweep.targets.Channels;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.HarmonicSum;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.RandomImage;
import org.spectralsweep.targets.TargetFunction;

/** Amplitudes of what is known exactly, and the grid on which they are taken. */
class AmplitudeTest {
    private static final Interval INTERVAL = new Interval(0, 1);
    /** 1 + 2 sin(2 pi 3 t + 0.3). */
    private static final HarmonicSum TARGET = new HarmonicSum(
            List.of(new HarmonicSum.Term(0, 1, new Phase(Math.PI / 2)), new HarmonicSum.Term(3, 2, new Phase(0.3))));

    private static final PiecewiseConstant HALVES = new PiecewiseConstant(List.of(3.0, 1.0), List.of(), List.of());
    private static final TargetFunction PICTURE = new RandomImage(4, 4, Channels.RGB).withPhases(new Well19937c(1));

    private static Scene scene() {
        Samples data = new Samples(2, 1, 1, new double[] {0.25, 0.75}, new double[2], new int[] {0, 1}, 2);
        return Scenes.of(INTERVAL, HALVES, TARGET, 1, Loss.HALF_SUM, data);
    }

    /** f = 1/4 on the interval: the unit reads no coordinate. */
    private static Mlp quarter() {
        return Scenes.network(1, List.of(1), 0, 0.5, 0.5);
    }

    private static Amplitude amplitude(Amplitude.Of of, Normalization normalization, Integer... frequencies) {
        return new Amplitude(of, List.of(frequencies), normalization);
    }

    private static void assertMeasures(Amplitude metric, Map<Integer, Double> expected) {
        List<Measurement> rows = metric.measure(new Probe(scene(), 9, quarter(), new double[1]));
        assertThat(rows).hasSize(3 * expected.size());
        assertThat(rows).allMatch(row -> row.step() == 9 && row.metric().equals(metric.column()));
        expected.forEach((frequency, value) -> {
            List<Measurement> found =
                    rows.stream().filter(row -> row.index() == frequency).toList();
            assertThat(found).extracting(Measurement::scope).containsExactly("all", "region:0", "region:1");
            assertThat(found).allSatisfy(row -> assertThat(row.value()).isCloseTo(value, within(1e-12)));
        });
    }

    @Test
    void theResidualIsWhatIsNotLearnedOfTheTarget() {
        assertMeasures(amplitude(Amplitude.Of.RESIDUAL, Normalization.AMPLITUDE), Map.of(0, 0.75, 3, 2.0));
        assertMeasures(amplitude(Amplitude.Of.RESIDUAL, Normalization.POWER), Map.of(0, 0.5625, 3, 2.0));
    }

    @Test
    void theLearnedFunctionIsAnalysedByItself() {
        assertMeasures(amplitude(Amplitude.Of.LEARNED, Normalization.AMPLITUDE), Map.of(0, 0.25, 3, 0.0));
        assertMeasures(amplitude(Amplitude.Of.LEARNED, Normalization.POWER, 0), Map.of(0, 0.0625));
    }

    @Test
    void frequenciesThatAreAskedForReplaceTheTargets() {
        List<Measurement> rows = amplitude(Amplitude.Of.RESIDUAL, Normalization.AMPLITUDE, 4, 3)
                .measure(new Probe(scene(), 9, quarter(), new double[1]));
        assertThat(rows).extracting(Measurement::index).containsExactly(4, 4, 4, 3, 3, 3);
        assertThat(rows.get(0).value()).isCloseTo(0, within(1e-12));
        assertThat(rows.get(3).value()).isCloseTo(2, within(1e-12));
    }

    @Test
    void anImageHasNoFrequencies() {
        Scene scene = Scenes.of(new Cube(2, 0, 1), new Uniform(), PICTURE, 1, Loss.HALF_SUM, Scenes.one(2));
        Mlp network = Scenes.network(2, List.of(1), 0, 0, 1, 1);
        assertThat(amplitude(Amplitude.Of.LEARNED, Normalization.AMPLITUDE)
                        .measure(new Probe(scene, 0, network, new double[1])))
                .isEmpty();
    }

    @Test
    void frequenciesAreOfOneOutputAlone() {
        Amplitude named = amplitude(Amplitude.Of.RESIDUAL, Normalization.AMPLITUDE, 0, 5);
        Amplitude targets = amplitude(Amplitude.Of.RESIDUAL, Normalization.AMPLITUDE);
        Samples two = new Samples(1, 1, 2, new double[1], new double[2], new int[1], 1);
        assertThatCode(() -> named.check(scene())).doesNotThrowAnyException();
        assertThatCode(() -> targets.check(Scenes.of(INTERVAL, two))).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named.check(Scenes.of(INTERVAL, two)))
                .withMessage("frequencies of amplitude must be left out for a target of 2 outputs but were [0, 5]");
    }

    @Test
    void refusesNegativeFrequencies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> amplitude(Amplitude.Of.RESIDUAL, Normalization.AMPLITUDE, 3, -1))
                .withMessage("frequencies must be at least 0 but held -1");
    }

    @Test
    void theGridHoldsEncodedPointsAndTheScaledTarget() {
        Scene scene = Scenes.of(new Interval(2, 6), new Uniform(), Scenes.SINE, 3, Loss.HALF_SUM, Scenes.one(1));
        assertThat(scene.gridInputs()).hasSize(1024);
        assertThat(scene.gridTarget()).hasSize(1024).isSameAs(scene.gridTarget());
        assertThat(scene.gridInputs()[256]).isEqualTo(3);
        assertThat(scene.gridTarget()[0]).isZero();
        assertThat(scene.gridTarget()[256]).isCloseTo(3, within(1e-15));
        assertThat(scene.gridTarget()[768]).isCloseTo(-3, within(1e-15));
        assertThat(scene.targetFrequencies()).containsExactly(1);
    }

    @Test
    void theGridResolvesWhatMetricsLookAt() {
        Scene scene = Scenes.of(
                INTERVAL,
                new Uniform(),
                Scenes.SINE,
                1,
                Loss.HALF_SUM,
                Scenes.one(1),
                new DeadUnits(),
                amplitude(Amplitude.Of.LEARNED, Normalization.POWER, 200, 7));
        assertThat(scene.gridTarget()).hasSize(1600);
    }

    /** Along (1, -3) a frequency has three times as many cycles a side. */
    @Test
    void theHighestFrequencyIsAlongAnyCoordinate() {
        Cube square = new Cube(2, 0, 1);
        Harmonic target = new Harmonic(2, new Phase(0.0), List.of(1, -3));
        Amplitude slow = amplitude(Amplitude.Of.LEARNED, Normalization.POWER, 1);
        Amplitude fast = amplitude(Amplitude.Of.LEARNED, Normalization.POWER, 5, 0);
        assertThat(Scene.highestFrequency(square, target, List.of())).isEqualTo(6);
        assertThat(Scene.highestFrequency(square, target, List.of(slow, new DeadUnits())))
                .isEqualTo(6);
        assertThat(Scene.highestFrequency(square, target, List.of(slow, fast))).isEqualTo(15);
    }

    @Test
    void aNetworkKeepsItsEvaluators() {
        Scene scene = scene();
        Mlp one = quarter();
        Mlp other = quarter();
        assertThat(scene.onGrid(one)).isSameAs(scene.onGrid(one));
        assertThat(scene.onGrid(other).network()).isSameAs(other);
        assertThat(scene.onSamples(one)).isSameAs(scene.onSamples(one)).isNotSameAs(scene.onGrid(one));
        assertThat(scene.onSamples(other).network()).isSameAs(other);
    }

    @Test
    void aProbeEvaluatesTheGridOnce() {
        Mlp network = quarter();
        Probe probe = new Probe(scene(), 0, network, new double[1]);
        double[] first = probe.gridOutputs();
        assertThat(first).hasSize(1024).containsOnly(0.25);
        network.values().set(2, 1);
        assertThat(probe.gridOutputs()).isSameAs(first).containsOnly(0.25);
    }
}
