package org.spectralsweep.spark.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.Prediction;

/**
 * Times by frequency and density: a fitted law with its interval, and the theory's slope through it at the middle of
 * the window.
 */
final class FittedLine {
    private static final String FREQUENCY = "frequency";
    private static final String DENSITY = "density";

    private final FittedLaw law;
    private final double middle;
    private final double exponent;

    private FittedLine(FittedLaw law, double middle, double exponent) {
        this.law = law;
        this.middle = middle;
        this.exponent = exponent;
    }

    /** The lines of a chart, or null where its law has other columns or levels, or nothing was estimated. */
    static @Nullable FittedLine of(ConvergenceChart chart, FittedLaw law) {
        if (!law.isEstimated()
                || !List.of(FREQUENCY, DENSITY).containsAll(law.result().law().columns())
                || !law.result().law().levelColumns().isEmpty()) {
            return null;
        }
        double middle = Math.sqrt(chart.windowLow() * chart.windowHigh());
        return new FittedLine(
                law,
                middle,
                law.result()
                        .law()
                        .exponentOf(FREQUENCY)
                        .map(name -> chart.theory().getOrDefault(name, Double.NaN))
                        .orElse(Double.NaN));
    }

    double fitted(double frequency, double density) {
        return at(frequency, density).value();
    }

    /** The ends of the 95 % interval; NaN without. */
    double low(double frequency, double density) {
        Double low = at(frequency, density).ciLow();
        return low == null ? Double.NaN : low;
    }

    double high(double frequency, double density) {
        Double high = at(frequency, density).ciHigh();
        return high == null ? Double.NaN : high;
    }

    /** The theory's power of the frequency; NaN where the theory has none. */
    double theory(double frequency, double density) {
        return fitted(middle, density) * Math.pow(frequency / middle, exponent);
    }

    private Prediction at(double frequency, double density) {
        return law.at(Map.of(FREQUENCY, frequency, DENSITY, density), Map.of());
    }
}
