package org.spectralsweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.util.FastMath;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.trial.TrialSpec;

/**
 * What the cost of a trial is made of, and what each part depends on. Replicates have the same profile.
 *
 * @param update seconds of an update by the cost model
 * @param updates what the factor of all updates depends on
 * @param setup seconds before the first update, likewise
 * @param setups what their factor depends on
 * @param metrics seconds in which metrics measure, likewise
 * @param measuring what their factor depends on
 */
public record CostProfile(
        double update,
        List<CostTerm> updates,
        double setup,
        List<CostTerm> setups,
        double metrics,
        List<CostTerm> measuring) {
    /** Copies the lists. */
    public CostProfile {
        updates = List.copyOf(updates);
        setups = List.copyOf(setups);
        measuring = List.copyOf(measuring);
    }

    /** Where a number of updates comes from. */
    public enum StepsFrom {
        /** The budget, which nothing ends sooner. */
        BUDGET,
        /** The trial's own kernel. */
        KERNEL,
        /** The cost model's rule of thumb. */
        RULE
    }

    /**
     * The profile of a trial.
     *
     * @param model the model of the plan that it is in
     * @param steps the updates that it is expected to do
     */
    public static CostProfile of(CostModel model, TrialSpec trial, double steps) {
        CostModel.Shares shares = model.shares(trial, steps);
        CostParts parts = shares.parts();
        String engine =
                trial.engine().engine().key() + " " + trial.precision().name().toLowerCase(Locale.ROOT)
                        + (trial.network().activation() instanceof Relu
                                ? ""
                                : " " + trial.network().activation().type());
        return new CostProfile(
                parts.update(),
                List.of(new CostTerm(CostTerm.Kind.UPDATE, engine, FastMath.log(Math.max(1e-12, parts.update())), 1)),
                parts.setup(),
                terms(CostTerm.Kind.SETUP, shares.setup()),
                parts.metrics(),
                terms(CostTerm.Kind.METRICS, shares.metrics()));
    }

    /**
     * What the factor of a number of updates depends on; empty if it is certain.
     *
     * @param optimizer its name in specs
     * @param engine its name in specs
     */
    public static List<CostTerm> steps(StepsFrom from, String optimizer, String engine, double steps) {
        return from == StepsFrom.BUDGET
                ? List.of()
                : List.of(new CostTerm(
                        CostTerm.Kind.STEPS,
                        from == StepsFrom.KERNEL ? "kernel " + engine : "rule " + optimizer + " " + engine,
                        FastMath.log(Math.max(1, steps)),
                        1));
    }

    private static List<CostTerm> terms(CostTerm.Kind kind, Map<String, Double> seconds) {
        double total =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        List<CostTerm> terms = new ArrayList<>();
        new TreeMap<>(seconds).forEach((key, part) -> {
            if (part > 0) {
                terms.add(new CostTerm(kind, key, FastMath.log(part), part / total));
            }
        });
        return terms;
    }
}
