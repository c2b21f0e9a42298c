package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.train.ThresholdHit;

/** Turns threshold crossings in steps into rows with density, gradient-flow time and the kernel's prediction. */
final class HitRows {
    private final Map<String, Threshold> thresholds = new HashMap<>();
    private final RegionalDensity density;
    private final @Nullable Double timePerStep;

    /**
     * @param timePerStep gradient-flow time of one update, null where the optimiser does not have one
     */
    HitRows(List<Threshold> thresholds, RegionalDensity density, @Nullable Double timePerStep) {
        thresholds.forEach(threshold -> this.thresholds.put(threshold.name(), threshold));
        this.density = density;
        this.timePerStep = timePerStep;
    }

    /**
     * @param predicted the kernel's crossings in the order of {@code hits}; empty if there are none
     */
    List<Hit> of(List<ThresholdHit> hits, List<OptionalLong> predicted) {
        List<Hit> rows = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            OptionalLong prediction = predicted.isEmpty() ? OptionalLong.empty() : predicted.get(i);
            rows.add(row(hits.get(i), prediction.isPresent() ? prediction.getAsLong() : null));
        }
        return rows;
    }

    private Hit row(ThresholdHit hit, @Nullable Long predictedStep) {
        Threshold threshold = Objects.requireNonNull(thresholds.get(hit.threshold()));
        Long upper = hit.upper();
        return new Hit(
                threshold.name(),
                threshold.convention(),
                threshold.delta(),
                hit.region(),
                hit.region() < 0 ? 1 : density.density(hit.region()),
                hit.lower(),
                upper,
                timePerStep == null ? null : timePerStep * hit.lower(),
                timePerStep == null || upper == null ? null : timePerStep * upper,
                predictedStep);
    }
}
