package org.spectralsweep.theory;

import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * One sinusoid a cos(omega (t - t_0) + b), t_0 the first of its points.
 *
 * @param frequency omega, not negative
 * @param amplitude a, not negative
 * @param phase b in (-pi, pi], the argument at the first point
 */
public record Sinusoid(double frequency, double amplitude, double phase) {
    /** What a stretch too short to tell is given. */
    public static final Sinusoid UNKNOWN = new Sinusoid(Double.NaN, Double.NaN, Double.NaN);

    private static final int FEWEST_POINTS = 6;

    /** Step of the scan, and how far it goes from the first guess, in units of pi / length: the sum of squares has humps 2 pi / length wide. */
    private static final double STEP = 1.0 / 8;

    private static final double REACH = 3;

    /** Below this many units sine and cosine can hardly be told apart from a constant and a line. */
    private static final double LEAST = 0.75;

    /**
     * The sinusoid that fits values best by least squares, its frequency continuous. The first guess counts changes of sign, a scan over frequencies around it finds the highest hump of the
     * explained sum of squares (a sine and a cosine fitted at each), and Brent's method its top. A Fourier transform would round the frequency to whole cycles of the stretch.
     *
     * <p>O(points) a frequency, some eighty of them.
     *
     * @param t increasing
     * @param values at t
     * @return {@link #UNKNOWN} for fewer than six points, or less than 0.375 cycles on the stretch
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

    /** Changes of sign between values beyond half the root mean square: noise about zero is none. */
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

    /** The least-squares coefficients of cos(omega (t - t_0)) and sin(omega (t - t_0)), and the sum of squares that they explain. */
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
