package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.fit.LawTimes;
import org.spectralsweep.fit.PowerLaw;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.sweep.FitSpec;

/**
 * The times that one law is fitted to.
 *
 * @param spec the fit
 * @param keys the group's values of the columns by which the fit groups
 * @param times its rows, without the thresholds that diverged trials did not reach
 * @param shown these rows and those outside the fit's window of frequencies, which a picture shows as well
 * @param leftOut what the whole fit leaves out
 * @param flowTime whether all of them have a gradient-flow time; otherwise the law is for steps
 */
record FitGroup(
        FitSpec spec,
        Map<String, String> keys,
        List<ConvergenceTime> times,
        List<ConvergenceTime> shown,
        LeftOut leftOut,
        boolean flowTime) {
    /**
     * The groups of a fit, ordered by their keys; numbers are ordered by size. Different levels of the threshold are
     * groups of their own, whether the fit asks for that or not, because their times obey different laws.
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
        LawScope scope = scope(spec);
        List<ConvergenceTime> scoped = scope.shown(all.planned().stream()
                .filter(time -> time.hit().threshold().equals(spec.threshold()))
                .toList());
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
        LeftOut leftOut = LeftOut.of(spec, scope, all);
        List<FitGroup> groups = new ArrayList<>();
        rows.forEach((key, shown) -> {
            Map<String, String> keys = new LinkedHashMap<>();
            for (int i = 0; i < key.size(); i++) {
                keys.put(columns.get(i), String.valueOf(key.get(i)));
            }
            groups.add(new FitGroup(spec, keys, scope.fitted(shown), shown, leftOut, LawTimes.haveFlowTime(shown)));
        });
        return groups;
    }

    private static boolean differs(String column, List<ConvergenceTime> times) {
        return times.stream().map(time -> time.value(column)).distinct().count() > 1;
    }

    private static LawScope scope(FitSpec spec) {
        Set<String> columns = new HashSet<>(spec.groupBy());
        spec.exponents().values().forEach(covariate -> columns.add(FitSpec.column(covariate)));
        return LawScope.of(columns, spec.where());
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

    /** The times as observations of the law. */
    LawTimes lawTimes() {
        return new LawTimes(law(), times, flowTime);
    }

    /** Why the theory is not about these rows. It is empty if the theory is about all of them. */
    Optional<TheoryGap> theoryGap() {
        Set<String> cells = new HashSet<>();
        return times.stream()
                .filter(time -> cells.add(time.cell()))
                .map(time -> Table.TRIALS.fromRow(time.trial()).spec())
                .flatMap(Stream::ofNullable)
                .map(TheoryGap::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * The theory's value of each exponent that it gives, on the manifold of these rows. If the theory is not about
     * them, these are the values in the spec.
     */
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
            // If manifolds of different dimension are mixed, the theory has no single exponent of the frequency.
            boolean mixed = dimensions.size() != 1 || dimensions.get(0).isNaN();
            if (!mixed
                    || spec.theory().containsKey(parameter)
                    || !LawScope.FREQUENCY.equals(spec.exponents().get(parameter))) {
                double value =
                        spec.theory(parameter, mixed ? 0 : dimensions.get(0).intValue());
                if (!Double.isNaN(value)) {
                    theory.put(parameter, value);
                }
            }
        }
        return theory;
    }

    /** The keys as text, such as {@code dimension=3, bandwidth=1}. It is empty without grouping. */
    String keyText() {
        StringJoiner text = new StringJoiner(", ");
        keys.forEach((column, value) -> text.add(column + "=" + value));
        return text.toString();
    }

    /** The lowest and the highest frequency of the fitted rows, or null if there are no rows. */
    double @Nullable [] window() {
        double[] frequencies = times.stream()
                .mapToDouble(time -> time.number(LawScope.FREQUENCY))
                .filter(frequency -> frequency > 0)
                .sorted()
                .toArray();
        return frequencies.length == 0 ? null : new double[] {frequencies[0], frequencies[frequencies.length - 1]};
    }
}
