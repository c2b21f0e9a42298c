package org.spectralsweep.spark.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.Prediction;

/**
 * Times by what runs across and density: a fitted law with its interval, and the theory's slope through it at the
 * middle of the window.
 */
final class FittedLine {
    private static final String DENSITY = "density";

    private final FittedLaw law;
    private final String column;
    private final double middle;
    private final double exponent;

    private FittedLine(FittedLaw law, String column, double middle, double exponent) {
        this.law = law;
        this.column = column;
        this.middle = middle;
        this.exponent = exponent;
    }

    /** The lines of a chart, or null where its law has other columns or levels, or nothing was estimated. */
    static @Nullable FittedLine of(ConvergenceChart chart, FittedLaw law) {
        if (!law.isEstimated()
                || !List.of(chart.across().column(), DENSITY)
                        .containsAll(law.result().law().columns())
                || !law.result().law().levelColumns().isEmpty()) {
            return null;
        }
        double middle = Math.sqrt(chart.windowLow() * chart.windowHigh());
        return new FittedLine(
                law,
                chart.across().column(),
                middle,
                law.result()
                        .law()
                        .exponentOf(chart.across().column())
                        .map(name -> chart.theory().getOrDefault(name, Double.NaN))
                        .orElse(Double.NaN));
    }

    double fitted(double x, double density) {
        return at(x, density).value();
    }

    /** The ends of the 95 % interval; NaN without. */
    double low(double x, double density) {
        Double low = at(x, density).ciLow();
        return low == null ? Double.NaN : low;
    }

    double high(double x, double density) {
        Double high = at(x, density).ciHigh();
        return high == null ? Double.NaN : high;
    }

    /** The theory's power of what runs across; NaN where the theory has none. */
    double theory(double x, double density) {
        return fitted(middle, density) * Math.pow(x / middle, exponent);
    }

    private Prediction at(double x, double density) {
        return law.at(Map.of(column, x, DENSITY, density), Map.of());
    }
}
