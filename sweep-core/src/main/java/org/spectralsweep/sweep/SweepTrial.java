package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

/**
 * One trial of a sweep and its place in it.
 *
 * @param assignment values of the axes by path, in the order of the axes
 * @param replicate seed replicate
 * @param trial the whole trial
 * @param ids its ids
 * @param json its canonical text
 */
public record SweepTrial(
        Map<String, JsonNode> assignment, int replicate, TrialSpec trial, TrialId.All ids, String json) {
    /** Copies the assignment, keeping its order. */
    public SweepTrial {
        assignment = Collections.unmodifiableMap(new LinkedHashMap<>(assignment));
    }

    /** {@code target.frequency = 4, network.width = 64}. */
    public static String describe(Map<String, JsonNode> assignment) {
        return assignment.entrySet().stream()
                .map(part -> part.getKey() + " = "
                        + (part.getValue().isValueNode() ? part.getValue().asText() : part.getValue()))
                .collect(Collectors.joining(", "));
    }
}
