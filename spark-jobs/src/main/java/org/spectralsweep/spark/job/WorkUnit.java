package org.spectralsweep.spark.job;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.Ordering;

/**
 * What one task runs and commits together. It is a trial, or a pack of short ones, see {@link Ordering}, because a file
 * costs about 3 ms.
 *
 * @param name name of its files: the trial's id, or {@code pack-} and a hash of the ids. {@code again-} comes first if
 *     its rows count in the place of a segment's
 * @param work its trials
 */
public record WorkUnit(String name, List<CostedTrial> work) implements Serializable {
    private static final int ID_BYTES = 16;

    /** The share of all work that scouts may have; one alone may have half of it. */
    private static final double SCOUTS = 0.1;

    /** A scout's cost: in less, what Java takes to compile an engine counts too much. */
    private static final double SCOUT_SECONDS = 2.5;

    /** A work unit of the given trials. */
    static WorkUnit of(List<CostedTrial> work) {
        return new WorkUnit(work.size() == 1 ? work.get(0).trialId() : packName(work), List.copyOf(work));
    }

    /**
     * Packs short trials and puts the longest work units first, because Spark starts tasks in their order.
     *
     * @param cores number of cores to keep busy: if there is little work, packs are smaller, so that each core gets
     *     several
     * @param alone tells which trials must be work units of their own
     */
    public static List<WorkUnit> plan(List<CostedTrial> missing, int cores, Predicate<CostedTrial> alone) {
        return new Ordering<>(CostedTrial::predictedSeconds, CostedTrial::trialId, alone)
                .units(missing, cores).stream().map(WorkUnit::of).toList();
    }

    /**
     * Likewise, where some trials have rows in segments. These are packed apart from the others, and the names of their
     * work units say that their rows {@linkplain UnitStore#supersedes count} in the place of the old ones.
     */
    static List<WorkUnit> plan(
            List<CostedTrial> missing, int cores, Predicate<CostedTrial> alone, Predicate<CostedTrial> inSegment) {
        List<CostedTrial> fresh = missing.stream().filter(inSegment.negate()).toList();
        List<CostedTrial> again = missing.stream().filter(inSegment).toList();
        return Stream.concat(
                        plan(fresh, cores, alone).stream(),
                        plan(again, cores, work -> false).stream()
                                .map(unit -> new WorkUnit(UnitStore.superseding(unit.name()), unit.work())))
                .sorted(Comparator.comparingDouble(WorkUnit::predictedSeconds).reversed())
                .toList();
    }

    /**
     * Puts a short work unit of each group of trials whose updates cost alike before all others. The predictions of
     * different engines and sizes are wrong by different factors, and the longest ones come from few of them: without
     * this, half of a run passes until the rest is known. The order of the others stays.
     */
    static List<WorkUnit> scoutsFirst(List<WorkUnit> units) {
        Map<Integer, WorkUnit> scouts = new LinkedHashMap<>();
        Map<Integer, Double> whole = new HashMap<>();
        double total = 0;
        for (WorkUnit unit : units) {
            int speed = unit.work().get(0).speed();
            total += unit.predictedSeconds();
            whole.merge(speed, unit.predictedSeconds(), Double::sum);
            if (unit.work().stream().allMatch(trial -> trial.speed() == speed)) {
                scouts.merge(speed, unit, (one, other) -> other.distance() < one.distance() ? other : one);
            }
        }
        double most = SCOUTS * total;
        scouts.entrySet()
                .removeIf(scout -> scout.getValue().predictedSeconds()
                        > Math.min(most, whole.getOrDefault(scout.getKey(), 0.0)) / 2);
        if (whole.size() < 2
                || scouts.values().stream()
                                .mapToDouble(WorkUnit::predictedSeconds)
                                .sum()
                        > most) {
            return units;
        }
        Set<String> names = scouts.values().stream().map(WorkUnit::name).collect(Collectors.toSet());
        return Stream.concat(scouts.values().stream(), units.stream().filter(unit -> !names.contains(unit.name())))
                .toList();
    }

    /** How far the cost is from that of a good scout, as a logarithm. */
    private double distance() {
        return Math.abs(Math.log(Math.max(1e-9, predictedSeconds()) / SCOUT_SECONDS));
    }

    /** The predicted cost on one core. */
    public double predictedSeconds() {
        return work.stream().mapToDouble(CostedTrial::predictedSeconds).sum();
    }

    private static String packName(List<CostedTrial> work) {
        String ids = work.stream().map(CostedTrial::trialId).sorted().collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.UTF_8));
            return "pack-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
