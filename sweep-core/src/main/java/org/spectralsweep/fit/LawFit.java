package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.spectralsweep.Counted;
import org.spectralsweep.law.Law;

/**
 * How a law is fitted.
 *
 * @param law the law
 * @param errors how observations scatter about it
 * @param intervals how its intervals are found
 * @param method whether the censored rows are used
 */
public record LawFit(Law law, ErrorDistribution errors, Intervals intervals, FitMethod method) {
    /** A fit by maximum likelihood. */
    public LawFit(Law law, ErrorDistribution errors, Intervals intervals) {
        this(law, errors, intervals, FitMethod.MAXIMUM_LIKELIHOOD);
    }

    /**
     * Fits the law. The result does not depend on the order of the observations.
     *
     * @param observations any mixture of exact and censored ones; if they are too few, or all censored, the result's
     *     status says so and nothing is thrown
     * @throws IllegalArgumentException if an observation lacks a column of the law
     */
    public FittedLaw to(List<Observation> observations) {
        Summary summary = new Summary(observations);
        Mean mean = Mean.of(law, observations, errors.isLogarithmic());
        if (observations.isEmpty()) {
            return summary.nothing(
                    mean,
                    FitStatus.TOO_FEW_POINTS,
                    "0 rows cannot determine " + Counted.of(law.estimated().size(), "parameter") + ".");
        }
        List<Observation> sorted = Design.sorted(observations);
        Design all = Design.of(mean, sorted);
        Design rows = method == FitMethod.LEAST_SQUARES ? all.middles() : all;
        if (rows.rows() < all.rows()) {
            summary.say(FitStatus.OK, (all.rows() - rows.rows()) + " censored rows were dropped.");
        }
        if (all.rows() > 0 && (rows.rows() == 0 || !isBoundedFromBothSides(rows))) {
            return summary.nothing(
                    mean,
                    FitStatus.ALL_CENSORED,
                    isBounded(rows.low())
                            ? "Every row has a lower bound only."
                            : isBounded(rows.high())
                                    ? "Every row has an upper bound only."
                                    : "No row bounds its time from both sides.");
        }
        int parameters = mean.coordinates().size();
        if (rows.rows() < parameters || rows.rows() == 0) {
            return summary.nothing(
                    mean,
                    FitStatus.TOO_FEW_POINTS,
                    Counted.of(rows.rows(), "row") + " cannot determine " + Counted.of(parameters, "parameter") + ".");
        }
        Set<Integer> unidentified = unidentified(mean, rows, summary);
        boolean nothingLeft = unidentified.size() == parameters;
        if (summary.status == FitStatus.NOT_FINITE || !unidentified.isEmpty() && (!mean.isLinear() || nothingLeft)) {
            return summary.nothing(mean, summary.status, "");
        }
        Estimator estimator = new Estimator(mean, rows.merged(), errors, unidentified);
        Estimate estimate = estimator.estimate(estimator.design().weights());
        if (!estimate.converged()) {
            return summary.nothing(
                    mean,
                    FitStatus.NOT_CONVERGED,
                    "The likelihood has no finite maximum: the rows leave a parameter without a bound.");
        }
        if (estimate.sigma() == 0) {
            summary.say(FitStatus.PERFECT_FIT, "The law passes through every row.");
        }
        if (estimate.ending() == Estimate.Ending.AT_FLOOR) {
            summary.say(
                    FitStatus.OK,
                    "The times are known only between checkpoints that lie further apart than the times scatter:"
                            + " closer checkpoints would narrow the intervals.");
        }
        return summary.fitted(estimator, estimate, intervals.spread(estimator, estimate), sorted);
    }

    /** Some rows may bound their times from above and others theirs from below: together they can tell where T lies. */
    private static boolean isBoundedFromBothSides(Design rows) {
        return isBounded(rows.low()) && isBounded(rows.high());
    }

    private static boolean isBounded(double[] bounds) {
        return Arrays.stream(bounds).anyMatch(Double::isFinite);
    }

    /** The coordinates that the rows do not determine beside those before them, with a sentence about each. */
    private Set<Integer> unidentified(Mean mean, Design rows, Summary summary) {
        double[][] slopes = rows.x();
        if (!mean.isLinear()) {
            MeanFunction function = MeanFunction.of(mean, rows);
            double[] point =
                    new Starts(mean, rows, function, rows.weights()).best().get(0);
            slopes = new double[rows.rows()][point.length];
            for (int i = 0; i < rows.rows(); i++) {
                double value = function.gradient(i, point, slopes[i]);
                if (!Double.isFinite(value) || !Arrays.stream(slopes[i]).allMatch(Double::isFinite)) {
                    summary.say(
                            FitStatus.NOT_FINITE,
                            "The formula has no finite value at " + place(mean, rows.x()[i]) + ".");
                    return Set.of();
                }
            }
        }
        for (int i = 0; i < slopes.length; i++) {
            if (!Arrays.stream(slopes[i]).allMatch(Double::isFinite)
                    || Double.isNaN(rows.low()[i])
                    || Double.isNaN(rows.high()[i])) {
                summary.say(FitStatus.NOT_FINITE, "The formula has no finite value in one of the rows.");
                return Set.of();
            }
        }
        List<Integer> kept = Design.independentColumns(slopes, rows.weights());
        Set<Integer> rest = new TreeSet<>();
        for (int k = 0; k < mean.coordinates().size(); k++) {
            if (!kept.contains(k)) {
                rest.add(k);
                summary.say(FitStatus.NOT_IDENTIFIED, why(mean, k));
            }
        }
        return rest;
    }

    private static String place(Mean mean, double[] row) {
        List<String> columns = mean.law().columns();
        return IntStream.range(0, columns.size())
                .mapToObj(k -> columns.get(k) + " = " + row[k])
                .reduce((one, other) -> one + ", " + other)
                .orElse("any point");
    }

    private String why(Mean mean, int coordinate) {
        Coordinates.Entry entry = mean.coordinates().entries().get(coordinate);
        List<String> columns =
                Terms.columnsBeside(mean.expression(), entry.parameter().name());
        String first = mean.coordinates().names().get(0);
        if (!mean.isLinear() || columns.isEmpty()) {
            return entry.name() + " is not identified: on these rows its effect is one of the other parameters.";
        }
        return entry.name() + " is left out because " + String.join(" and ", columns)
                + (columns.size() == 1 ? " does" : " do") + " not vary by itself: " + first + " holds its effect.";
    }

    /** Collects the notes about a fit and puts the result together. */
    private final class Summary {
        private final FitResult.Counts counts;
        private final List<String> notes = new ArrayList<>();
        private FitStatus status = FitStatus.OK;

        Summary(List<Observation> observations) {
            counts = new FitResult.Counts(
                    observations.size(),
                    (int) observations.stream()
                            .filter(Observation::isRightCensored)
                            .count(),
                    (int) observations.stream()
                            .map(Observation::cell)
                            .distinct()
                            .count());
        }

        void say(FitStatus reason, String note) {
            status = Collections.min(List.of(status, reason));
            if (!note.isEmpty()) {
                notes.add(note);
            }
        }

        FittedLaw nothing(Mean mean, FitStatus reason, String note) {
            say(reason, note);
            List<ParameterEstimate> none = mean.coordinates().names().stream()
                    .map(ParameterEstimate::none)
                    .toList();
            FitResult result = new FitResult(
                    law,
                    method,
                    none,
                    counts,
                    null,
                    new FitResult.Resampling("", 0, 0),
                    status,
                    String.join(" ", notes));
            return new FittedLaw(result, null, null, Intervals.Spread.none(""), List.of());
        }

        FittedLaw fitted(Estimator estimator, Estimate estimate, Intervals.Spread spread, List<Observation> sorted) {
            if (spread.standardErrors() == null) {
                say(FitStatus.NO_INTERVAL, spread.problem());
            } else {
                say(FitStatus.OK, spread.problem());
            }
            List<ParameterEstimate> parameters = new ArrayList<>();
            for (int k = 0; k < estimate.coordinates().length; k++) {
                parameters.add(
                        parameter(estimator.mean().coordinates().entries().get(k), k, estimate, spread));
            }
            FitResult result = new FitResult(
                    law,
                    method,
                    parameters,
                    counts,
                    new FitResult.Scatter(errors, estimate.sigma(), estimator.logLikelihood(estimate)),
                    new FitResult.Resampling(
                            spread.standardErrors() == null ? "" : intervals.label(spread),
                            (int) Arrays.stream(estimator.design().cell())
                                            .distinct()
                                            .count()
                                    - estimator.estimated(),
                            spread.redrawn()),
                    status,
                    String.join(" ", notes));
            List<String> present = Arrays.stream(estimator.design().cell())
                    .distinct()
                    .sorted()
                    .mapToObj(Design.cellNames(sorted)::get)
                    .toList();
            return new FittedLaw(result, estimator, estimate, spread, present);
        }

        private ParameterEstimate parameter(
                Coordinates.Entry entry, int k, Estimate estimate, Intervals.Spread spread) {
            double value = spread.centre(estimate)[k];
            if (Double.isNaN(value)) {
                return ParameterEstimate.none(entry.name());
            }
            double shown = entry.shown(value);
            double[] errors = spread.standardErrors();
            if (errors == null || Double.isNaN(errors[k])) {
                return new ParameterEstimate(entry.name(), shown, null, null, null);
            }
            double[] ends = spread.interval(k, value);
            return new ParameterEstimate(
                    entry.name(),
                    shown,
                    entry.logarithmic() ? shown * errors[k] : errors[k],
                    entry.shown(ends[0]),
                    entry.shown(ends[1]));
        }
    }
}
