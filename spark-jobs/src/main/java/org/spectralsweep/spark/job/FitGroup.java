package org.spectralsweep.spark.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.fit.LawTimes;
import org.spectralsweep.law.Law;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.sweep.TimeExponents;

/**
 * The times that one law is fitted to.
 *
 * @param fit the fit
 * @param keys the group's values of the columns by which the fit groups
 * @param times its rows, without the thresholds that diverged trials did not reach
 * @param shown these rows and those outside the fit's window of frequencies, which a picture shows as well
 * @param leftOut what the whole fit leaves out
 * @param flowTime whether all times of the fit have a gradient-flow time; otherwise the law is for steps
 */
record FitGroup(
        SweepFit fit,
        Map<String, String> keys,
        List<StoredPoint> times,
        List<StoredPoint> shown,
        LeftOut leftOut,
        boolean flowTime) {
    /**
     * The groups of a fit, ordered by their keys; numbers are ordered by size. Different levels of the threshold are
     * groups of their own, whether the fit asks for that or not, because their times obey different laws.
     */
    static List<FitGroup> of(FitInput input) {
        SweepFit fit = input.fit();
        FitSpec spec = fit.spec();
        Comparator<List<Object>> order = (left, right) -> {
            for (int i = 0; i < left.size(); i++) {
                int sign = compare(left.get(i), right.get(i));
                if (sign != 0) {
                    return sign;
                }
            }
            return 0;
        };
        Map<List<Object>, List<StoredPoint>> rows = new TreeMap<>(order);
        LawScope scope = FitInput.scope(fit);
        List<StoredPoint> scoped = scope.shown(List.copyOf(input.points()));
        List<String> columns = new ArrayList<>(spec.groupBy());
        Stream.of(ConvergenceTime.CONVENTION, ConvergenceTime.DELTA)
                .filter(column -> !fit.law().columns().contains(column)
                        && !fit.law().levelColumns().contains(column))
                .filter(column -> differs(column, scoped)
                        || column.equals(ConvergenceTime.DELTA)
                                && !spec.response().delta().isEmpty())
                .forEach(columns::add);
        for (StoredPoint time : scoped) {
            List<Object> key = new ArrayList<>();
            columns.forEach(column -> key.add(String.valueOf(time.value(column))));
            rows.computeIfAbsent(key, k -> new ArrayList<>()).add(time);
        }
        if (rows.isEmpty()) {
            rows.put(List.of(), List.of());
        }
        // Groups can be compared only in one unit.
        boolean flowTime = LawTimes.haveFlowTime(scope.fitted(scoped));
        List<FitGroup> groups = new ArrayList<>();
        rows.forEach((key, shown) -> {
            Map<String, String> keys = new LinkedHashMap<>();
            for (int i = 0; i < key.size(); i++) {
                keys.put(columns.get(i), String.valueOf(key.get(i)));
            }
            List<StoredPoint> points = independent(shown);
            groups.add(new FitGroup(fit, keys, scope.fitted(points), points, input.leftOut(), flowTime));
        });
        return groups;
    }

    /** Values of a single cell: then its trials are what intervals treat as independent. */
    private static List<StoredPoint> independent(List<StoredPoint> shown) {
        boolean single = shown.stream().map(StoredPoint::cell).distinct().count() == 1;
        return shown.stream()
                .map(point -> single && point instanceof MeasuredPoint measured ? measured.byTrial() : point)
                .toList();
    }

    private static boolean differs(String column, List<StoredPoint> times) {
        return times.stream().map(time -> time.value(column)).distinct().count() > 1;
    }

    /** The order of two values of a column: numbers by size, then texts. */
    static int compare(Object left, Object right) {
        try {
            return Double.compare(Double.parseDouble(left.toString()), Double.parseDouble(right.toString()));
        } catch (NumberFormatException e) {
            return left.toString().compareTo(right.toString());
        }
    }

    FitSpec spec() {
        return fit.spec();
    }

    Law law() {
        return fit.law();
    }

    /** Whether the law gives a time in updates. */
    boolean isInSteps() {
        return spec().response().isTime() && !flowTime;
    }

    /** The unit of the law's left side. */
    String unit() {
        if (!spec().response().isTime()) {
            return spec().response().of();
        }
        return flowTime ? "gradient-flow time" : "steps";
    }

    /** The times as observations of the law. */
    LawTimes lawTimes() {
        return lawTimes(List.of(law()));
    }

    /** The times as observations of other laws, such as rivals. */
    LawTimes lawTimes(List<Law> laws) {
        return new LawTimes(laws, times, flowTime);
    }

    /** Why the theory is not about these rows. It is empty if the theory is about all of them. */
    Optional<TheoryGap> theoryGap() {
        Set<String> cells = new HashSet<>();
        return times.stream()
                .filter(time -> cells.add(time.cell()))
                .map(time -> time.trial().spec())
                .flatMap(Stream::ofNullable)
                .map(TheoryGap::of)
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::gapOfSteps);
    }

    /** Why the theory is not about steps. */
    private Optional<TheoryGap> gapOfSteps() {
        if (!flowTime && times.stream().anyMatch(FitGroup::isScheduled)) {
            return Optional.of(TheoryGap.SCHEDULE);
        }
        return Double.isNaN(MomentumPower.of(times)) ? Optional.of(TheoryGap.MOMENTUM) : Optional.empty();
    }

    /** Whether the trial's rate changes; tables of before it was a column have constant ones. */
    static boolean isScheduled(StoredPoint time) {
        Object schedule = time.value("schedule");
        return schedule != null && !schedule.equals("constant");
    }

    /**
     * The theory's value of each exponent that it gives, on the manifold of these rows. If the theory is not about
     * them, these are the values in the spec.
     */
    Map<String, Double> theory() {
        Map<String, Double> theory = new LinkedHashMap<>();
        if (law().columns().equals(List.of(LawTimes.PREDICTED_TIME))) {
            // Wide networks take the kernel's own time, whatever it is.
            law().exponentOf(LawTimes.PREDICTED_TIME).ifPresent(gamma -> theory.put(gamma, 1.0));
        }
        theory.putAll(spec().theory());
        if (theoryGap().isEmpty()) {
            Set<Dimensions> dimensions = Dimensions.of(times);
            double power = MomentumPower.of(times);
            law().estimated().forEach(parameter -> addTheory(parameter, dimensions, power, theory));
        }
        return theory;
    }

    /** Adds the theory's value of a parameter, and that of each level where those differ; momentum may halve both. */
    private void addTheory(String parameter, Set<Dimensions> dimensions, double power, Map<String, Double> theory) {
        theoryOf(parameter, dimensions).ifPresent(value -> theory.putIfAbsent(parameter, power * value));
        List<String> columns = law().levels(parameter);
        if (!columns.isEmpty() && !theory.containsKey(parameter)) {
            times.stream()
                    .collect(Collectors.groupingBy(
                            time -> columns.stream().map(time::text).collect(Collectors.joining("]["))))
                    .forEach((level, of) -> theoryOf(parameter, Dimensions.of(of))
                            .ifPresent(value -> theory.put(parameter + "[" + level + "]", power * value)));
        }
    }

    /** The theory's value on rows of these dimensions. If they are mixed, it may have no single one. */
    private OptionalDouble theoryOf(String parameter, Set<Dimensions> dimensions) {
        double[] values = dimensions.stream()
                .filter(of -> !Double.isNaN(of.manifold()))
                .mapToDouble(of -> spec().theory(parameter, (int) of.manifold(), (int) of.space(), of.times()))
                .distinct()
                .toArray();
        return values.length == 1 && !Double.isNaN(values[0]) ? OptionalDouble.of(values[0]) : OptionalDouble.empty();
    }

    /**
     * What the theory takes from a trial's spec.
     *
     * @param manifold dimension of its manifold, NaN where it is not known
     * @param space dimension of the space around it
     * @param sobolevOrder order of its Sobolev loss; NaN without
     * @param preconditionedExponent exponent to which it is preconditioned; NaN without
     * @param further what the exponent has beyond D + 1: relu-squared has a kernel with two more derivatives
     */
    private record Dimensions(
            double manifold, double space, double sobolevOrder, double preconditionedExponent, int further) {
        TimeExponents times() {
            int dimension = (int) manifold;
            return !Double.isNaN(sobolevOrder)
                    ? TimeExponents.sobolev(dimension, further, sobolevOrder)
                    : Double.isNaN(preconditionedExponent)
                            ? TimeExponents.plain(dimension, further)
                            : TimeExponents.preconditioned(dimension, further, preconditionedExponent);
        }

        private static Set<Dimensions> of(List<StoredPoint> rows) {
            Set<Dimensions> dimensions = new LinkedHashSet<>();
            StoredRow before = null;
            for (StoredPoint time : rows) {
                // Most rows of a trial stand together, and what is looked up twice is only slower.
                if (time.trial() != before) {
                    SpecColumns spec = time.trial().spec();
                    boolean squared =
                            spec != null && "relu-squared".equals(spec.network().activation());
                    dimensions.add(new Dimensions(
                            time.number("manifold_dimension"),
                            time.number("dimension"),
                            time.number("sobolev_order"),
                            time.number("preconditioned_exponent"),
                            squared ? 2 : 0));
                    before = time.trial();
                }
            }
            return dimensions;
        }
    }

    /** The keys as text, such as {@code dimension=3, bandwidth=1}. It is empty without grouping. */
    String keyText() {
        StringJoiner text = new StringJoiner(", ");
        keys.forEach((column, value) -> text.add(column + "=" + value));
        return text.toString();
    }

    /** The window in training time of fitted values, as in {@code step = 10..1000}; empty for times. */
    Optional<String> steps() {
        if (spec().response().isTime() || times.isEmpty()) {
            return Optional.empty();
        }
        String column = law().columns().contains(MeasuredPoint.TIME) ? MeasuredPoint.TIME : MeasuredPoint.STEP;
        DoubleSummaryStatistics range = times.stream()
                .mapToDouble(time -> time.number(column))
                .filter(Double::isFinite)
                .summaryStatistics();
        if (range.getCount() == 0) {
            return Optional.empty();
        }
        String ends = range.getMin() == range.getMax() ? "" : ".." + rounded(range.getMax());
        return Optional.of(column + " = " + rounded(range.getMin()) + ends);
    }

    /** A number to four digits. */
    static String rounded(double number) {
        return StoredPoint.shown(
                BigDecimal.valueOf(number).round(new MathContext(4)).doubleValue());
    }

    /** The axis of what the law gives. */
    String label() {
        if (!spec().response().isTime()) {
            return spec().response().of();
        }
        return flowTime ? "gradient-flow time T (steps × η × c)" : "time T (steps)";
    }

    /** The column to draw against: the frequency, or the law's first column but the density where it has none. */
    String across() {
        List<String> columns = law().columns().stream()
                .filter(column -> !column.equals(ConvergenceTime.DENSITY))
                .toList();
        return columns.isEmpty()
                        || columns.contains(LawScope.FREQUENCY)
                                && spec().response().isTime()
                ? LawScope.FREQUENCY
                : columns.get(0);
    }

    /** The lowest and the highest positive value of a column in the fitted rows, or null if there is none. */
    double @Nullable [] window(String column) {
        double[] frequencies = times.stream()
                .mapToDouble(time -> time.number(column))
                .filter(value -> value > 0 && Double.isFinite(value))
                .sorted()
                .toArray();
        return frequencies.length == 0 ? null : new double[] {frequencies[0], frequencies[frequencies.length - 1]};
    }
}
