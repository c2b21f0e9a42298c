package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.targets.ZonalHarmonic;

/** The line on which snapshots are taken, in four points or eight. */
class LineTest {
    private static final double RIGHT = Math.PI / 2;

    private static Scene scene(InputDomain domain, TargetFunction target, double scale) {
        Samples data = Scenes.one(domain.ambientDimension());
        return Scenes.of(domain, new Uniform(), target, scale, Loss.HALF_SUM, data);
    }

    private static void assertClose(double[] values, double... expected) {
        assertThat(values).containsExactly(expected, within(1e-15));
    }

    @Test
    void ofAnIntervalIsTheIntervalItself() {
        Line line = scene(new Interval(1, 3), Scenes.SINE, 2).line(4);
        assertClose(line.positions(), 1, 1.5, 2, 2.5);
        assertClose(line.encoded(), 1, 1.5, 2, 2.5);
        assertClose(line.target(), 0, 2, 0, -2);
    }

    @Test
    void ofASquareFollowsTheTargetThroughTheMiddle() {
        Harmonic upward = new Harmonic(1, new Phase(0.0), List.of(0, -1));
        Line line = scene(new Cube(2, 1, 3), upward, 2).line(4);
        assertClose(line.positions(), 1, 1.5, 2, 2.5);
        assertClose(line.encoded(), 2, 1, 2, 1.5, 2, 2, 2, 2.5);
        assertClose(line.target(), 0, -2, 0, 2);
    }

    @Test
    void ofTheCircleStartsOppositeToAngleZero() {
        Line line = scene(new Circle(), Scenes.SINE, 3).line(4);
        assertClose(line.positions(), -Math.PI, -RIGHT, 0, RIGHT);
        assertClose(line.encoded(), -1, 0, 0, -1, 1, 0, 0, 1);
        assertClose(line.target(), 0, -3, 0, 3);
    }

    @Test
    void ofASphereIsAGreatCircleThroughTheAxis() {
        Line line = scene(new Sphere(3), new ZonalHarmonic(1, List.of()), 2).line(8);
        double half = Math.sqrt(0.5);
        assertClose(
                line.positions(),
                -4 * RIGHT / 2,
                -3 * RIGHT / 2,
                -RIGHT,
                -RIGHT / 2,
                0,
                RIGHT / 2,
                RIGHT,
                3 * RIGHT / 2);
        assertThat(line.encoded())
                .containsExactly(
                        new double[] {
                            0, 0, -1, -half, 0, -half, -1, 0, 0, -half, 0, half, 0, 0, 1, half, 0, half, 1, 0, 0, half,
                            0, -half
                        },
                        within(1e-15));
        assertThat(line.target())
                .containsExactly(new double[] {-2, -2 * half, 0, 2 * half, 2, 2 * half, 0, -2 * half}, within(1e-15));
    }

    /** f = relu(x - 3/2). */
    @Test
    void showsTheTargetOnceAndTheNetworkAtItsSteps() {
        Scene scene = scene(new Interval(1, 3), Scenes.SINE, 1);
        Mlp network = Scenes.network(1, List.of(1), 1, -1.5, 1);
        Snapshot snapshot = new Snapshot(4, List.of(0L, 5L));
        assertThat(snapshot.measure(new Probe(scene, 0, network, new double[1])))
                .extracting(Measurement::metric)
                .containsExactly(
                        "snapshot_position",
                        "snapshot_position",
                        "snapshot_position",
                        "snapshot_position",
                        "snapshot_target",
                        "snapshot_target",
                        "snapshot_target",
                        "snapshot_target",
                        "snapshot_learned",
                        "snapshot_learned",
                        "snapshot_learned",
                        "snapshot_learned");
        assertThat(snapshot.measure(new Probe(scene, 3, network, new double[1])))
                .isEmpty();
        assertThat(snapshot.measure(new Probe(scene, 5, network, new double[1])))
                .containsExactly(
                        new Measurement(5, "snapshot_learned", "all", 0, 0),
                        new Measurement(5, "snapshot_learned", "all", 1, 0),
                        new Measurement(5, "snapshot_learned", "all", 2, 0.5),
                        new Measurement(5, "snapshot_learned", "all", 3, 1));
    }

    @Test
    void aSnapshotIsOfOneOutput() {
        Interval interval = new Interval(0, 1);
        Snapshot snapshot = new Snapshot(2, List.of());
        snapshot.check(Scenes.of(interval, Scenes.one(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot.check(
                        Scenes.of(interval, new Samples(1, 1, 3, new double[1], new double[3], new int[1], 1))))
                .withMessage("target must have one output but had 3");
    }

    @Test
    void aSnapshotHasUpToAHundredThousandPoints() {
        assertThat(new Snapshot(2, List.of()).points()).isEqualTo(2);
        assertThat(new Snapshot(100_000, List.of()).points()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_001})
    void aSnapshotRefusesOtherNumbersOfPoints(int points) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Snapshot(points, List.of()))
                .withMessage("points must be from 2 to 100000 but was " + points);
    }
}
