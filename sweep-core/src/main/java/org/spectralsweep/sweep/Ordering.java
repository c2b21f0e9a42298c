package org.spectralsweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Longest first, so that no long trial is left for the end; trials predicted to take less than a second are packed into units of at most
 * one, because a unit costs files and a task. Where there is little work the units are smaller, so that every core gets some. Equal costs
 * are ordered by id: the order depends on the set of trials alone.
 *
 * @param seconds predicted cost of a trial
 * @param id of a trial
 * @param alone trials that must be units of their own
 * @param <T> how a trial is represented
 */
public record Ordering<T>(ToDoubleFunction<T> seconds, Function<T, String> id, Predicate<T> alone) {
    /** Up to which predicted cost trials are packed together. */
    public static final double PACK_SECONDS = 1;

    private static final int UNITS_PER_CORE = 3;

    /** The units of some trials, longest first, for that many cores. */
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
