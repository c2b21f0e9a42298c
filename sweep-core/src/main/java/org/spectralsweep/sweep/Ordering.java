package org.spectralsweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Orders trials longest first, so that no long trial is left for the end. Short trials are packed into work units,
 * because each work unit costs files and a task. A pack takes at most three seconds, and in a sweep of hours at most a
 * two-thousandth of it, up to half a minute: so much a crash may cost each core. For that bound, a trial counts as one
 * of the first in a virtual machine, which take 6 ms at least. So it holds for very short trials too, whatever their
 * prediction is worth. A pack also takes at most a third of what is left for each core, so that packs become smaller
 * towards the end and no core holds many trials while another has none. Equal costs are ordered by id, so the order
 * depends only on the set of trials.
 *
 * @param seconds predicted cost of a trial
 * @param id the id of a trial
 * @param alone whether a trial must be a work unit of its own
 * @param <T> how a trial is represented
 */
public record Ordering<T>(ToDoubleFunction<T> seconds, Function<T, String> id, Predicate<T> alone) {
    /** The predicted cost up to which trials of a short sweep are packed together. */
    public static final double PACK_SECONDS = 3;

    /** Likewise, of a long sweep. */
    public static final double MOST_PACK_SECONDS = 30;

    /** A pack takes this share of what each core has to do, if that is between the two bounds. */
    private static final double PACK_SHARE = 1.0 / 2000;

    /** A pack takes this share of what is left for each core. */
    private static final double SHARE_OF_REST = 1.0 / 3;

    /** The predicted cost up to which trials are packed together even at the end: a work unit costs about 10 ms. */
    private static final double LEAST_PACK_SECONDS = 0.1;

    /** The work units of some trials for a number of cores, longest first. */
    public List<List<T>> units(List<T> trials, int cores) {
        List<T> ranked = trials.stream()
                .sorted(Comparator.comparingDouble(seconds).reversed().thenComparing(id))
                .toList();
        double rest = total(trials);
        double most = Math.max(PACK_SECONDS, Math.min(MOST_PACK_SECONDS, PACK_SHARE * rest / cores));
        double limit = limit(most, rest / cores);
        List<List<T>> units = new ArrayList<>();
        List<T> pack = new ArrayList<>();
        double packed = 0;
        double atMost = 0;
        for (T trial : ranked) {
            double cost = seconds.applyAsDouble(trial);
            double first = Math.max(cost, CostModel.FIRST_SECONDS);
            if (alone.test(trial)) {
                units.add(List.of(trial));
                rest -= cost;
                continue;
            }
            if (!pack.isEmpty() && (packed + cost > limit || atMost + first > most)) {
                units.add(List.copyOf(pack));
                pack.clear();
                rest -= packed;
                packed = 0;
                atMost = 0;
                limit = limit(most, rest / cores);
            }
            pack.add(trial);
            packed += cost;
            atMost += first;
        }
        if (!pack.isEmpty()) {
            units.add(List.copyOf(pack));
        }
        units.sort(Comparator.<List<T>>comparingDouble(this::total)
                .reversed()
                .thenComparing(unit -> id.apply(unit.get(0))));
        return units;
    }

    private static double limit(double most, double rest) {
        return Math.min(most, Math.max(LEAST_PACK_SECONDS, SHARE_OF_REST * rest));
    }

    private double total(List<T> trials) {
        return trials.stream().mapToDouble(seconds).sum();
    }
}
