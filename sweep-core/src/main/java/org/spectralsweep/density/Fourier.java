package org.spectralsweep.density;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.util.FastMath;
import org.spectralsweep.Default;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Sphere;

/**
 * p proportional to 1 + sum over k from 1 of a_k cos(k t) + b_k sin(k t), positive everywhere; t is the angle on the circle, and 2 pi (x - from) / (to - from) on
 * an interval. B20's Fig. 5, p(x) = (3 cos(2x + pi) + 4.5) / (9 pi), has the cosines [0, -2/3].
 *
 * @param cosines a_1, a_2, ..., at most 100
 * @param sines b_1, b_2, ..., at most 100
 * @param regions number, at most 10,000, of equal parts, from angle -pi or from the interval's lower end, in which local errors are measured
 */
public record Fourier(
        @Default("[]") List<Double> cosines,
        @Default("[]") List<Double> sines,
        @Default("4") int regions) implements InputDensity {
    /** Points a period of the highest term at which the minimum is looked for before it is refined. */
    private static final int POINTS_A_PERIOD = 64;

    private static final int MOST_TERMS = 100;

    /** Copies the lists; refuses numbers that are not finite and a density that is not positive. */
    public Fourier {
        cosines = List.copyOf(cosines);
        sines = List.copyOf(sines);
        check("cosines", cosines);
        check("sines", sines);
        if (regions < 1) {
            throw new IllegalArgumentException("regions must be at least 1 but was " + regions);
        }
        if (regions > MOST_REGIONS) {
            throw new IllegalArgumentException("regions must be at most " + MOST_REGIONS + " but was " + regions);
        }
        double[] lowest = lowest(cosines, sines);
        if (!(lowest[1] > 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s must keep the density 1 + sum a_k cos kt + b_k sin kt positive but it was %.4g at t = %.4g",
                    cosines.isEmpty() ? "sines" : "cosines",
                    lowest[1],
                    lowest[0]));
        }
    }

    private static void check(String key, List<Double> terms) {
        if (terms.size() > MOST_TERMS) {
            throw new IllegalArgumentException(
                    key + " must hold at most " + MOST_TERMS + " numbers but held " + terms.size());
        }
        for (double term : terms) {
            if (!Double.isFinite(term)) {
                throw new IllegalArgumentException(key + " must hold finite numbers but was " + terms);
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

    /** Where it is lowest, and how low. */
    private static double[] lowest(List<Double> cosines, List<Double> sines) {
        int grid = POINTS_A_PERIOD * Math.max(1, Math.max(cosines.size(), sines.size()));
        double step = 2 * Math.PI / grid;
        double[] values = new double[grid];
        Arrays.setAll(values, i -> at(cosines, sines, -Math.PI + i * step));
        double[] lowest = {-Math.PI, values[0]};
        for (int i = 0; i < grid; i++) {
            // Huge terms overflow, to NaN where they meet.
            if (Double.isNaN(values[i])) {
                return new double[] {-Math.PI + i * step, values[i]};
            }
            if (values[i] <= values[(i + 1) % grid] && values[i] <= values[(i + grid - 1) % grid]) {
                double middle = -Math.PI + i * step;
                var refined = new BrentOptimizer(1e-10, 1e-14)
                        .optimize(
                                new MaxEval(1000),
                                new UnivariateObjectiveFunction(t -> at(cosines, sines, t)),
                                GoalType.MINIMIZE,
                                new SearchInterval(middle - step, middle + step, middle));
                if (refined.getValue() < lowest[1]) {
                    lowest = new double[] {refined.getPoint(), refined.getValue()};
                }
            }
        }
        return lowest;
    }

    @Override
    public RegionalDensity on(InputDomain domain, double[] defaultAxis) {
        if (!(domain instanceof Interval) && !domain.isCircular()) {
            String fitting = domain instanceof Sphere ? "uniform, piecewise-constant or von-mises-fisher" : "uniform";
            throw new IllegalArgumentException(
                    "density must be " + fitting + " on " + domain.phrase() + " but was fourier");
        }
        double lower = domain instanceof Interval interval ? interval.from() : -Math.PI;
        double length = domain instanceof Interval interval ? interval.to() - interval.from() : 2 * Math.PI;
        double origin = domain instanceof Interval ? lower : 0;
        double[] edges = new double[regions + 1];
        Arrays.setAll(edges, i -> lower + length * i / regions);
        for (int i = 0; i < regions; i++) {
            if (!(edges[i + 1] > edges[i])) {
                throw new IllegalArgumentException(
                        "regions must be few enough that rounding leaves each a length but was " + regions);
            }
        }
        int panels = 2 * Math.max(1, Math.max(cosines.size(), sines.size()));
        double[] knots = new double[panels - 1];
        Arrays.setAll(knots, i -> lower + length * (i + 1) / panels);
        Profile profile = Profile.of(s -> at(cosines, sines, (s - origin) / length * (2 * Math.PI)), knots);
        return RegionalDensity.parts(domain, edges, profile);
    }
}
