package org.spectralsweep.spark.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FitResult;

/** Times by frequency and density: the fitted law, and the theory's slope through it at the middle of the window. */
final class FittedLine {
    private static final String FREQUENCY = "frequency";
    private static final String DENSITY = "density";

    private final FitResult fit;
    private final double[] fitted;
    private final double[] theoretical;
    private final double middle;

    private FittedLine(FitResult fit, double[] fitted, double[] theoretical, double middle) {
        this.fit = fit;
        this.fitted = fitted;
        this.theoretical = theoretical;
        this.middle = middle;
    }

    /** The lines of a chart, or null where its law has other covariates or nothing was estimated. */
    static @Nullable FittedLine of(ConvergenceChart chart) {
        FitResult fit = chart.fit();
        if (!List.of(FREQUENCY, DENSITY).containsAll(fit.law().covariates()) || Double.isNaN(fit.estimate("c"))) {
            return null;
        }
        List<String> names = fit.law().parameters();
        double[] fitted = names.stream()
                .mapToDouble(name -> Double.isNaN(fit.estimate(name)) ? 0 : fit.estimate(name))
                .toArray();
        double[] theoretical = fitted.clone();
        for (int k = 1; k < fitted.length; k++) {
            theoretical[k] = chart.theory().getOrDefault(names.get(k), fitted[k]);
        }
        return new FittedLine(fit, fitted, theoretical, Math.sqrt(chart.windowLow() * chart.windowHigh()));
    }

    double fitted(double frequency, double density) {
        return time(fitted, frequency, density);
    }

    double theory(double frequency, double density) {
        return fitted(middle, density) * time(theoretical, frequency, density) / time(theoretical, middle, density);
    }

    private double time(double[] parameters, double frequency, double density) {
        return fit.law().time(parameters, Map.of(FREQUENCY, frequency, DENSITY, density));
    }
}
