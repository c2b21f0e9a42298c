package org.spectralsweep.spark.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.LongStream;

/** The labelled ticks of an evenly divided axis, as values. */
final class LinearTicks {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final double[] PARTS_OF_PI = {0.125, 0.25, 0.5, 1, 2, 4, 8, 16};
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private LinearTicks() {}

    /** Multiples of 1, 2, 2.5 or 5 times a power of ten, {@code most} of them at most. */
    static double[] of(double low, double high, int most) {
        double rough = (high - low) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double mantissa : STEPS) {
            if (mantissa * power >= rough * (1 - 1e-9)) {
                step = mantissa * power;
                break;
            }
        }
        return multiples(low, high, step);
    }

    /** Multiples of pi or of a simple fraction or multiple of it, {@code most} of them at most if that is possible. */
    static double[] ofAngles(double low, double high, int most) {
        for (double part : PARTS_OF_PI) {
            if ((high - low) / (part * Math.PI) <= most) {
                return multiples(low, high, part * Math.PI);
            }
        }
        return of(low, high, most);
    }

    private static double[] multiples(double low, double high, double step) {
        double slack = 1e-9 * (high - low);
        long first = (long) Math.ceil((low - slack) / step);
        long last = (long) Math.floor((high + slack) / step);
        // A multiplication by 0.1 would add an error in the last digit, and a division avoids it.
        double inverse = 1 / step;
        return LongStream.rangeClosed(first, last)
                .mapToDouble(i -> step < 1 && inverse == Math.rint(inverse) ? i / inverse : i * step)
                .toArray();
    }

    /** A tick's label: plain from 0.001 to 99999, else with a power of ten. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size < 1e-300) {
            return "0";
        }
        if (size >= 0.001 && size < 1e5) {
            return rounded(value);
        }
        int exponent = (int) Math.floor(Math.log10(size) + 1e-9);
        String mantissa = rounded(value / Math.pow(10, exponent));
        StringBuilder text =
                new StringBuilder(mantissa.equals("1") ? "10" : mantissa.equals("-1") ? "−10" : mantissa + "·10");
        for (char digit : Integer.toString(exponent).toCharArray()) {
            text.append(digit == '-' ? '⁻' : SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }

    /** The label of an angle, such as {@code −π/2} or {@code 3π/4}. */
    static String angle(double value) {
        long eighths = Math.round(8 * value / Math.PI);
        if (eighths == 0) {
            return "0";
        }
        long numerator = Math.abs(eighths);
        long denominator = 8;
        while (denominator > 1 && numerator % 2 == 0) {
            numerator /= 2;
            denominator /= 2;
        }
        return (eighths < 0 ? "−" : "")
                + (numerator == 1 ? "" : numerator)
                + "π"
                + (denominator == 1 ? "" : "/" + denominator);
    }

    private static String rounded(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString()
                .replace('-', '−');
    }
}
