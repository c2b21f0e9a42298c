package org.spectralsweep.density;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.util.FastMath;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * p proportional to 1 + sum over k from 1 of a_k cos(k t) + b_k sin(k t), which must be positive everywhere. t is the
 * angle on the circle and 2 pi (x - from) / (to - from) on an interval. Example: B20's Fig. 5 has p(x) = (3 cos(2x +
 * pi) + 4.5) / (9 pi), so its cosines are [0, -2/3].
 *
 * @param cosines a_1, a_2, ...
 * @param sines b_1, b_2, ...
 * @param regions number of equal parts in which local errors are measured, at most 10,000; they start at angle -pi or
 *     at the interval's lower end
 */
public record Fourier(
        @Default("[]") List<Double> cosines,
        @Default("[]") List<Double> sines,
        @Default("4") int regions) implements InputDensity {
    /** Grid points per period of the highest term, in the first search for the minimum. */
    private static final int POINTS_A_PERIOD = 64;

    /** A value up to this, relative to a mean of 1, cannot be told from zero. */
    private static final double LEAST = 1e-12;

    private static final int MOST_TERMS = 100;

    /** Copies the lists; refuses numbers that are not finite and a density that is not positive. */
    public Fourier {
        cosines = List.copyOf(cosines);
        sines = List.copyOf(sines);
        check("cosines", cosines);
        check("sines", sines);
        CurveRange.checkRegions(regions);
        double[] lowest = lowest(cosines, sines);
        if (!(lowest[1] > LEAST)) {
            throw new Refusal(
                    cosines.isEmpty() ? "sines" : "cosines",
                    String.format(
                            Locale.ROOT,
                            "must keep the density 1 + sum a_k cos kt + b_k sin kt positive but it was %.4g at t = %.4g",
                            lowest[1],
                            lowest[0]));
        }
    }

    private static void check(String key, List<Double> terms) {
        if (terms.size() > MOST_TERMS) {
            throw new Refusal(key, "must hold at most " + MOST_TERMS + " numbers but held " + terms.size());
        }
        for (double term : terms) {
            if (!Double.isFinite(term)) {
                throw new Refusal(key, "must hold finite numbers but was " + terms);
            }
        }
    }

    private static double at(List<Double> cosines, List<Double> sines, double t) {
        double value = 1;
        for (int k = 0; k < cosines.size(); k++) {
            value += cosines.get(k) * FastMath.cos((k + 1) * t);
        }
        for (int k = 0; k < sines.size(); k++) {
            value += sines.get(k) * FastMath.sin((k + 1) * t);
        }
        return value;
    }

    /**
     * A point {t, value} at which the density is not above {@value #LEAST} if there is one, otherwise the lowest grid
     * point. Take two points h apart and a trigonometric polynomial f of degree K. Between the points, f is at most K^2
     * max|f| h^2 / 8 below the lower of its two values there (Bernstein's inequality, twice). Intervals that this bound
     * leaves in doubt are halved.
     */
    private static double[] lowest(List<Double> cosines, List<Double> sines) {
        int degree = Math.max(1, Math.max(cosines.size(), sines.size()));
        int grid = POINTS_A_PERIOD * degree;
        double step = 2 * Math.PI / grid;
        double[] values = new double[grid + 1];
        Arrays.setAll(values, i -> at(cosines, sines, -Math.PI + i * step));
        int lowest = 0;
        double largest = 0;
        for (int i = 0; i <= grid; i++) {
            if (!(values[i] >= values[lowest])) {
                lowest = i;
            }
            largest = Math.max(largest, Math.abs(values[i]));
        }
        if (!(values[lowest] > LEAST)) {
            return new double[] {-Math.PI + lowest * step, values[lowest]};
        }
        // Ehlich and Zeller (1964): the maximum over all angles is at most this factor above the maximum over the grid.
        double curvature = (double) degree * degree * largest / FastMath.cos(Math.PI / POINTS_A_PERIOD);
        for (int i = 0; i < grid; i++) {
            double[] left = {-Math.PI + i * step, values[i]};
            double[] right = {-Math.PI + (i + 1) * step, values[i + 1]};
            double[] found = lowest(cosines, sines, left, right, curvature);
            if (!(found[1] > LEAST)) {
                return found;
            }
        }
        return new double[] {-Math.PI + lowest * step, values[lowest]};
    }

    /**
     * A point inside the interval that is not above {@value #LEAST}, or its lower end if none is found. Both ends are
     * above {@value #LEAST}.
     */
    private static double[] lowest(
            List<Double> cosines, List<Double> sines, double[] left, double[] right, double curvature) {
        double[] lower = left[1] < right[1] ? left : right;
        double width = right[0] - left[0];
        if (lower[1] - curvature * width * width / 8 > 0) {
            return lower;
        }
        double t = left[0] + width / 2;
        double[] middle = {t, at(cosines, sines, t)};
        if (!(middle[1] > LEAST)) {
            return middle;
        }
        double[] first = lowest(cosines, sines, left, middle, curvature);
        return first[1] > LEAST ? lowest(cosines, sines, middle, right, curvature) : first;
    }

    @Override
    public RegionalDensity on(InputDomain domain, double[] defaultAxis) {
        CurveRange range = CurveRange.of(domain, "fourier");
        double origin = domain.isCircular() ? 0 : range.lower();
        int panels = 2 * Math.max(1, Math.max(cosines.size(), sines.size()));
        Profile profile =
                Profile.of(s -> at(cosines, sines, (s - origin) / range.length() * (2 * Math.PI)), range.cut(panels));
        return RegionalDensity.parts(domain, range.edges(regions), profile);
    }
}
