package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The learned function on a line through the domain, at index i = 0 ... points - 1. Columns {@code snapshot_learned},
 * {@code snapshot_target} and {@code snapshot_position}; target and positions are written once, at step 0. Cost: one
 * forward pass over the points.
 *
 * <table>
 * <caption>The line</caption>
 * <tr><th>domain</th><th>line</th></tr>
 * <tr><td>circle</td><td>the circle from angle -pi on</td></tr>
 * <tr><td>interval</td><td>the interval</td></tr>
 * <tr><td>sphere</td><td>the great circle through the target's axis; the position is the angle from the axis</td></tr>
 * <tr><td>cube or torus</td>
 * <td>the first coordinate along which the target's direction v is not 0, at the middle of the others</td></tr>
 * </table>
 *
 * @param points how many points, equally spaced
 * @param steps the checkpoints at which it is taken; empty means all
 */
public record Snapshot(
        @Default("256") int points, @Default("[]") List<Long> steps) implements Metric {
    private static final int MOST = 100_000;

    /** Copies the steps; refuses a negative step and fewer than two points. */
    public Snapshot {
        steps = Steps.copyOf(steps);
        if (points < 2 || points > MOST) {
            throw new Refusal("points", "must be from 2 to " + MOST + " but was " + points);
        }
    }

    @Override
    public String column() {
        return "snapshot_learned";
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(points);
    }

    @Override
    public List<Column> writes() {
        return View.LEARNED.columns("snapshot_position", "snapshot_target", column());
    }

    @Override
    public void check(Scene scene) {
        if (scene.data().outputs() > 1) {
            throw new Refusal(
                    "target", "must have one output but had " + scene.data().outputs());
        }
        if (scene.domain() instanceof BooleanCube cube) {
            throw new Refusal("domain", "must have a line through it for snapshot but was " + cube.phrase());
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
