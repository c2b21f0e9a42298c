package org.spectralsweep.spark.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The labelled ticks of a logarithmic axis, as values. */
final class LogTicks {
    private static final List<double[]> MANTISSAS = List.of(
            new double[] {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9},
            new double[] {1, 2, 3, 4, 6, 8},
            new double[] {1, 2, 5},
            new double[] {1, 3},
            new double[] {1});
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private LogTicks() {}

    /**
     * The densest of the usual choices in which neighbours keep their distance.
     *
     * @param low lower end of the axis, positive
     * @param high upper end
     * @param preferred values to label if they keep their distance, in ascending order; may be empty
     * @param closest least distance of neighbours as a fraction of the axis
     */
    static double[] of(double low, double high, double[] preferred, double closest) {
        double[] inside =
                DoubleStream.of(preferred).filter(v -> v >= low && v <= high).toArray();
        double span = Math.log10(high / low);
        if (inside.length > 1 && nearest(inside) >= closest * span) {
            return inside;
        }
        double[] ticks = {};
        for (double[] mantissas : MANTISSAS) {
            ticks = within(low, high, mantissas);
            if (ticks.length < 2 || nearest(ticks) >= closest * span) {
                return ticks;
            }
        }
        int decade = 1;
        double[] thinned = ticks;
        while (nearest(thinned) < closest * span) {
            decade++;
            int step = decade;
            thinned = DoubleStream.of(ticks)
                    .filter(v -> Math.floorMod(Math.round(Math.log10(v)), step) == 0)
                    .toArray();
        }
        return thinned;
    }

    private static double[] within(double low, double high, double[] mantissas) {
        DoubleStream.Builder ticks = DoubleStream.builder();
        for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent++) {
            for (double mantissa : mantissas) {
                double value = exponent < 0 ? mantissa / Math.pow(10, -exponent) : mantissa * Math.pow(10, exponent);
                if (value >= low && value <= high) {
                    ticks.add(value);
                }
            }
        }
        return ticks.build().toArray();
    }

    private static double nearest(double[] ascending) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < ascending.length; i++) {
            nearest = Math.min(nearest, Math.log10(ascending[i] / ascending[i - 1]));
        }
        return nearest;
    }

    /** A tick's label: plain from 0.001 to 99999, else a power of ten. */
    static String label(double value) {
        if (value >= 0.001 && value < 1e5) {
            return value == Math.rint(value)
                    ? String.format(Locale.ROOT, "%.0f", value)
                    : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
        int exponent = (int) Math.floor(Math.log10(value) + 1e-9);
        long mantissa = Math.round(value / Math.pow(10, exponent));
        StringBuilder text = new StringBuilder(mantissa == 1 ? "10" : mantissa + "·10");
        for (char digit : Integer.toString(exponent).toCharArray()) {
            text.append(digit == '-' ? '⁻' : SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
