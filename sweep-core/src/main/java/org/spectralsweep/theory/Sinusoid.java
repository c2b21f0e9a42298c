package org.spectralsweep.theory;

import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * One sinusoid a cos(omega (t - t_0) + b), where t_0 is the first of its points.
 *
 * @param frequency omega, not negative
 * @param amplitude a, not negative
 * @param phase b in (-pi, pi], the argument at the first point
 */
public record Sinusoid(double frequency, double amplitude, double phase) {
    /** The result for a stretch that is too short. */
    public static final Sinusoid UNKNOWN = new Sinusoid(Double.NaN, Double.NaN, Double.NaN);

    private static final int FEWEST_POINTS = 6;

    /**
     * Step and reach of the scan around the first guess, in units of pi / length. The sum of squares has peaks 2 pi /
     * length wide.
     */
    private static final double STEP = 1.0 / 8;

    private static final double REACH = 3;

    /** Below this many units a sine and a cosine can hardly be told apart from a constant and a line. */
    private static final double LEAST = 0.75;

    /**
     * The sinusoid that fits values best by least squares, with a continuous frequency. The first guess comes from
     * counting sign changes. A scan over frequencies around it finds the highest peak of the explained sum of squares,
     * with a sine and a cosine fitted at each. Brent's method then finds the top of that peak. A Fourier transform
     * would round the frequency to whole cycles of the stretch.
     *
     * <p>O(points) for each of about eighty frequencies.
     *
     * @param t increasing
     * @param values at t
     * @return {@link #UNKNOWN} for fewer than six points, or for less than 0.375 cycles on the stretch
     */
    public static Sinusoid fit(double[] t, double[] values) {
        int n = t.length;
        if (n < FEWEST_POINTS) {
            return UNKNOWN;
        }
        double unit = Math.PI / ((t[n - 1] - t[0]) * n / (n - 1));
        int changes = signChanges(values);
        double low = Math.max(LEAST, changes - REACH);
        double high = changes + REACH;
        double best = low;
        double most = -1;
        for (double scanned = low; scanned <= high; scanned += STEP) {
            double explained = Fit.at(scanned * unit, t, values).explained;
            if (explained > most) {
                most = explained;
                best = scanned;
            }
        }
        double omega = new BrentOptimizer(1e-10, 1e-12)
                .optimize(
                        new UnivariateObjectiveFunction(w -> Fit.at(w, t, values).explained),
                        GoalType.MAXIMIZE,
                        new SearchInterval(Math.max(LEAST / 2, best - STEP) * unit, (best + STEP) * unit, best * unit),
                        new MaxEval(200))
                .getPoint();
        if (!(omega >= LEAST * unit)) {
            return UNKNOWN;
        }
        Fit fit = Fit.at(omega, t, values);
        return new Sinusoid(omega, Math.hypot(fit.cosine, fit.sine), StrictMath.atan2(-fit.sine, fit.cosine));
    }

    /**
     * Sign changes between values whose magnitude exceeds half the root mean square, so that noise about zero does not
     * count.
     */
    private static int signChanges(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double level = Math.sqrt(squares / values.length) / 2;
        int changes = 0;
        double last = 0;
        for (double value : values) {
            if (Math.abs(value) > level) {
                changes += value * last < 0 ? 1 : 0;
                last = value;
            }
        }
        return changes;
    }

    /**
     * The least-squares coefficients of cos(omega (t - t_0)) and sin(omega (t - t_0)), and the sum of squares they
     * explain.
     */
    private record Fit(double cosine, double sine, double explained) {
        static Fit at(double omega, double[] t, double[] values) {
            double cc = 0;
            double cs = 0;
            double ss = 0;
            double cf = 0;
            double sf = 0;
            for (int i = 0; i < t.length; i++) {
                double c = StrictMath.cos(omega * (t[i] - t[0]));
                double s = StrictMath.sin(omega * (t[i] - t[0]));
                cc += c * c;
                cs += c * s;
                ss += s * s;
                cf += c * values[i];
                sf += s * values[i];
            }
            double determinant = cc * ss - cs * cs;
            if (!(determinant > 1e-12 * cc * Math.max(cc, ss))) {
                return new Fit(cf / cc, 0, cf * cf / cc);
            }
            double a = (ss * cf - cs * sf) / determinant;
            double b = (cc * sf - cs * cf) / determinant;
            return new Fit(a, b, a * cf + b * sf);
        }
    }
}
