package org.spectralsweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Orders trials longest first, so that no long trial is left for the end. Trials predicted to take less than a second
 * are packed into work units of at most one second, because each work unit costs files and a task. Where there is
 * little work the work units are smaller, so that every core gets some. Equal costs are ordered by id, so the order
 * depends only on the set of trials.
 *
 * @param seconds predicted cost of a trial
 * @param id the id of a trial
 * @param alone whether a trial must be a work unit of its own
 * @param <T> how a trial is represented
 */
public record Ordering<T>(ToDoubleFunction<T> seconds, Function<T, String> id, Predicate<T> alone) {
    /** The predicted cost up to which trials are packed together. */
    public static final double PACK_SECONDS = 1;

    private static final int UNITS_PER_CORE = 3;

    /** The work units of some trials for a number of cores, longest first. */
    public List<List<T>> units(List<T> trials, int cores) {
        List<T> ranked = trials.stream()
                .sorted(Comparator.comparingDouble(seconds).reversed().thenComparing(id))
                .toList();
        double limit = Math.min(PACK_SECONDS, total(trials) / (UNITS_PER_CORE * cores));
        List<List<T>> units = new ArrayList<>();
        List<T> pack = new ArrayList<>();
        for (T trial : ranked) {
            if (alone.test(trial)) {
                units.add(List.of(trial));
                continue;
            }
            if (!pack.isEmpty() && total(pack) + seconds.applyAsDouble(trial) > limit) {
                units.add(List.copyOf(pack));
                pack.clear();
            }
            pack.add(trial);
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
