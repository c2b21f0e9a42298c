package org.spectralsweep.spark.report;

import java.util.Arrays;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;

/**
 * An axis with its range and ticks. The coordinate of a value on it is the value itself, or its logarithm to base 10.
 */
final class PanelAxis {
    private static final int MOST_PREFERRED = 15;

    private final AxisSpec spec;
    private final double low;
    private final double high;
    private final double[] ticks;
    private final boolean horizontal;

    /**
     * Makes an axis for values.
     *
     * @param values the values, finite, and positive if the axis is logarithmic; may be empty
     * @param preferred values at which ticks of a logarithmic axis stand, if they are few
     * @param margin margin beyond the values, as a fraction of their range
     * @param length length in points of the screen
     * @param room room for one label along the axis
     * @param horizontal whether the labels stand side by side
     */
    PanelAxis(
            AxisSpec spec,
            double[] values,
            double[] preferred,
            double margin,
            int length,
            int room,
            boolean horizontal) {
        this.spec = spec;
        this.horizontal = horizontal;
        double[] range = range(values, margin);
        this.low = range[0];
        this.high = range[1];
        this.ticks = ticks(preferred, length, room);
    }

    private double[] range(double[] values, double margin) {
        double least = Arrays.stream(values).min().orElse(isLog() ? 1 : 0);
        double most = Arrays.stream(values).max().orElse(isLog() ? 10 : 1);
        double from = coordinate(least);
        double to = coordinate(most);
        double wider = to > from ? margin * (to - from) : isLog() ? 0.3 : from == 0 ? 1 : 0.5 * Math.abs(from);
        if (spec.scale() == AxisScale.ANGLE && to > from) {
            wider = 0;
        }
        Double min = spec.min().value();
        Double max = spec.max().value();
        double start = min != null ? min : value(from - wider);
        double end = max != null ? max : value(to + wider);
        // A given end may lie beyond all values.
        if (!(end > start)) {
            return isLog()
                    ? min != null ? new double[] {start, 10 * start} : new double[] {end / 10, end}
                    : min != null ? new double[] {start, start + 1} : new double[] {end - 1, end};
        }
        return new double[] {start, end};
    }

    /** The ticks. There are fewer than the room allows by the rule if their labels would still touch. */
    private double[] ticks(double[] preferred, int length, int room) {
        double[] chosen = ticks(preferred, (double) room / length);
        for (double more = 1.25 * room; touch(chosen, length) && more < length; more *= 1.25) {
            chosen = ticks(preferred, more / length);
        }
        return chosen;
    }

    private double[] ticks(double[] preferred, double part) {
        int most = Math.max(2, (int) (1 / part));
        return switch (spec.scale()) {
            case LINEAR -> LinearTicks.of(low, high, most);
            case ANGLE -> LinearTicks.ofAngles(low, high, most);
            case LOG -> {
                double[] distinct = Arrays.stream(preferred).distinct().sorted().toArray();
                double[] few = distinct.length <= MOST_PREFERRED ? distinct : new double[0];
                yield LogTicks.of(low, high, few, Math.min(0.5, 0.7 * part));
            }
        };
    }

    private boolean touch(double[] chosen, int length) {
        for (int i = 1; horizontal && i < chosen.length; i++) {
            double apart = (part(chosen[i]) - part(chosen[i - 1])) * length;
            double needed = Lettering.width(Lettering.LABELS, label(chosen[i - 1]))
                    + Lettering.width(Lettering.LABELS, label(chosen[i]));
            if (apart < needed / 2 + 6) {
                return true;
            }
        }
        return false;
    }

    boolean isLog() {
        return spec.scale() == AxisScale.LOG;
    }

    double coordinate(double value) {
        return isLog() ? Math.log10(value) : value;
    }

    private double value(double coordinate) {
        return isLog() ? Math.pow(10, coordinate) : coordinate;
    }

    /** Where a value lies between the ends of the axis: 0 is the lower end and 1 the upper end. */
    double part(double value) {
        return (coordinate(value) - coordinate(low)) / (coordinate(high) - coordinate(low));
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    double[] ticks() {
        return ticks;
    }

    String label(double tick) {
        return switch (spec.scale()) {
            case LINEAR -> LinearTicks.label(tick);
            case ANGLE -> LinearTicks.angle(tick);
            case LOG -> LogTicks.label(tick);
        };
    }

    String title() {
        return spec.label();
    }
}
