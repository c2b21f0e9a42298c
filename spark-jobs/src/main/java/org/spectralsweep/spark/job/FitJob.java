package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.CellBootstrap;
import org.spectralsweep.fit.CensoredRegression;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.fit.LeastSquares;
import org.spectralsweep.fit.Observation;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.fit.PowerLaw;
import org.spectralsweep.spark.table.FitRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.FitSpec;

/** Fits a sweep's laws to its committed times, and writes the table {@code fits} anew. */
public final class FitJob {
    private static final long BOOTSTRAP_SEED = 1;

    private FitJob() {}

    /**
     * One law on one group of rows.
     *
     * @param group the rows
     * @param measured the fit by maximum likelihood, with censored times
     * @param leastSquares the fit by least squares, without censored times
     * @param kernel the same law fitted to the kernel's own times, or null if they were not computed
     */
    public record Fitted(
            FitGroup group,
            FitResult measured,
            FitResult leastSquares,
            @Nullable FitResult kernel) {
        /** The kernel's exponents by parameter. */
        Map<String, Double> kernelExponents() {
            Map<String, Double> exponents = new HashMap<>();
            if (kernel != null) {
                kernel.parameters().stream()
                        .filter(parameter -> parameter.estimate() != null)
                        .forEach(parameter -> exponents.put(parameter.name(), kernel.estimate(parameter.name())));
            }
            return exponents;
        }
    }

    /** Fits all laws of a sweep to the times of the folder's last plan. If no run wrote a plan, it uses all times. */
    public static List<Fitted> run(String sweep, UnitStore store, List<FitSpec> fits) throws IOException {
        return run(sweep, store, Plan.lastOrEverything(store), fits);
    }

    /** Fits all laws of a sweep to the times of the plan's trials, whatever else is in the folder. */
    public static List<Fitted> run(String sweep, UnitStore store, Plan plan, List<FitSpec> fits) throws IOException {
        ConvergenceTimes times =
                fits.isEmpty() ? ConvergenceTimes.of(List.of(), List.of(), 0, 0) : ConvergenceTimes.of(store, plan);
        List<Fitted> fitted = new ArrayList<>();
        for (FitSpec fit : fits) {
            FitGroup.of(fit, times).forEach(group -> fitted.add(fit(group)));
        }
        List<FitRow> rows = new ArrayList<>();
        for (Fitted fit : fitted) {
            rows.addAll(rows(sweep, fit, fit.measured(), name(fit.measured())));
            rows.addAll(rows(sweep, fit, fit.leastSquares(), name(fit.leastSquares())));
            if (fit.kernel() != null) {
                rows.addAll(rows(sweep, fit, fit.kernel(), "kernel"));
            }
        }
        store.write(rows);
        return fitted;
    }

    private static Fitted fit(FitGroup group) {
        PowerLaw law = group.law();
        CellBootstrap bootstrap = CellBootstrap.seeded(BOOTSTRAP_SEED);
        List<Observation> measured = group.lawTimes().measured();
        List<Observation> kernel = group.lawTimes().kernel();
        return new Fitted(
                group,
                CensoredRegression.fit(law, measured, bootstrap),
                LeastSquares.fit(law, measured, bootstrap),
                kernel.isEmpty() ? null : CensoredRegression.fit(law, kernel, bootstrap));
    }

    private static String name(FitResult result) {
        return result.method().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<FitRow> rows(String sweep, Fitted fit, FitResult result, String estimator) {
        List<FitRow> rows = new ArrayList<>();
        Map<String, Double> theory = fit.group().theory();
        String law = result.law().formula() + (fit.group().flowTime() ? "" : " (T in steps)");
        String status = result.status() == FitStatus.OK
                ? "ok"
                : result.status() + (result.note().isEmpty() ? "" : ": " + result.note());
        for (ParameterEstimate parameter : result.parameters()) {
            rows.add(new FitRow(
                    sweep,
                    fit.group().spec().name(),
                    law,
                    estimator,
                    fit.group().keyText(),
                    parameter.name(),
                    parameter.estimate(),
                    parameter.standardError(),
                    parameter.ciLow(),
                    parameter.ciHigh(),
                    theory.get(parameter.name()),
                    result.points(),
                    result.censored(),
                    status));
        }
        return rows;
    }
}
