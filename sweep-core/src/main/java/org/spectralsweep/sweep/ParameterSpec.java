package org.spectralsweep.sweep;

import java.util.List;
import org.spectralsweep.law.Parameter;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * What a spec says of a parameter of a law.
 *
 * @param bounds smallest and largest value; empty for none, or for those of a ready law
 * @param start values that the search starts from, where the law is not linear in the parameter
 * @param fixed the one value that it is held at; empty if it is estimated
 */
public record ParameterSpec(
        @Default("[]") List<Double> bounds,
        @Default("[]") List<Double> start,
        @Default("[]") List<Double> fixed) {
    /** Copies; refuses bounds without an order and more than one fixed value. */
    public ParameterSpec {
        bounds = List.copyOf(bounds);
        start = List.copyOf(start);
        fixed = List.copyOf(fixed);
        if (!bounds.isEmpty() && (bounds.size() != 2 || !(bounds.get(0) <= bounds.get(1)))) {
            throw new Refusal("bounds", "must give [least, greatest] but was " + bounds);
        }
        if (fixed.size() > 1) {
            throw new Refusal("fixed", "must hold one value but was " + fixed);
        }
    }

    /** The parameter with what is given here, and the rest as it is. */
    public Parameter over(Parameter parameter) {
        Double held = fixed.isEmpty() ? parameter.fixed() : fixed.get(0);
        boolean replaced = !bounds.isEmpty() || !start.isEmpty();
        return new Parameter(
                parameter.name(),
                bounds.isEmpty() ? parameter.lower() : bounds.get(0),
                bounds.isEmpty() ? parameter.upper() : bounds.get(1),
                start.isEmpty() && bounds.isEmpty() ? parameter.starts() : start,
                replaced ? null : parameter.scale(),
                held != null && fixed.isEmpty() && replaced ? null : held);
    }
}
