package org.spectralsweep.density;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * p proportional to the piecewise linear function through equally spaced values. On the circle the n values stand at
 * the angles -pi + 2 pi i / n, and the last is joined to the first. On an interval they stand at from + i (to - from) /
 * (n - 1), both ends included. Masses and quantiles are exact to rounding, since the quadrature has one panel between
 * neighbouring values.
 *
 * @param values relative densities, at least two, all positive; only their ratios count
 * @param regions number of equal parts in which local errors are measured, at most 10,000; they start at angle -pi or
 *     at the interval's lower end
 */
public record Tabulated(List<Double> values, @Default("4") int regions) implements InputDensity {
    private static final int MOST_VALUES = 10_000;

    /** Copies the values; refuses values that are not positive and finite. */
    public Tabulated {
        values = List.copyOf(values);
        if (values.size() < 2 || values.size() > MOST_VALUES) {
            throw new Refusal("values", "must hold 2 to " + MOST_VALUES + " numbers but held " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new Refusal("values", "must be positive and finite but number " + i + ", from 0, was " + value);
            }
        }
        if (!RelativeDensities.areComparable(values)) {
            throw new Refusal(
                    "values",
                    "must be within a factor of " + 1 / RelativeDensities.LEAST_RATIO
                            + " of each other but ranged from " + Collections.min(values) + " to "
                            + Collections.max(values));
        }
        CurveRange.checkRegions(regions);
    }

    @Override
    public RegionalDensity on(InputDomain domain, double[] defaultAxis) {
        CurveRange range = CurveRange.of(domain, "tabulated");
        int panels = domain.isCircular() ? values.size() : values.size() - 1;
        double[] scaled = RelativeDensities.scaled(values);
        double[] heights = new double[panels + 1];
        Arrays.setAll(heights, i -> scaled[i % scaled.length]);
        Profile profile = Profile.of(
                s -> {
                    double x = (s - range.lower()) / range.length() * panels;
                    int i = Math.max(0, Math.min((int) x, panels - 1));
                    return heights[i] + (heights[i + 1] - heights[i]) * (x - i);
                },
                range.cut(panels));
        return RegionalDensity.parts(domain, range.edges(regions), profile);
    }
}
