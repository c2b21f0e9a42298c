package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Work units whose commit mark is their file in {@code trials}. A work unit is one file of the same name in each of
 * three tables. The mark is renamed into place last and removed first, and each step is on disk before the next one. If
 * the mark is there, the two other files are therefore whole and belong to it. The mark also counts the rows of the
 * others, which shows later damage to them.
 *
 * <p>A {@link Manifest.Segment} is a work unit without a mark of its own: the manifest names it, with the digests of
 * its files.
 */
final class MarkedUnits implements CommitLog {
    private static final String SPLITTING = ".splitting";
    /** The tables of work units. A work unit's mark is written last. */
    static final List<String> MARK_LAST = List.of(Table.MEASUREMENTS.name(), Table.HITS.name(), Table.TRIALS.name());

    /** The tables of work units. A work unit's mark is removed first. */
    static final List<String> MARK_FIRST = List.of(Table.TRIALS.name(), Table.HITS.name(), Table.MEASUREMENTS.name());

    private final TableFiles files;
    private final ManifestFiles manifests;
    private final Fence fence;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    MarkedUnits(TableFiles files, ManifestFiles manifests, Fence fence) {
        this.files = files;
        this.manifests = manifests;
        this.fence = fence;
    }

    /** What is known about a work unit, as long as its files have these lengths and times. */
    private record Known(List<Long> stamps, Optional<Damage> damage) {}

    @Override
    public List<String> committed() throws IOException {
        return states().entrySet().stream()
                .filter(state -> state.getValue().damage().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public boolean isCommitted(String unit) throws IOException {
        if (Manifest.isSegment(unit)) {
            return damage(unit, manifests.latest()).isEmpty();
        }
        return isMarked(unit) ? damage(unit).isEmpty() : isRetired(unit);
    }

    @Override
    public boolean isThere(String unit) throws IOException {
        return Manifest.isSegment(unit)
                ? manifests.latest().segment(unit).isPresent()
                : isMarked(unit) && !isRetired(unit) && damage(unit).isEmpty();
    }

    private boolean isRetired(String unit) throws IOException {
        return manifests.latest().retired().contains(unit);
    }

    @Override
    public List<Damage> damaged() throws IOException {
        return states().values().stream()
                .flatMap(state -> state.damage().stream())
                .toList();
    }

    @Override
    public void commit(String unit, UnitStore.Unit rows, String attempt, boolean replace) throws IOException {
        String temporary = "." + attempt + "-" + unit + TableFiles.TEMPORARY;
        fence.check();
        try {
            rows.write(files, temporary);
            fence.check();
        } catch (IOException e) {
            discard(temporary, e);
            // If the folder is gone, that is what to report, rather than what could not be written to it.
            fence.check();
            throw e;
        }
        if (isMarked(unit)) {
            Optional<Damage> damage = damage(unit);
            if (damage.isEmpty() && !replace) {
                discard(temporary, null);
                return;
            }
            if (damage.isPresent()) {
                setAside(damage.stream().toList());
            } else {
                files.delete(Table.TRIALS.name(), unit + TableFiles.SUFFIX);
                files.sync(Table.TRIALS.name());
            }
        }
        if (!replace && isRetired(unit)) {
            discard(temporary, null);
            return;
        }
        for (String table : MARK_LAST) {
            files.rename(table, temporary, unit + TableFiles.SUFFIX);
            files.sync(table);
        }
    }

    @Override
    public void split(String pack) throws IOException {
        if (Manifest.isSegment(pack) || UnitStore.supersedes(pack)) {
            throw new IllegalArgumentException("only a plain pack can be split but it was " + pack);
        }
        String hidden = "." + pack + SPLITTING;
        for (String table : MARK_FIRST) {
            if (files.exists(table, pack + TableFiles.SUFFIX)) {
                files.rename(table, pack + TableFiles.SUFFIX, hidden);
                files.sync(table);
            }
        }
        try {
            List<TrialRow> missing = new ArrayList<>();
            for (TrialRow trial : UnitStore.Unit.trials(files, hidden)) {
                if (!isCommitted(trial.trialId())) {
                    missing.add(trial);
                }
            }
            if (!missing.isEmpty()) {
                CheckedUnit.check(files, hidden);
                UnitStore.Unit rows = UnitStore.Unit.read(files, hidden);
                for (TrialRow trial : missing) {
                    commit(trial.trialId(), rows.only(trial), "split", false);
                }
            }
        } catch (DamagedFile e) {
            // A work unit that can no longer be read is not committed, so its trials run again.
            for (String table : MARK_LAST) {
                files.setAside(table, hidden);
            }
            return;
        }
        for (String table : MARK_LAST) {
            files.delete(table, hidden);
        }
    }

    @Override
    public int repair(@Nullable String spared) throws IOException {
        fence.check();
        for (String pack : files.list(Table.TRIALS.name(), ".", SPLITTING).keySet()) {
            split(pack);
        }
        int removed = removeCompacted();
        Set<String> marked = Set.copyOf(files.names(Table.TRIALS.name()));
        for (String table : MARK_LAST) {
            for (String name : files.list(table, ".", TableFiles.TEMPORARY).keySet()) {
                if (spared == null || !name.startsWith(spared)) {
                    files.delete(table, "." + name + TableFiles.TEMPORARY);
                    removed++;
                }
            }
            for (String pack : files.list(table, ".", SPLITTING).keySet()) {
                files.delete(table, "." + pack + SPLITTING);
                removed++;
            }
            for (String unit : files.names(table)) {
                if (spared == null && !marked.contains(unit)) {
                    files.delete(table, unit + TableFiles.SUFFIX);
                    removed++;
                }
            }
        }
        return removed;
    }

    @Override
    public int removeCompacted() throws IOException {
        Manifest manifest = manifests.latest();
        int removed = manifests.prune();
        for (String table : MARK_FIRST) {
            int before = removed;
            for (String unit : files.names(table)) {
                if (Manifest.isSegment(unit)
                        ? manifest.segment(unit).isEmpty()
                        : manifest.retired().contains(unit)) {
                    files.delete(table, unit + TableFiles.SUFFIX);
                    removed++;
                }
            }
            if (removed > before) {
                files.sync(table);
            }
        }
        return removed;
    }

    /** Moves the mark last. Until then the work unit counts as damaged, and a later call moves what is left of it. */
    @Override
    public void setAside(List<Damage> damaged) throws IOException {
        for (Damage damage : damaged) {
            fence.check();
            if (!damage.readable()) {
                throw new IOException(damage.reason());
            }
            for (String table : MARK_LAST) {
                files.setAside(table, damage.name() + TableFiles.SUFFIX);
            }
        }
        Set<String> lost =
                damaged.stream().map(Damage::name).filter(Manifest::isSegment).collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            Manifest manifest = manifests.latest();
            manifests.write(manifest.next(
                    manifest.segments().stream()
                            .filter(segment -> !lost.contains(segment.name()))
                            .toList(),
                    manifest.retired()));
        }
    }

    private boolean isMarked(String unit) throws IOException {
        return files.exists(Table.TRIALS.name(), unit + TableFiles.SUFFIX);
    }

    private Optional<Damage> damage(String unit) {
        return damage(unit, Manifest.NONE);
    }

    private Optional<Damage> damage(String unit, Manifest manifest) {
        try {
            if (Manifest.isSegment(unit)) {
                CheckedUnit.check(files, unit, manifest);
            } else {
                CheckedUnit.check(files, unit + TableFiles.SUFFIX);
            }
            return Optional.empty();
        } catch (DamagedFile e) {
            return Optional.of(new Damage(Table.TRIALS.name(), unit, e.sentence(), true));
        } catch (IOException e) {
            return Optional.of(new Damage(Table.TRIALS.name(), unit, "cannot be read: " + AccessProblem.of(e), false));
        }
    }

    /**
     * Every work unit that is marked or in the manifest. A work unit is checked again if its files have changed since
     * the last check.
     */
    private Map<String, Known> states() throws IOException {
        for (; ; ) {
            Manifest manifest = manifests.latest();
            Map<String, Known> states = states(manifest);
            // A compaction may have removed what was about to be checked.
            if (manifests.sequence() == manifest.sequence()) {
                return states;
            }
        }
    }

    private Map<String, Known> states(Manifest manifest) throws IOException {
        List<Map<String, FileStatus>> tables = new ArrayList<>();
        for (String table : MARK_LAST) {
            tables.add(files.list(table, "", TableFiles.SUFFIX));
        }
        Set<String> units =
                new TreeSet<>(tables.get(MARK_LAST.indexOf(Table.TRIALS.name())).keySet());
        units.removeIf(unit -> Manifest.isSegment(unit) || manifest.retired().contains(unit));
        manifest.segments().forEach(segment -> units.add(segment.name()));
        try {
            return units.parallelStream()
                    .collect(Collectors.toMap(
                            unit -> unit,
                            unit -> state(unit, stamps(unit, tables), manifest),
                            (a, b) -> a,
                            TreeMap::new));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Known state(String unit, List<Long> stamps, Manifest manifest) {
        Known state = known.get(unit);
        if (state == null || !state.stamps().equals(stamps)) {
            state = new Known(stamps, damage(unit, manifest));
            known.put(unit, state);
        }
        return state;
    }

    private static List<Long> stamps(String unit, List<Map<String, FileStatus>> tables) {
        return tables.stream()
                .map(table -> table.get(unit))
                .flatMap(file -> file == null
                        ? Arrays.stream(new Long[] {-1L})
                        : Arrays.stream(new Long[] {file.getLen(), file.getModificationTime()}))
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Removes what a commit has written so far. If the removal fails, that does not hide the reason for it. */
    private void discard(String temporary, @Nullable IOException reason) throws IOException {
        for (String table : MARK_LAST) {
            try {
                files.delete(table, temporary);
            } catch (IOException e) {
                if (reason == null) {
                    throw e;
                }
                reason.addSuppressed(e);
            }
        }
    }
}
