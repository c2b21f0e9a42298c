package org.spectralsweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Orders trials longest first, so that no long trial is left for the end. Short trials are packed into work units,
 * because each work unit costs files and a task. A pack takes at most a second, and in a sweep of hours at most a
 * two-thousandth of it, up to half a minute: so much a crash may cost each core. Where there is little work the packs
 * are smaller, so that every core gets some. Equal costs are ordered by id, so the order depends only on the set of
 * trials.
 *
 * @param seconds predicted cost of a trial
 * @param id the id of a trial
 * @param alone whether a trial must be a work unit of its own
 * @param <T> how a trial is represented
 */
public record Ordering<T>(ToDoubleFunction<T> seconds, Function<T, String> id, Predicate<T> alone) {
    /** The predicted cost up to which trials of a short sweep are packed together. */
    public static final double PACK_SECONDS = 1;

    /** Likewise, of a long sweep. */
    public static final double MOST_PACK_SECONDS = 30;

    /** A pack takes this share of what each core has to do, if that is between the two bounds. */
    private static final double PACK_SHARE = 1.0 / 2000;

    private static final int UNITS_PER_CORE = 3;

    /** The work units of some trials for a number of cores, longest first. */
    public List<List<T>> units(List<T> trials, int cores) {
        List<T> ranked = trials.stream()
                .sorted(Comparator.comparingDouble(seconds).reversed().thenComparing(id))
                .toList();
        double each = total(trials) / cores;
        double limit =
                Math.min(Math.max(PACK_SECONDS, Math.min(MOST_PACK_SECONDS, PACK_SHARE * each)), each / UNITS_PER_CORE);
        List<List<T>> units = new ArrayList<>();
        List<T> pack = new ArrayList<>();
        double packed = 0;
        for (T trial : ranked) {
            if (alone.test(trial)) {
                units.add(List.of(trial));
                continue;
            }
            double cost = seconds.applyAsDouble(trial);
            if (!pack.isEmpty() && packed + cost > limit) {
                units.add(List.copyOf(pack));
                pack.clear();
                packed = 0;
            }
            pack.add(trial);
            packed += cost;
        }
        if (!pack.isEmpty()) {
            units.add(List.copyOf(pack));
        }
        units.sort(Comparator.<List<T>>comparingDouble(this::total)
                .reversed()
                .thenComparing(unit -> id.apply(unit.get(0))));
        return units;
    }

    private double total(List<T> trials) {
        return trials.stream().mapToDouble(seconds).sum();
    }
}
