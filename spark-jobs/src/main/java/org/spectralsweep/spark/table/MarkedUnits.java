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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Work units whose commit mark is their file in {@code trials}. A work unit is one file of the same name in each of
 * three tables. The mark is renamed into place last and removed first, and each step is on disk before the next one. If
 * the mark is there, the two other files are therefore whole and belong to it. The mark also counts the rows of the
 * others, which shows later damage to them.
 */
final class MarkedUnits implements CommitLog {
    private static final String SPLITTING = ".splitting";
    private static final List<String> MARK_LAST =
            List.of(Table.MEASUREMENTS.name(), Table.HITS.name(), Table.TRIALS.name());

    private final TableFiles files;
    private final Fence fence;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    MarkedUnits(TableFiles files, Fence fence) {
        this.files = files;
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
        return isMarked(unit) && damage(unit).isEmpty();
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
        for (String table : MARK_LAST) {
            files.rename(table, temporary, unit + TableFiles.SUFFIX);
            files.sync(table);
        }
    }

    @Override
    public void split(String pack) throws IOException {
        String hidden = "." + pack + SPLITTING;
        for (String table : List.of(Table.TRIALS.name(), Table.MEASUREMENTS.name(), Table.HITS.name())) {
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
        int removed = 0;
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
    }

    private boolean isMarked(String unit) throws IOException {
        return files.exists(Table.TRIALS.name(), unit + TableFiles.SUFFIX);
    }

    private Optional<Damage> damage(String unit) {
        try {
            CheckedUnit.check(files, unit + TableFiles.SUFFIX);
            return Optional.empty();
        } catch (DamagedFile e) {
            return Optional.of(new Damage(Table.TRIALS.name(), unit, e.sentence(), true));
        } catch (IOException e) {
            return Optional.of(new Damage(Table.TRIALS.name(), unit, "cannot be read: " + AccessProblem.of(e), false));
        }
    }

    /** Every marked work unit. A work unit is checked again if its files have changed since the last check. */
    private Map<String, Known> states() throws IOException {
        List<Map<String, FileStatus>> tables = new ArrayList<>();
        for (String table : MARK_LAST) {
            tables.add(files.list(table, "", TableFiles.SUFFIX));
        }
        try {
            return files.names(Table.TRIALS.name()).parallelStream()
                    .collect(Collectors.toMap(
                            unit -> unit,
                            unit -> state(unit, stamps(unit, tables)),
                            (a, b) -> a,
                            java.util.TreeMap::new));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Known state(String unit, List<Long> stamps) {
        Known state = known.get(unit);
        if (state == null || !state.stamps().equals(stamps)) {
            state = new Known(stamps, damage(unit));
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
