package org.spectralsweep.density;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.util.FastMath;

/** The shape of a density along a scalar s, up to a factor. */
final class Profile {
    /** Change of the exponent between two knots. */
    private static final double EXPONENT_STEP = 8;

    /** The exponent at which exp underflows. */
    private static final double LARGEST_EXPONENT = 745;

    static final Profile CONSTANT = new Profile(s -> 1, new double[0], true);

    /**
     * exp(concentration (cos s - 1)). It is at most 1, so it does not overflow for any concentration. It is computed
     * from sin(s/2), which avoids cancellation.
     */
    static Profile exponential(double concentration) {
        DoubleUnaryOperator value = s -> {
            double sine = FastMath.sin(s / 2);
            return FastMath.exp(-2 * concentration * sine * sine);
        };
        int count = (int) Math.min(LARGEST_EXPONENT, 2 * concentration) / (int) EXPONENT_STEP;
        double[] knots = new double[2 * count];
        for (int i = 0; i < count; i++) {
            double knot = 2 * FastMath.asin(FastMath.sqrt((i + 1) * EXPONENT_STEP / (2 * concentration)));
            knots[count - 1 - i] = -knot;
            knots[count + i] = knot;
        }
        return new Profile(value, knots, concentration == 0);
    }

    /**
     * A profile that varies.
     *
     * @param knots ascending; between two of them the value must be smooth enough for a Gauss rule
     */
    static Profile of(DoubleUnaryOperator value, double[] knots) {
        return new Profile(value, knots, false);
    }

    private final DoubleUnaryOperator value;
    private final double[] knots;
    private final boolean constant;

    private Profile(DoubleUnaryOperator value, double[] knots, boolean constant) {
        this.value = value;
        this.knots = knots;
        this.constant = constant;
    }

    double at(double s) {
        return value.applyAsDouble(s);
    }

    /**
     * Knots between which the value changes by at most a few powers of e and oscillates at most once. A Gauss rule of
     * fixed order is then exact to rounding from knot to knot. Some knots may lie outside the scalar's range.
     */
    double[] knots() {
        return knots;
    }

    /** Whether the profile is 1 everywhere. */
    boolean constant() {
        return constant;
    }
}
