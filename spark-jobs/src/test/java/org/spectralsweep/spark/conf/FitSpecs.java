package org.spectralsweep.spark.conf;

import java.util.List;
import java.util.Map;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.IntervalMethod;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.sweep.ParameterSpec;
import org.spectralsweep.sweep.ResponseSpec;

/** Laws of times, with log-normal errors. */
public final class FitSpecs {
    private FitSpecs() {}

    /** A power law, whose intervals are those of a spec that says nothing of them. */
    public static FitSpec power(
            String name,
            String threshold,
            Map<String, String> exponents,
            Map<String, List<Double>> where,
            List<String> groupBy,
            Map<String, Double> theory) {
        return new FitSpec(
                name,
                threshold,
                exponents,
                where,
                groupBy,
                theory,
                "power",
                Map.of(),
                List.of(),
                ErrorDistribution.LOG_NORMAL,
                IntervalMethod.POOLED,
                ResponseSpec.THRESHOLD);
    }

    /** A ready law of the frequency or a formula, with the jackknife's intervals. */
    public static FitSpec law(
            String name, String threshold, String law, Map<String, ParameterSpec> parameters, List<String> rivals) {
        return new FitSpec(
                name,
                threshold,
                Map.of("a", "frequency"),
                Map.of(),
                List.of(),
                Map.of(),
                law,
                parameters,
                rivals,
                ErrorDistribution.LOG_NORMAL,
                IntervalMethod.JACKKNIFE,
                ResponseSpec.THRESHOLD);
    }
}
