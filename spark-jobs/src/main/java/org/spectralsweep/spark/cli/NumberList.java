package org.spectralsweep.spark.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.spark.job.BadInput;

/** Numbers as an option lists them: {@code 0.5,0.9}, and {@code -1:1:0.25} for a range with its step. */
final class NumberList {
    private static final int MOST = 100_000;

    private NumberList() {}

    /**
     * The numbers, in the order of the text. A range holds its first number, and its last one if steps lead there.
     *
     * @param option the option's name, for errors
     */
    static List<Double> of(String option, String text) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split(":", -1);
            if (ends.length != 1 && ends.length != 3) {
                throw unreadable(option, part);
            }
            BigDecimal[] decimals = new BigDecimal[ends.length];
            for (int i = 0; i < ends.length; i++) {
                double number = number(ends[i]);
                if (!Double.isFinite(number)) {
                    throw unreadable(option, part);
                }
                // Digits far behind the point would make sums of any length.
                decimals[i] = number == 0 ? BigDecimal.ZERO : new BigDecimal(ends[i].strip());
            }
            if (decimals.length == 1) {
                numbers.add(decimals[0].doubleValue());
            } else {
                addRange(option, part, decimals, numbers);
            }
        }
        return numbers;
    }

    private static void addRange(String option, String part, BigDecimal[] range, List<Double> numbers) {
        BigDecimal step = range[2];
        if (step.signum() <= 0 || range[0].compareTo(range[1]) > 0) {
            throw new BadInput(option + " must have FROM up to TO and a positive STEP but had '" + part + "'");
        }
        for (BigDecimal next = range[0]; next.compareTo(range[1]) <= 0; next = next.add(step)) {
            numbers.add(next.doubleValue());
            if (numbers.size() > MOST) {
                throw new BadInput(option + " must list at most " + MOST + " numbers but '" + part + "' has more");
            }
        }
    }

    /** A decimal number, or NaN where the text is not one. */
    static double number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static BadInput unreadable(String option, String part) {
        return new BadInput(option + " must list numbers, or FROM:TO:STEP, but had '" + part + "'");
    }
}
