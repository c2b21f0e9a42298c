package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spark.conf.FitSpecs;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/**
 * A folder with planted times: trial κ takes 10 κ^2.5 / p steps of a gradient-flow time of 2, and the kernel says 10
 * κ^kernel / p.
 */
final class PlantedLaws {
    private final ResultsFolder results;
    private final double[] densities;
    private final double kernel;

    PlantedLaws(Path folder, double kernel, double... densities) {
        this.results = ResultsFolder.lock(folder.resolve("results").toString(), "planted");
        this.densities = densities;
        this.kernel = kernel;
    }

    ResultsFolder results() {
        return results;
    }

    /** Trials of the frequencies from 1 on. Times beyond the budget are not reached. */
    PlantedLaws commit(int frequencies, long budget) throws IOException {
        for (int frequency = 1; frequency <= frequencies; frequency++) {
            commit(
                    "trial " + frequency,
                    frequency,
                    budget,
                    budget == 0 ? TrialStatus.PREDICTED : TrialStatus.CONVERGED);
        }
        return this;
    }

    private void commit(String id, int frequency, long budget, TrialStatus status) throws IOException {
        List<HitRow> hits = new ArrayList<>();
        for (int region = 0; region < densities.length; region++) {
            long step = Math.round(10 * Math.pow(frequency, 2.5) / densities[region]);
            boolean reached = step <= budget;
            long lower = reached ? step : budget;
            double predicted = 10 * Math.pow(frequency, kernel) / densities[region];
            hits.add(new HitRow(
                    id,
                    region,
                    densities[region],
                    "five percent",
                    "relative-mse",
                    0.05,
                    lower,
                    reached ? step : null,
                    2.0 * lower,
                    reached ? 2.0 * step : null,
                    Double.isNaN(kernel) ? null : (Long) Math.round(predicted)));
        }
        TrialRow trial = Rows.plain(id, frequency, status);
        results.store().commit(id, new UnitStore.Unit(List.of(trial), hits, List.of()), "0", false);
    }

    /** The law T = c κ^a / p^b, or that of κ alone for each region. */
    static SweepFit power(boolean byRegion) {
        Map<String, String> exponents = new HashMap<>(Map.of("a", "frequency"));
        if (!byRegion) {
            exponents.put("b", "1/density");
        }
        return SweepFit.of(
                FitSpecs.power(
                        "headline",
                        "five percent",
                        exponents,
                        Map.of(),
                        byRegion ? List.of("region") : List.of(),
                        Map.of()),
                ConvergenceTime.columns());
    }

    /** A formula and its rivals. */
    static SweepFit formula(String law, String... rivals) {
        return SweepFit.of(
                FitSpecs.law("formula", "five percent", law, Map.of(), List.of(rivals)), ConvergenceTime.columns());
    }

    List<FitJob.Fitted> fitted(SweepFit... fits) throws IOException {
        return FitJob.run("planted", results.store(), List.of(fits));
    }
}
