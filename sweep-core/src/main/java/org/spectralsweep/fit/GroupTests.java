package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.util.FastMath;
import org.spectralsweep.law.Expression;
import org.spectralsweep.law.Expression.Coefficient;
import org.spectralsweep.law.Law;

/**
 * Tests whether a law has the same parameters in several groups of rows. The law is fitted to all rows at once, with a
 * value of each parameter for each group and one scale of the errors: c[group] x^a[group] for c x^a. The search starts
 * from the groups' own fits. For one shape of the law after the other, {@link ScoreWildBootstrap} tests that it is
 * equal in all groups, while everything else may differ. A cell with rows in several groups is still one cell.
 */
public final class GroupTests {
    /** The column of a row's group; no column of a table has such a name. */
    private static final String GROUP = "[group]";

    private GroupTests() {}

    /**
     * A group.
     *
     * @param law as fitted to it
     * @param rows what it was fitted to
     */
    public record Group(FittedLaw law, List<Observation> rows) {
        /** Copies the list. */
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The tests, one for each shape that was estimated in two groups or more; p is adjusted for all of them.
     *
     * @param groups fits of one law with the same errors, by maximum likelihood
     */
    public static List<HypothesisTest> of(List<Group> groups, ScoreWildBootstrap bootstrap) {
        List<Group> estimated =
                groups.stream().filter(group -> group.law().isEstimated()).toList();
        if (estimated.size() < 2) {
            return List.of();
        }
        Law law = estimated.get(0).law().result().law();
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (String shape : law.shapes()) {
            hypotheses.addAll(hypotheses(shape, estimated, groups.size()));
        }
        Optional<Pooled> pooled = hypotheses.isEmpty() ? Optional.empty() : pooled(law, estimated);
        return HypothesisTest.adjusted(hypotheses.stream()
                .map(hypothesis -> pooled.map(all ->
                                bootstrap.test(all.estimator(), all.estimate(), Intervals.Spread.none(""), hypothesis))
                        .orElseGet(() ->
                                ScoreWildBootstrap.none(hypothesis, "The law cannot be fitted to all groups at once.")))
                .toList());
    }

    /** That a shape, or each of its levels, is equal in the groups where it was estimated. */
    private static List<Hypothesis> hypotheses(String shape, List<Group> groups, int all) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            for (ParameterEstimate parameter : groups.get(g).law().result().parameters()) {
                if (parameter.parameter().equals(shape) && parameter.estimate() != null) {
                    names.computeIfAbsent(parameter.name(), name -> new ArrayList<>())
                            .add(name(parameter.name(), g));
                }
            }
        }
        List<Hypothesis> hypotheses = new ArrayList<>();
        names.forEach((name, inGroups) -> {
            if (inGroups.size() > 1) {
                String where = inGroups.size() == all ? "all groups" : inGroups.size() + " of " + all + " groups";
                hypotheses.add(Hypothesis.equal(name + " equal in " + where, inGroups));
            }
        });
        return hypotheses;
    }

    private static String name(String coordinate, int group) {
        return coordinate + "[" + group + "]";
    }

    private record Pooled(Estimator estimator, Estimate estimate) {}

    private static Optional<Pooled> pooled(Law law, List<Group> groups) {
        ErrorDistribution errors =
                Objects.requireNonNull(groups.get(0).law().estimator()).errors();
        List<Observation> rows = new ArrayList<>();
        Map<String, Double> known = new HashMap<>();
        double squares = 0;
        double points = 0;
        for (int g = 0; g < groups.size(); g++) {
            FittedLaw fitted = groups.get(g).law();
            for (Observation row : groups.get(g).rows()) {
                Map<String, String> levels = new HashMap<>(row.levels());
                levels.put(GROUP, Integer.toString(g));
                rows.add(new Observation(row.covariates(), levels, row.lower(), row.upper(), row.cell(), row.weight()));
            }
            Estimate estimate = Objects.requireNonNull(fitted.estimate());
            List<String> names = Objects.requireNonNull(fitted.estimator())
                    .mean()
                    .coordinates()
                    .names();
            for (int k = 0; k < names.size(); k++) {
                known.put(name(names.get(k), g), estimate.coordinates()[k]);
            }
            squares += fitted.result().points() * estimate.sigma() * estimate.sigma();
            points += fitted.result().points();
        }
        Mean mean = Mean.of(byGroup(law), rows, errors.isLogarithmic());
        List<String> names = mean.coordinates().names();
        double[] start = new double[names.size()];
        Set<Integer> leftOut = new TreeSet<>();
        for (int k = 0; k < start.length; k++) {
            start[k] = known.getOrDefault(names.get(k), Double.NaN);
            if (Double.isNaN(start[k])) {
                leftOut.add(k);
                start[k] = 0;
            }
        }
        if (squares == 0 || !mean.isLinear() && !leftOut.isEmpty()) {
            return Optional.empty();
        }
        Estimator estimator =
                new Estimator(mean, Design.of(mean, Design.sorted(rows)).merged(), errors, leftOut);
        Estimate near = new Estimate(start, FastMath.sqrt(squares / points), Estimate.Ending.CONVERGED);
        Estimate estimate = estimator.estimate(estimator.design().weights(), near);
        return estimate.converged() && estimate.sigma() > 0
                ? Optional.of(new Pooled(estimator, estimate))
                : Optional.empty();
    }

    /** The law with a value of each parameter for each group. */
    private static Law byGroup(Law law) {
        Expression formula = law.formula().replaced(node -> {
            if (!(node instanceof Coefficient coefficient)) {
                return Optional.empty();
            }
            List<String> levels = new ArrayList<>(coefficient.levels());
            levels.add(GROUP);
            return Optional.of(new Coefficient(coefficient.name(), levels));
        });
        return new Law(law.text(), formula, law.parameters());
    }
}
