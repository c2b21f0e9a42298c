package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.Competition;
import org.spectralsweep.fit.FitMethod;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.HypothesisTest;
import org.spectralsweep.fit.Influence;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.spark.table.FitRow;
import org.spectralsweep.spark.table.InfluenceRow;
import org.spectralsweep.spark.table.TestRow;

/**
 * What the tables {@code fits}, {@code influence} and {@code tests} hold of a fit.
 *
 * @param sweep its name
 * @param fit the fit
 */
record FitRows(String sweep, FitJob.Fitted fit) {
    private static final String KERNEL = "kernel";
    private static final String RIVAL = "rival";

    List<FitRow> fits() {
        Double spacing = spacing();
        Map<String, Double> theory = fit.group().theory();
        List<FitRow> rows = new ArrayList<>(rows(fit.measured(), name(fit.measured()), spacing, theory));
        rows.addAll(rows(fit.leastSquares(), name(fit.leastSquares()), spacing, theory));
        FitResult kernel = fit.kernel();
        if (kernel != null) {
            rows.addAll(rows(kernel, KERNEL, null, theory));
        }
        fit.rivals().stream()
                .map(FittedLaw::result)
                .forEach(rival -> rows.addAll(rows(rival, RIVAL, spacing, Map.of())));
        return rows;
    }

    private static String name(FitResult result) {
        return result.method().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<FitRow> rows(
            FitResult result, String estimator, @Nullable Double spacing, Map<String, Double> theory) {
        List<FitRow> rows = new ArrayList<>();
        String law = result.law().text() + (fit.group().isInSteps() ? " (T in steps)" : "");
        String status = result.status() == FitStatus.OK
                ? "ok"
                : result.status() + (result.note().isEmpty() ? "" : ": " + result.note());
        FitResult.Scatter scatter = result.scatter();
        Competition.Contender contender = contender(result, estimator);
        FitRow.Quality quality = new FitRow.Quality(
                result.intervals().method().isEmpty()
                        ? null
                        : result.intervals().method(),
                scatter == null ? null : scatter.errors().toString(),
                contender == null ? null : contender.aicc(),
                contender == null ? null : contender.extrapolation(),
                scatter == null ? null : (Integer) result.intervals().df(),
                spacing);
        for (ParameterEstimate parameter : result.parameters()) {
            rows.add(new FitRow(
                    sweep,
                    fit.group().spec().name(),
                    law,
                    estimator,
                    fit.group().keyText(),
                    parameter.name(),
                    new FitRow.Value(
                            parameter.estimate(),
                            parameter.standardError(),
                            parameter.ciLow(),
                            parameter.ciHigh(),
                            parameter.in(theory)),
                    result.points(),
                    result.censored(),
                    status,
                    quality,
                    fit.group().keys()));
        }
        return rows;
    }

    private @Nullable Double spacing() {
        double[] squares = fit.group().lawTimes().measured().stream()
                .filter(time -> time.isBounded() && !time.isExact())
                .mapToDouble(time -> Math.pow(Math.log(time.upper() / time.lower()), 2))
                .toArray();
        return squares.length == 0
                ? null
                : (Double) Math.sqrt(Arrays.stream(squares).sum() / squares.length);
    }

    private Competition.@Nullable Contender contender(FitResult result, String estimator) {
        Competition competition = fit.competition();
        return competition == null || estimator.equals(KERNEL) || result.method() == FitMethod.LEAST_SQUARES
                ? null
                : competition.contenders().stream()
                        .filter(law -> law.law().equals(result.law()))
                        .findFirst()
                        .orElse(null);
    }

    List<InfluenceRow> influence() {
        Map<String, String> places = new HashMap<>();
        fit.group().times().forEach(time -> places.computeIfAbsent(time.cell(), cell -> place(time)));
        List<InfluenceRow> rows = new ArrayList<>();
        for (Influence influence : fit.law().influence()) {
            rows.add(new InfluenceRow(
                    sweep,
                    fit.group().spec().name(),
                    fit.group().keyText(),
                    influence.cell(),
                    places.getOrDefault(influence.cell(), ""),
                    influence.parameter(),
                    finite(influence.without()),
                    finite(influence.change()),
                    fit.group().keys()));
        }
        return rows;
    }

    List<TestRow> tests() {
        List<TestRow> rows = new ArrayList<>();
        FitGroup group = fit.group();
        fit.tests().forEach(test -> rows.add(test(test, group.keyText(), group.keys())));
        fit.between().forEach(test -> rows.add(test(test, "", Map.of())));
        return rows;
    }

    private TestRow test(FitTests.Test of, String keyText, Map<String, String> keys) {
        HypothesisTest test = of.test();
        HypothesisTest.Sides sides = test.sides();
        return new TestRow(
                sweep,
                fit.group().spec().name(),
                keyText,
                test.hypothesis().text(),
                of.source().label(),
                new TestRow.Sides(
                        sides == null ? null : (Double) sides.value(),
                        sides == null ? null : sides.estimate(),
                        sides == null ? null : sides.ciLow(),
                        sides == null ? null : sides.ciHigh()),
                new TestRow.Chance(
                        test.p(),
                        test.adjusted(),
                        test.draws().count(),
                        test.draws().fewCells()),
                test.problem(),
                keys);
    }

    /** What the law sees of a cell, without what differs between its regions. */
    private String place(StoredPoint time) {
        StringJoiner text = new StringJoiner(", ");
        List<String> columns = new ArrayList<>(fit.group().law().columns());
        columns.addAll(fit.group().law().levelColumns());
        columns.stream()
                .distinct()
                .filter(column -> !ConvergenceTime.differsInTrial(column))
                .forEach(column -> text.add(column + "=" + time.text(column)));
        return text.toString();
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
