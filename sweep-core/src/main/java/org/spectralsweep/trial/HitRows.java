package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.SampleSet;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.train.ThresholdHit;

/** Turns threshold crossings in steps into rows with density, gradient-flow time and the kernel's prediction. */
final class HitRows {
    private final Map<String, Threshold> thresholds = new LinkedHashMap<>();
    private final RegionalDensity density;
    private final @Nullable FlowTime time;
    private final Map<Condition, SampleSet> sets;

    /**
     * @param time gradient-flow time of updates, null where the optimiser does not have one
     * @param sets on which the thresholds are tested; empty where there are no samples yet
     */
    HitRows(
            List<Threshold> thresholds,
            RegionalDensity density,
            @Nullable FlowTime time,
            Map<Condition, SampleSet> sets) {
        thresholds.forEach(threshold -> this.thresholds.put(threshold.name(), threshold));
        this.sets = sets;
        this.density = density;
        this.time = time;
    }

    /**
     * @param predicted the kernel's crossings; empty if there are none
     */
    List<Hit> of(List<ThresholdHit> hits, Map<Condition, OptionalLong> predicted) {
        List<Hit> rows = new ArrayList<>();
        for (ThresholdHit hit : hits) {
            OptionalLong prediction = predicted.getOrDefault(hit.condition(), OptionalLong.empty());
            rows.add(row(hit, prediction.isPresent() ? prediction.getAsLong() : null));
        }
        return rows;
    }

    /** Of a training that has not begun: every condition is right-censored at 0. */
    List<Hit> untrained(Map<Condition, OptionalLong> predicted) {
        List<Condition> conditions = Condition.of(List.copyOf(thresholds.values()), density.regions());
        return of(
                conditions.stream()
                        .map(condition -> new ThresholdHit(condition, 0, null))
                        .toList(),
                predicted);
    }

    private Hit row(ThresholdHit hit, @Nullable Long predictedStep) {
        Threshold threshold =
                Objects.requireNonNull(thresholds.get(hit.condition().threshold()));
        int region = hit.condition().region();
        Long upper = hit.upper();
        return new Hit(
                threshold.name(),
                threshold.convention(),
                threshold.delta(),
                region,
                hit.condition().isWhole() ? 1 : density.density(region),
                hit.lower(),
                upper,
                time == null ? null : (Double) time.after(hit.lower()),
                time == null || upper == null ? null : (Double) time.after(upper),
                predictedStep,
                time == null || predictedStep == null ? null : (Double) time.after(predictedStep),
                sets.get(hit.condition()));
    }
}
