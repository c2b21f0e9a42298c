package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.SegmentWriter;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Merges work units while a run adds more, so that a folder never holds too many small files. A compaction that fails
 * does not end the run: all rows are still there, and the next one tries again.
 */
final class PassingCompaction {
    /** Work units that lie beside the segments before they are merged. Each has three files. */
    static final int UNITS = 900;

    /** Work units of a run that has ended which are not worth a compaction. */
    static final int FEW_UNITS = 60;

    private final UnitStore store;
    private final SegmentWriter writer;
    private final Set<String> spared;
    private int units;
    private @Nullable CompletableFuture<Void> running;

    /**
     * Begins to count.
     *
     * @param units how many work units there are already
     * @param spared work units that tasks may still replace or read
     */
    PassingCompaction(UnitStore store, SegmentWriter writer, int units, Set<String> spared) {
        this.store = store;
        this.writer = writer;
        this.units = units;
        this.spared = Set.copyOf(spared);
    }

    /** Notes that one more work unit is committed, and begins to merge if there are many. */
    void committed() {
        units++;
        if (units >= UNITS && (running == null || running.isDone())) {
            units = 0;
            running = CompletableFuture.runAsync(this::compact);
        }
    }

    private void compact() {
        try {
            store.compact(true, spared::contains, false, writer);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Waits for a compaction that is under way. */
    void await() {
        if (running != null) {
            running.handle((done, failure) -> done).join();
        }
    }

    /** Merges what a run leaves, if it is much. No task of the run may be at work. */
    static void finish(UnitStore store, SegmentWriter writer) throws IOException {
        long units = store.committed().stream().filter(unit -> !UnitStore.isSegment(unit)).count();
        if (units > FEW_UNITS || supersedes(store)) {
            store.compact(false, unit -> false, true, writer);
        }
        store.forgetRetired();
    }

    /** Whether rows of work units stand in the place of a segment's. */
    static boolean supersedes(UnitStore store) throws IOException {
        return store.committed().stream().anyMatch(UnitStore::supersedes);
    }
}
