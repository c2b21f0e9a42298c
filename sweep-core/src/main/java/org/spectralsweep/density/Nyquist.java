package org.spectralsweep.density;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.TargetFunction;

/** Checks whether a sample can tell a frequency from a lower one. */
public final class Nyquist {
    private Nyquist() {}

    /**
     * Refuses a target that a deterministic sample of a curve, or a tensor grid, cannot resolve. On the circle kappa
     * must be below pi / (largest spacing in radians). On an interval it must be below length / (2 * largest spacing),
     * and so along each coordinate of a grid on a cube or torus. Other samples have no such limit: i.i.d. points have
     * arbitrarily close pairs.
     *
     * @throws IllegalArgumentException if the frequency is too high; the message gives the limit
     */
    public static void check(InputDomain domain, Sample sample, TargetFunction target) {
        double spacing = sample.largestSpacing();
        if (Double.isNaN(spacing) || target instanceof Picture) {
            return;
        }
        double length = 2 * Math.PI;
        if (domain instanceof Interval interval) {
            length = interval.to() - interval.from();
        } else if (domain instanceof ProductDomain product) {
            length = product.length();
        }
        double limit = length / (2 * spacing);
        int highest = target.highestFrequency();
        // A grid of n equal steps has the limit n / 2, which rounding must not raise.
        if (!(highest < limit * (1 - 1e-9))) {
            throw new Refusal(
                    "frequency",
                    String.format(
                            Locale.ROOT,
                            "must be below %s (%s / the largest spacing %s of the %d samples) but was %d",
                            sixDigits(limit),
                            domain.isCircular() || domain instanceof Torus ? "pi" : "half the length",
                            sixDigits(spacing),
                            sample.points().count(),
                            highest));
        }
    }

    /**
     * A warning about an encoding whose columns the samples cannot resolve. A sample of spacing h cannot tell a column
     * of f cycles per unit length from one of lower frequency if f h is above 1/2. This is not an error: LL23 trains 16
     * octaves on 512 pixels, which resolve nine of them. Empty if every column is resolved or the sample is not a grid.
     *
     * @param highestFrequency of the encoding, in cycles per unit length of a coordinate
     */
    public static Optional<String> aliasing(Sample sample, double highestFrequency) {
        double spacing = sample.largestSpacing();
        if (Double.isNaN(spacing) || !(highestFrequency * spacing > 0.5 * (1 + 1e-9))) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the encoding has up to %s cycles per unit length, but samples %s apart resolve no more"
                        + " than %s: its higher columns alias",
                sixDigits(highestFrequency),
                sixDigits(spacing),
                sixDigits(1 / (2 * spacing))));
    }

    private static String sixDigits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
