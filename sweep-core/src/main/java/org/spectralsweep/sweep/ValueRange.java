package org.spectralsweep.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.spec.Refusal;

/**
 * Numbers a step or a factor apart, in decimal.
 *
 * @param from the first number
 * @param by the step, or the factor
 * @param geometric whether {@code by} is a factor
 */
record ValueRange(BigDecimal from, BigDecimal by, boolean geometric) {
    /** How near a value must be to the end of a range to count as the end. */
    private static final BigDecimal NEAR = new BigDecimal("1e-9");

    /**
     * More digits than a product needs to be rounded to the nearest double, because exact products grow without bound.
     */
    private static final MathContext DIGITS = new MathContext(60);

    /** The digits that are still right after a root. */
    private static final MathContext ROOT_DIGITS = new MathContext(40);

    /** Newton's method doubles the number of right digits in each step, starting from the 16 of a double. */
    private static final int ROOT_STEPS = 6;

    ValueRange {
        if (geometric && !(by.compareTo(BigDecimal.ONE) > 0)) {
            throw new Refusal("factor", "must be above 1 but was " + by);
        }
        if (geometric && !(from.signum() > 0)) {
            throw new Refusal("from", "must be positive in a range with a factor but was " + from);
        }
        if (!geometric && !(by.signum() > 0)) {
            throw new Refusal("step", "must be positive but was " + by);
        }
    }

    /** Both ends of a range and the values evenly, or geometrically, between them. */
    static List<BigDecimal> between(BigDecimal from, BigDecimal to, int count, boolean geometric) {
        requireOrder(from, to);
        boolean single = from.compareTo(to) == 0;
        if (single != (count == 1)) {
            throw new Refusal(
                    "count",
                    "must be " + (single ? "1" : "at least 2") + " in a range from " + from + " to " + to + " but was "
                            + count);
        }
        if (geometric && !(from.signum() > 0)) {
            throw new Refusal("from", "must be positive on a logarithmic scale but was " + from);
        }
        if (single) {
            return List.of(from);
        }
        List<BigDecimal> values = new ArrayList<>();
        BigDecimal ratio = geometric ? root(to.divide(from, DIGITS), count - 1) : BigDecimal.ONE;
        BigDecimal power = BigDecimal.ONE;
        for (int i = 0; i < count - 1; i++) {
            values.add(
                    geometric
                            ? from.multiply(power, ROOT_DIGITS)
                            : from.add(to.subtract(from)
                                    .multiply(BigDecimal.valueOf(i))
                                    .divide(BigDecimal.valueOf(count - 1), ROOT_DIGITS)));
            power = power.multiply(ratio, DIGITS);
        }
        values.add(to);
        return values;
    }

    /** The first {@code count} values. */
    List<BigDecimal> first(int count) {
        List<BigDecimal> values = new ArrayList<>();
        BigDecimal value = from;
        for (int i = 0; i < count; i++) {
            values.add(value);
            value = next(value);
        }
        requireFinite(values.get(count - 1));
        return values;
    }

    /** Values up to an end, which is included if a value hits it. */
    List<BigDecimal> upTo(BigDecimal to) {
        requireOrder(from, to);
        requireFew(to);
        // In a geometric range as fine as the tolerance, only one value may count as the end.
        BigDecimal near = geometric
                ? NEAR.min(by.subtract(BigDecimal.ONE).divide(BigDecimal.TEN, DIGITS))
                        .multiply(to, DIGITS)
                : NEAR.multiply(to.subtract(from), DIGITS);
        BigDecimal most = to.add(near);
        BigDecimal least = to.subtract(near);
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(most) <= 0; value = next(value)) {
            if (value.compareTo(least) >= 0) {
                values.add(to);
                break;
            }
            values.add(value);
        }
        return values;
    }

    private BigDecimal next(BigDecimal value) {
        return geometric ? value.multiply(by, DIGITS) : value.add(by, DIGITS);
    }

    /** Refuses too many values before any is computed; a factor of 1.0000000001 gives billions. */
    private void requireFew(BigDecimal to) {
        double count = geometric
                ? log(to.divide(from, DIGITS)) / log(by)
                : to.subtract(from).divide(by, DIGITS).doubleValue();
        if (!(count < Expansion.MOST)) {
            throw new Refusal(
                    "values",
                    String.format(
                            Locale.ROOT,
                            "must be at most %d but from %s to %s with the %s %s there are about %.3g",
                            Expansion.MOST,
                            from,
                            to,
                            geometric ? "factor" : "step",
                            by,
                            count));
        }
    }

    private static void requireOrder(BigDecimal from, BigDecimal to) {
        if (from.compareTo(to) > 0) {
            throw new Refusal("to", "must be at least from, " + from + ", but was " + to);
        }
    }

    private static void requireFinite(BigDecimal value) {
        if (!Double.isFinite(value.doubleValue())) {
            throw new Refusal(
                    "values",
                    "must be finite but count leads to " + value.round(new MathContext(3, RoundingMode.HALF_EVEN)));
        }
    }

    /**
     * The logarithm of a number that may lie so close to 1 that its double has lost the difference, or beyond the
     * doubles.
     */
    private static double log(BigDecimal value) {
        double excess = value.subtract(BigDecimal.ONE).doubleValue();
        if (Double.isFinite(excess)) {
            return StrictMath.log1p(excess);
        }
        int exponent = value.precision() - value.scale();
        return StrictMath.log(value.scaleByPowerOfTen(-exponent).doubleValue()) + exponent * StrictMath.log(10);
    }

    /** A root by Newton's method; the third root of 1000 must be exactly 10. */
    private static BigDecimal root(BigDecimal value, int degree) {
        BigDecimal n = BigDecimal.valueOf(degree);
        BigDecimal x = new BigDecimal(StrictMath.exp(log(value) / degree));
        for (int i = 0; i < ROOT_STEPS; i++) {
            BigDecimal tooLarge = BigDecimal.ONE.subtract(value.divide(x.pow(degree, DIGITS), DIGITS));
            x = x.subtract(x.multiply(tooLarge, DIGITS).divide(n, DIGITS), DIGITS);
        }
        return x;
    }
}
