package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.Quartiles;

/**
 * Values of one trial over steps, as parts of the target or of the first value.
 *
 * @param steps of its checkpoints, in order
 * @param values at them
 */
record Curve(long[] steps, double[] values) {
    /** The part of the curves that go on so far which must have a checkpoint. */
    private static final double SHARED = 0.3;

    /** No picture shows more. */
    private static final int MOST_STEPS = 60;

    /** The curve of values by step as parts of a unit, or null if there is none. */
    static @Nullable Curve of(TreeMap<Long, Double> values, double unit) {
        return values.isEmpty() || !(unit > 0)
                ? null
                : new Curve(
                        values.keySet().stream().mapToLong(Long::longValue).toArray(),
                        values.values().stream()
                                .mapToDouble(value -> Math.abs(value) / unit)
                                .toArray());
    }

    /** The value at a step: that of the last checkpoint until then. NaN before the first. */
    double at(double step) {
        int place = Arrays.binarySearch(steps, (long) Math.floor(step));
        int last = place >= 0 ? place : -place - 2;
        return last < 0 ? Double.NaN : values[last];
    }

    /** Checkpoints that a good part of the curves share, since values between checkpoints are not known; at most 60. */
    static double[] shared(List<Curve> curves) {
        TreeMap<Long, Integer> counts = new TreeMap<>();
        curves.forEach(curve -> Arrays.stream(curve.steps())
                .filter(step -> step > 0)
                .forEach(step -> counts.merge(step, 1, Integer::sum)));
        List<Double> steps = new ArrayList<>();
        counts.forEach((step, count) -> {
            long going = curves.stream()
                    .filter(curve -> curve.steps()[curve.steps().length - 1] >= step)
                    .count();
            if (count >= SHARED * going) {
                steps.add((double) step);
            }
        });
        return Panels.some(steps, MOST_STEPS).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Median and quartiles of seeds at a step; NaN where fewer than half of them have a value. */
    static Quartiles quartiles(List<Curve> seeds, double step) {
        double[] values = seeds.stream()
                .mapToDouble(curve -> curve.at(step))
                .filter(Double::isFinite)
                .toArray();
        return 2 * values.length < seeds.size() ? Quartiles.of() : Quartiles.of(values);
    }
}
