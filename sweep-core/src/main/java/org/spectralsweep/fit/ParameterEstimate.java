package org.spectralsweep.fit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a fitted law.
 *
 * @param name as in the law
 * @param estimate null where the parameter was not estimated; the factor c is on its own scale, not its logarithm
 * @param standardError standard error of the estimate, from the intervals' method; null without an interval. For c it
 *     is c times the standard error of log c.
 * @param ciLow lower end of the 95 % interval (for c that of log c, exponentiated)
 * @param ciHigh upper end of the 95 % interval
 */
public record ParameterEstimate(
        String name,
        @Nullable Double estimate,
        @Nullable Double standardError,
        @Nullable Double ciLow,
        @Nullable Double ciHigh) {
    /** The name without a level: {@code a} of {@code a[3]}. */
    public String parameter() {
        return name.contains("[") ? name.substring(0, name.indexOf('[')) : name;
    }

    /** Whether this is the parameter of that name, or one of its levels. */
    public boolean isOf(String parameter) {
        return name.equals(parameter) || name.startsWith(parameter + "[");
    }

    /** What a map holds of this name, otherwise of the name without a level; null where it holds neither. */
    public @Nullable Double in(Map<String, Double> values) {
        Double own = values.get(name);
        return own != null ? own : values.get(parameter());
    }

    static ParameterEstimate none(String name) {
        return new ParameterEstimate(name, null, null, null, null);
    }
}
