package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.UnitStore;

/** Why a law may say less than its digits: it rests on a narrow window, or its networks are far from the theory's. */
final class LawCaveats {
    private static final String GATE_FLIPS = "gate_flips";
    private static final String GATE_FLIPS_KEY = "gate-flips";

    /** A range by a smaller factor hardly shows an exponent. */
    private static final double NARROW = 2;

    /** Through fewer values of a column, every power goes. */
    private static final int FEW_VALUES = 3;

    /** Beyond this factor between measured and predicted times, networks do not follow their kernel. */
    private static final double FAR = 2;

    /** Where this part of the gates has switched, the kernel is not what it was. */
    private static final double MANY_FLIPS = 0.1;

    private static final int MOST_TRIALS = 200;

    private LawCaveats() {}

    /** What one should know of the law of a fit, whose groups these are. */
    static List<String> of(String name, List<FitJob.Fitted> groups) {
        List<FitJob.Fitted> fitted =
                groups.stream().filter(fit -> fit.measured().scatter() != null).toList();
        List<String> remarks = new ArrayList<>();
        if (!fitted.isEmpty()) {
            fitted.get(0).group().law().columns().forEach(column -> window(name, column, fitted)
                    .ifPresent(remarks::add));
            regime(name, fitted).ifPresent(remarks::add);
        }
        return remarks;
    }

    private static Optional<String> window(String name, String column, List<FitJob.Fitted> groups) {
        FitJob.Fitted worst = null;
        int narrow = 0;
        double least = Double.POSITIVE_INFINITY;
        for (FitJob.Fitted fit : groups) {
            double[] window = fit.group().window(column);
            if (window == null || window[1] == window[0]) {
                // A column that does not vary has no exponent, and the fit says so.
                continue;
            }
            double factor = window[1] / window[0];
            boolean few = values(fit, column) < FEW_VALUES && LawScope.FREQUENCY.equals(column);
            if (factor < NARROW || few) {
                narrow++;
            }
            if ((factor < NARROW || few) && factor < least) {
                least = factor;
                worst = fit;
            }
        }
        if (worst == null) {
            return Optional.empty();
        }
        double[] window = worst.group().window(column);
        return window == null
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "'%s' rests on a narrow window%s: %d values of %s from %s to %s, a factor of %.2g. Its exponent"
                                + " there need not hold beyond.",
                        name,
                        FitAdvice.share(narrow, groups.size()),
                        values(worst, column),
                        column,
                        FitGroup.rounded(window[0]),
                        FitGroup.rounded(window[1]),
                        least));
    }

    private static long values(FitJob.Fitted fit, String column) {
        return fit.group().times().stream()
                .mapToDouble(time -> time.number(column))
                .filter(Double::isFinite)
                .distinct()
                .count();
    }

    private static Optional<String> regime(String name, List<FitJob.Fitted> groups) {
        if (!groups.get(0).group().spec().response().isTime()) {
            return Optional.empty();
        }
        double[] ratios = LawSentences.ratios(groups);
        double median = ratios.length == 0 ? Double.NaN : ratios[ratios.length / 2];
        if (median > FAR && Double.isFinite(median) || median < 1 / FAR) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "The networks of '%s' are far from the kernel's regime: measured times are %.2g times the kernel's"
                            + " (median of %d). The law describes these networks, not wide ones.",
                    name,
                    median,
                    ratios.length));
        }
        boolean alone = groups.stream()
                .allMatch(fit -> fit.kernel() == null && fit.group().theory().isEmpty());
        return ratios.length == 0 && alone
                ? Optional.of("Neither theory nor kernel speaks of '" + name
                        + "', so that nothing here says what its exponents should be.")
                : Optional.empty();
    }

    /** How many gates have switched by the end of training, where that was measured; empty where they are few. */
    static Optional<String> gates(UnitStore store, LoadedSweep loaded, Set<String> trials) throws IOException {
        // To make all trials of a large sweep takes longer than all the rest.
        if (!loaded.source().names(GATE_FLIPS_KEY)) {
            return Optional.empty();
        }
        Set<String> some = Set.copyOf(Panels.some(trials.stream().sorted().toList(), MOST_TRIALS));
        Map<String, MeasurementRow> last = store.measurements(Set.of(GATE_FLIPS), some).stream()
                .filter(row -> row.scope().equals(Measurement.ALL) && Double.isFinite(row.value()))
                .collect(Collectors.toMap(
                        MeasurementRow::trialId,
                        row -> row,
                        (one, other) -> one.step() >= other.step() ? one : other,
                        HashMap::new));
        double median = LawSentences.median(
                last.values().stream().mapToDouble(MeasurementRow::value).toArray());
        return median > MANY_FLIPS
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "These networks are far from the kernel's regime: by the end, %.0f %% of the gates have switched"
                                + " (median of %d trials), so that their kernel has changed.",
                        100 * median,
                        last.size()))
                : Optional.empty();
    }
}
