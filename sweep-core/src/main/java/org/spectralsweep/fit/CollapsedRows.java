package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hipparchus.util.FastMath;

/**
 * One observation for each pattern of a cell. A pattern is a cell with its covariates and levels; its rows are seeds of
 * one point, which share what makes the cell depart from a law. Where both bounds of every row are positive and finite,
 * the bounds of the pattern are the means of log lower and of log upper. Otherwise they are the medians of the bounds,
 * so that the pattern is right-censored where half of its rows or more are. (At half the median is the mean of a time
 * and of one that is known only from below.) Each has the weight 1/(patterns of its cell), so that a cell counts once.
 *
 * <p>It costs a sort of the rows.
 */
final class CollapsedRows {
    private CollapsedRows() {}

    /** The patterns in canonical order. */
    static List<Observation> of(List<Observation> rows) {
        record Pattern(Map<String, Double> covariates, Map<String, String> levels) {}
        SortedMap<String, Map<Pattern, List<Observation>>> cells = new TreeMap<>();
        for (Observation row : Design.sorted(rows)) {
            cells.computeIfAbsent(row.cell(), cell -> new HashMap<>())
                    .computeIfAbsent(new Pattern(row.covariates(), row.levels()), pattern -> new ArrayList<>())
                    .add(row);
        }
        List<Observation> collapsed = new ArrayList<>();
        cells.values().forEach(patterns -> patterns.values()
                .forEach(pattern -> collapsed.add(collapsed(pattern, 1.0 / patterns.size()))));
        return Design.sorted(collapsed);
    }

    private static Observation collapsed(List<Observation> rows, double weight) {
        Observation first = rows.get(0);
        boolean bounded = rows.stream().allMatch(Observation::isBounded);
        double lower = bounded ? mean(rows, Observation::lower) : median(rows, Observation::lower);
        double upper = bounded ? mean(rows, Observation::upper) : median(rows, Observation::upper);
        if (Double.isInfinite(upper) && lower == 0) {
            // Half not reached and half before the first checkpoint: the least that is known from below.
            lower = rows.stream()
                    .mapToDouble(Observation::lower)
                    .filter(bound -> bound > 0)
                    .min()
                    .orElseThrow();
        }
        return first.within(lower, FastMath.max(lower, upper), weight);
    }

    private static double mean(List<Observation> rows, ToDoubleFunction<Observation> bound) {
        double sum = 0;
        double total = 0;
        for (Observation row : rows) {
            sum += row.weight() * FastMath.log(bound.applyAsDouble(row));
            total += row.weight();
        }
        return FastMath.exp(sum / total);
    }

    /** The median by weight; between two rows the geometric mean. */
    private static double median(List<Observation> rows, ToDoubleFunction<Observation> bound) {
        List<Observation> sorted =
                rows.stream().sorted(Comparator.comparingDouble(bound)).toList();
        double half = 0.5 * rows.stream().mapToDouble(Observation::weight).sum();
        double below = 0;
        for (int i = 0; ; i++) {
            double here = bound.applyAsDouble(sorted.get(i));
            below += sorted.get(i).weight();
            if (i + 1 == sorted.size() || below > half * (1 + 1e-12)) {
                return here;
            }
            if (below >= half * (1 - 1e-12)) {
                double next = bound.applyAsDouble(sorted.get(i + 1));
                return here == next ? here : here == 0 ? 0 : FastMath.sqrt(here) * FastMath.sqrt(next);
            }
        }
    }
}
