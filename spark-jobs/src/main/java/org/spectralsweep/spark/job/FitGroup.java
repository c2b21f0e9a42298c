package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.Exponent;
import org.spectralsweep.fit.Observation;
import org.spectralsweep.fit.PowerLaw;
import org.spectralsweep.spark.table.TrialsTable;
import org.spectralsweep.sweep.FitSpec;

/**
 * The times that one law is fitted to.
 *
 * @param spec the fit
 * @param keys values of the columns that it groups by
 * @param times its rows; those of a diverged trial that were not reached are left out
 * @param shown those and the ones outside the fit's window of frequencies, which a picture shows as well
 * @param leftOut what the whole fit leaves out
 * @param flowTime whether all of them have a gradient-flow time; otherwise the law is one for steps
 */
record FitGroup(
        FitSpec spec,
        Map<String, String> keys,
        List<ConvergenceTime> times,
        List<ConvergenceTime> shown,
        LeftOut leftOut,
        boolean flowTime) {
    private static final String FREQUENCY = "frequency";

    /**
     * The groups of a fit, ordered by their keys, numbers by size. Levels of the threshold that differ are groups of their own, whether the
     * fit asks for that or not: their times obey different laws.
     */
    static List<FitGroup> of(FitSpec spec, ConvergenceTimes all) {
        Comparator<List<Object>> order = (left, right) -> {
            for (int i = 0; i < left.size(); i++) {
                int sign = compare(left.get(i), right.get(i));
                if (sign != 0) {
                    return sign;
                }
            }
            return 0;
        };
        Map<List<Object>, List<ConvergenceTime>> rows = new TreeMap<>(order);
        List<ConvergenceTime> scoped = scoped(spec, all.planned());
        List<String> columns = new ArrayList<>(spec.groupBy());
        Stream.of(ConvergenceTime.CONVENTION, ConvergenceTime.DELTA)
                .filter(column -> differs(column, scoped))
                .forEach(columns::add);
        for (ConvergenceTime time : scoped) {
            List<Object> key = new ArrayList<>();
            columns.forEach(column -> key.add(String.valueOf(time.value(column))));
            rows.computeIfAbsent(key, k -> new ArrayList<>()).add(time);
        }
        if (rows.isEmpty()) {
            rows.put(List.of(), List.of());
        }
        LeftOut leftOut = LeftOut.of(spec, isLocal(spec), all);
        List<FitGroup> groups = new ArrayList<>();
        rows.forEach((key, shown) -> {
            Map<String, String> keys = new LinkedHashMap<>();
            for (int i = 0; i < key.size(); i++) {
                keys.put(columns.get(i), String.valueOf(key.get(i)));
            }
            List<ConvergenceTime> times = shown.stream()
                    .filter(time -> isInside(time, FREQUENCY, spec.where().get(FREQUENCY)))
                    .toList();
            groups.add(new FitGroup(
                    spec, keys, times, shown, leftOut, shown.stream().allMatch(ConvergenceTime::hasFlowTime)));
        });
        return groups;
    }

    /** A law in which density or region matters is one for local times; any other is one for the whole domain's, if they were taken. */
    private static List<ConvergenceTime> scoped(FitSpec spec, List<ConvergenceTime> all) {
        List<ConvergenceTime> times = all.stream()
                .filter(time -> time.hit().threshold().equals(spec.threshold()) && !time.isLost())
                .filter(time -> spec.where().entrySet().stream()
                        .filter(window -> !window.getKey().equals(FREQUENCY))
                        .allMatch(window -> isInside(time, window.getKey(), window.getValue())))
                .toList();
        boolean local = isLocal(spec);
        List<ConvergenceTime> preferred =
                times.stream().filter(time -> time.hit().region() >= 0 == local).toList();
        return preferred.isEmpty() ? times : preferred;
    }

    private static boolean differs(String column, List<ConvergenceTime> times) {
        return times.stream().map(time -> time.value(column)).distinct().count() > 1;
    }

    private static boolean isInside(ConvergenceTime time, String column, @Nullable List<Double> window) {
        double value = time.number(column);
        return window == null || (value >= window.get(0) && value <= window.get(1));
    }

    private static boolean isLocal(FitSpec spec) {
        return spec.groupBy().stream().anyMatch(FitGroup::isLocal)
                || spec.exponents().values().stream().map(FitSpec::column).anyMatch(FitGroup::isLocal);
    }

    private static boolean isLocal(String column) {
        return column.equals("density") || column.equals("region");
    }

    private static int compare(Object left, Object right) {
        try {
            return Double.compare(Double.parseDouble(left.toString()), Double.parseDouble(right.toString()));
        } catch (NumberFormatException e) {
            return left.toString().compareTo(right.toString());
        }
    }

    PowerLaw law() {
        List<Exponent> exponents = new ArrayList<>();
        spec.exponents()
                .forEach((name, covariate) -> exponents.add(
                        new Exponent(name, FitSpec.column(covariate), FitSpec.inverse(covariate) ? -1 : 1)));
        return new PowerLaw(exponents);
    }

    /**
     * The measured times. A threshold that held before the first update was reached somewhere within one, so the law's logarithm sees an
     * interval. A covariate that is not positive has no logarithm and its row is left out, see {@link #unusable}. So is a trial that was not
     * trained: only its kernel has a time.
     */
    List<Observation> measured() {
        List<Observation> observations = new ArrayList<>();
        for (ConvergenceTime time : times) {
            if (time.isPredictedOnly()) {
                continue;
            }
            Double reached = time.upper(flowTime);
            double upper = reached == null ? Double.POSITIVE_INFINITY : reached == 0 ? time.oneStep(flowTime) : reached;
            add(observations, time, time.lower(flowTime), upper);
        }
        return observations;
    }

    /** The kernel's own times on the same samples. */
    List<Observation> kernel() {
        List<Observation> observations = new ArrayList<>();
        for (ConvergenceTime time : times) {
            Double predicted = time.predicted(flowTime);
            if (predicted != null) {
                add(observations, time, predicted, predicted);
            }
        }
        return observations;
    }

    private void add(List<Observation> observations, ConvergenceTime time, double lower, double upper) {
        if (isUsable(time) && upper > 0 && (lower > 0 || upper < Double.POSITIVE_INFINITY)) {
            Map<String, Double> covariates = new HashMap<>();
            law().covariates().forEach(column -> covariates.put(column, time.number(column)));
            observations.add(new Observation(covariates, lower, upper, time.cell()));
        }
    }

    /** How many times have a covariate that the law cannot use: missing, or without a logarithm. */
    long unusable() {
        return times.stream().filter(time -> !isUsable(time)).count();
    }

    /** How many times say nothing: the trial was given up before its first update. */
    long unbegun() {
        return times.stream()
                .filter(time -> isUsable(time) && !time.isPredictedOnly())
                .filter(time -> time.upper(flowTime) == null && !(time.lower(flowTime) > 0))
                .count();
    }

    private boolean isUsable(ConvergenceTime time) {
        return law().covariates().stream().allMatch(column -> time.number(column) > 0);
    }

    /** Why the theory is not about these rows, if it is not about all of them. */
    Optional<TheoryGap> theoryGap() {
        Set<String> cells = new HashSet<>();
        return times.stream()
                .filter(time -> cells.add(time.cell()))
                .map(time -> TrialsTable.fromRow(time.trial()).spec())
                .flatMap(Stream::ofNullable)
                .map(TheoryGap::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The theory's value of each exponent that it gives, on these rows' manifold; where it is not about them, what the spec says. */
    Map<String, Double> theory() {
        if (theoryGap().isPresent()) {
            return spec.theory();
        }
        List<Double> dimensions = times.stream()
                .map(time -> time.number("manifold_dimension"))
                .distinct()
                .toList();
        Map<String, Double> theory = new LinkedHashMap<>();
        for (String parameter : spec.exponents().keySet()) {
            // Where manifolds of different dimension are mixed, the theory gives the frequency no single exponent.
            boolean mixed = dimensions.size() != 1 || dimensions.get(0).isNaN();
            if (!mixed
                    || spec.theory().containsKey(parameter)
                    || !FREQUENCY.equals(spec.exponents().get(parameter))) {
                double value =
                        spec.theory(parameter, mixed ? 0 : dimensions.get(0).intValue());
                if (!Double.isNaN(value)) {
                    theory.put(parameter, value);
                }
            }
        }
        return theory;
    }

    /** {@code dimension=3, bandwidth=1}; empty without grouping. */
    String keyText() {
        StringJoiner text = new StringJoiner(", ");
        keys.forEach((column, value) -> text.add(column + "=" + value));
        return text.toString();
    }

    /** Lowest and highest frequency of the fitted rows, or null where there are none. */
    double @Nullable [] window() {
        double[] frequencies = times.stream()
                .mapToDouble(time -> time.number(FREQUENCY))
                .filter(frequency -> frequency > 0)
                .sorted()
                .toArray();
        return frequencies.length == 0 ? null : new double[] {frequencies[0], frequencies[frequencies.length - 1]};
    }
}
