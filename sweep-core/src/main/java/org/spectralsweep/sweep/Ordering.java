package org.spectralsweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

/**
 * Longest first, so that no long trial is left for the end; trials predicted to take less than a second are packed into units of about
 * one, because a unit costs files and a task. Equal costs are ordered by id: the order depends on the set of trials alone.
 */
public final class Ordering {
    /** Up to which predicted cost trials are packed together. */
    public static final double PACK_SECONDS = 1;

    private record Ranked(TrialSpec trial, double seconds, String id) {}

    private Ordering() {}

    /** The units of some trials, longest first. */
    public static List<Unit> units(List<TrialSpec> trials, CostModel cost) {
        List<Ranked> ranked = trials.stream()
                .map(trial -> new Ranked(trial, cost.seconds(trial), TrialId.of(trial)))
                .sorted(Comparator.comparingDouble(Ranked::seconds).reversed().thenComparing(Ranked::id))
                .toList();
        List<Unit> units = new ArrayList<>();
        List<TrialSpec> pack = new ArrayList<>();
        double packed = 0;
        for (Ranked next : ranked) {
            if (!pack.isEmpty() && packed + next.seconds() > PACK_SECONDS) {
                units.add(Unit.of(pack, packed));
                pack.clear();
                packed = 0;
            }
            pack.add(next.trial());
            packed += next.seconds();
        }
        if (!pack.isEmpty()) {
            units.add(Unit.of(pack, packed));
        }
        units.sort(Comparator.comparingDouble(Unit::predictedSeconds).reversed().thenComparing(Unit::id));
        return units;
    }
}
