package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.Outlook;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

/**
 * What a person should know about a sweep and would not see in its tables. Remarks are grouped over trials, the most
 * important one first, in one or two short sentences each. There is no remark if there is nothing to say.
 *
 * @param remarks the remarks, at most {@value #MOST}
 */
public record Advice(List<String> remarks) {
    private static final int MOST = 10;
    private static final StructType REACHED = new StructType(new StructField[] {
        Table.HITS.schema().apply("trial_id"), Table.HITS.schema().apply("step_upper")
    });

    /** Keeps the first remarks, and says how many more there were. */
    public Advice {
        if (remarks.size() > MOST) {
            List<String> first = new ArrayList<>(remarks.subList(0, MOST - 1));
            first.add(String.format(
                    Locale.ROOT,
                    "And %d more remarks: `./sweep show` lists failures and warnings.",
                    remarks.size() - MOST + 1));
            remarks = first;
        }
        remarks = List.copyOf(remarks);
    }

    /**
     * What the rows of a sweep's trials and its fits tell.
     *
     * @param plan says which rows belong to the sweep
     * @param loaded holds the labels of its trials
     * @param fits fits of the sweep
     */
    public static Advice of(ResultsFolder results, Plan plan, LoadedSweep loaded, List<FitJob.Fitted> fits)
            throws IOException {
        Map<String, String> planned = new HashMap<>();
        plan.trials().forEach(trial -> planned.put(trial.trialId(), trial.specTrialId()));
        List<TrialRow> trials = results.store().trialsWithoutSpecs().stream()
                .filter(trial -> planned.containsKey(trial.trialId()))
                .toList();
        Set<String> unreached = new HashSet<>();
        for (Row hit : results.store().rows(Table.HITS.name(), REACHED)) {
            if (hit.isNullAt(1)) {
                unreached.add(hit.getString(0));
            }
        }
        // Labels are asked for by failures alone, and to make all trials takes longer than all the rest.
        boolean failed = trials.stream().anyMatch(trial -> trial.outcome().status() == TrialStatus.FAILED);
        List<String> remarks =
                new ArrayList<>(TrialAdvice.of(trials, failed ? labels(planned, loaded) : planned, unreached));
        remarks.addAll(FitAdvice.of(fits));
        if (!fits.isEmpty()) {
            LawCaveats.gates(results.store(), loaded, planned.keySet()).ifPresent(remarks::add);
        }
        remarks.addAll(TrialAdvice.warnings(trials));
        return new Advice(remarks);
    }

    /**
     * The labels of trials, by the id of their rows.
     *
     * @param planned their own ids, which are the labels of those that the spec does not have
     */
    private static Map<String, String> labels(Map<String, String> planned, LoadedSweep loaded) {
        Map<String, String> bySpec = new HashMap<>();
        loaded.work().forEach(work -> {
            bySpec.put(work.trialId(), work.label());
            TrialId.Former former = work.former();
            if (former != null) {
                bySpec.put(former.trial(), work.label());
            }
        });
        Map<String, String> labels = new HashMap<>();
        planned.forEach((rows, own) -> labels.put(rows, bySpec.getOrDefault(own, own)));
        return labels;
    }

    /**
     * What follows from a spec, and from the kernels and starts that its plan had time to look at.
     *
     * @param starts for each trial of the forecast, the initial loss over the target's energy; may be empty altogether
     */
    public static Advice of(LoadedSweep loaded, CostForecast forecast, List<OptionalDouble> starts) {
        List<String> remarks = new ArrayList<>();
        List<DescentRate> rates = new ArrayList<>();
        for (Outlook outlook : forecast.outlooks()) {
            if (outlook.rate() != null) {
                rates.add(new DescentRate(outlook.rate(), !outlook.rate().isExceeded()));
            }
        }
        List<StartSize> sizes = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i).isPresent()) {
                TrialSpec trial = forecast.work().get(i).spec();
                sizes.add(new StartSize(
                        starts.get(i).getAsDouble(), trial.network().hiddenLayers() == 1));
            }
        }
        DescentRate.remark(rates, "%d of %d trials whose kernel was asked").ifPresent(remarks::add);
        StartSize.remark(sizes, "%d of %d trials looked at").ifPresent(remarks::add);
        if (loaded.fits().stream().map(SweepFit::spec).anyMatch(FitAdvice::hasTheory)) {
            // Replicates do not differ in what the theory asks for.
            Map<String, SpecColumns> cells = new HashMap<>();
            List<SpecColumns> trials = loaded.work().stream()
                    .map(work -> cells.computeIfAbsent(work.fitCell(), cell -> SpecColumns.of(work.spec())))
                    .toList();
            loaded.fits().forEach(fit -> FitAdvice.theory(fit.spec(), trials).ifPresent(remarks::add));
        }
        return new Advice(remarks);
    }
}
