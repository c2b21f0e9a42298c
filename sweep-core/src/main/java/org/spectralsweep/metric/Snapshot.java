package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.spec.Default;

/**
 * Columns {@code snapshot_learned}, {@code snapshot_target} and {@code snapshot_position}: the learned function on a line through the domain, at
 * index i = 0 ... points - 1; target and positions once, at step 0. The line is the circle from angle -pi on; the interval; on a sphere the great circle
 * through the target's axis, whose position is the angle from the axis; on cubes and tori the first coordinate along which the
 * target's direction v is not 0, at the middle of the others. One forward pass
 * over the points.
 *
 * @param points how many, at equal spacing
 * @param steps the checkpoints at which it is taken; empty means all
 */
public record Snapshot(
        @Default("256") int points, @Default("[]") List<Long> steps) implements Metric {
    private static final int MOST = 100_000;

    /** Copies the steps; refuses a negative step and fewer than two points. */
    public Snapshot {
        steps = Steps.copyOf(steps);
        if (points < 2 || points > MOST) {
            throw new IllegalArgumentException("points must be from 2 to " + MOST + " but was " + points);
        }
    }

    @Override
    public String column() {
        return "snapshot_learned";
    }

    @Override
    public List<Column> writes() {
        return View.NONE.columns("snapshot_position", "snapshot_target", column());
    }

    @Override
    public void check(Scene scene) {
        if (scene.data().outputs() > 1) {
            throw new IllegalArgumentException(
                    "target must have one output but had " + scene.data().outputs());
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        List<Measurement> rows = new ArrayList<>();
        Line line = probe.scene().line(points);
        if (probe.step() == 0) {
            add(rows, 0, "snapshot_position", line.positions());
            add(rows, 0, "snapshot_target", line.target());
        }
        if (Steps.include(steps, probe.step())) {
            add(rows, probe.step(), column(), probe.network().outputs(line.encoded(), points));
        }
        return rows;
    }

    private static void add(List<Measurement> rows, long step, String column, double[] values) {
        for (int i = 0; i < values.length; i++) {
            rows.add(new Measurement(step, column, Measurement.ALL, i, values[i]));
        }
    }
}
