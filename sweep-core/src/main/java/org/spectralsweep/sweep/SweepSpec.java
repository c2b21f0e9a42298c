package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.spectralsweep.spec.Refusal;

/**
 * A sweep with its variant chosen and its overrides applied.
 *
 * @param name name of the sweep and its results
 * @param description one sentence about the sweep
 * @param trial the part that every trial shares, as a tree in the form of a spec
 * @param axes what varies; the blocks multiply
 * @param exclude partial assignments that are not visited
 * @param derive expressions by path, computed for every cell from its other values
 * @param replicates trials per cell that differ in their random streams
 * @param fits laws to fit to the convergence times
 */
public record SweepSpec(
        String name,
        String description,
        JsonNode trial,
        List<Axis> axes,
        List<Map<String, JsonNode>> exclude,
        Map<String, String> derive,
        int replicates,
        List<FitSpec> fits) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    /** Checks the parts that do not check themselves. */
    public SweepSpec {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(
                    "sweep", "must be a name of lower-case letters, digits and hyphens but was '" + name + "'");
        }
        if (replicates < 1) {
            throw new Refusal("replicates", "must be at least 1 but was " + replicates);
        }
        axes = List.copyOf(axes);
        exclude = List.copyOf(exclude);
        derive = Collections.unmodifiableMap(new LinkedHashMap<>(derive));
        fits = List.copyOf(fits);
        if (fits.stream().map(FitSpec::name).distinct().count() < fits.size()) {
            throw new Refusal("fit", "must have different names but two were the same");
        }
    }
}
