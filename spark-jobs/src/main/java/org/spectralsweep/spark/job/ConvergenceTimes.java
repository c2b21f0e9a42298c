package org.spectralsweep.spark.job;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.fit.HitTime;
import org.spectralsweep.spark.table.HitRow;

/**
 * The times in a folder, separated by the trials that they belong to.
 *
 * @param planned the sweep's own times, one for each trajectory, threshold and region
 * @param repeated the sweep's own times that another trial of the same trajectory has as well
 * @param others times of trials that are in the folder but not in the sweep
 * @param trials how many trials the sweep has
 * @param absent how many of them have no row yet
 */
record ConvergenceTimes(
        List<ConvergenceTime> planned, List<ConvergenceTime> repeated, List<HitRow> others, int trials, int absent) {

    /** What a time is about. Times that agree in this are one observation. */
    private record Event(String trajectory, String threshold, String convention, double delta, int region) {
        static Event of(ConvergenceTime time) {
            HitRow hit = time.hit();
            return new Event(time.trajectory(), hit.threshold(), hit.convention(), hit.delta(), hit.region());
        }
    }

    /** Copies the lists. */
    ConvergenceTimes {
        planned = List.copyOf(planned);
        repeated = List.copyOf(repeated);
        others = List.copyOf(others);
    }

    /**
     * Separates the times. If two trials share a trajectory, the one that was trained longer says more and is kept.
     * Otherwise the id decides, so the choice is never random.
     */
    static ConvergenceTimes of(List<ConvergenceTime> own, List<HitRow> others, int trials, int absent) {
        Comparator<ConvergenceTime> first = Comparator.comparing(ConvergenceTime::hitTime, HitTime.MOST_TOLD_FIRST)
                .thenComparing(time -> time.hit().trialId());
        Map<Event, ConvergenceTime> best = new HashMap<>();
        own.forEach(
                time -> best.merge(Event.of(time), time, (one, other) -> first.compare(one, other) <= 0 ? one : other));
        Set<ConvergenceTime> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(best.values());
        return new ConvergenceTimes(
                own.stream().filter(kept::contains).toList(),
                own.stream().filter(time -> !kept.contains(time)).toList(),
                others,
                trials,
                absent);
    }
}
