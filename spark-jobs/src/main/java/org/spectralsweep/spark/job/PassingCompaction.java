package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.SegmentWriter;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Merges work units while a run adds more, so that a folder never holds too many small files. A compaction that fails
 * does not end the run: all rows are still there, and the next one tries again.
 */
final class PassingCompaction {
    /**
     * When to merge.
     *
     * @param running the number of work units, of three files each, that a run leaves beside the segments at the most
     * @param ended the number of work units that are not worth a compaction after a run
     * @param inMemory bytes of Parquet that are merged without Spark
     */
    record Limits(int running, int ended, long inMemory) {
        /** At most some thousands of small files, and a few after a run. */
        static final Limits USUAL = new Limits(900, 60, UnitStore.SMALL_BYTES);
    }

    private final Limits limits;
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
    PassingCompaction(Limits limits, UnitStore store, SegmentWriter writer, int units, Set<String> spared) {
        this.limits = limits;
        this.store = store;
        this.writer = writer;
        this.units = units;
        this.spared = Set.copyOf(spared);
    }

    /** Merges rows that a killed run left beside those that they replace, and forgets what is merged. */
    static void begin(UnitStore store, SegmentWriter writer) throws IOException {
        if (supersedes(store)) {
            store.compact(unit -> false, false, writer);
        }
        store.forgetRetired();
    }

    /** Notes that one more work unit is committed, and begins to merge if there are many. */
    void committed() {
        units++;
        if (units >= limits.running() && (running == null || running.isDone())) {
            units = 0;
            running = CompletableFuture.runAsync(this::compact);
        }
    }

    private void compact() {
        try {
            store.compact(spared::contains, false, writer);
            ViewFiles.write(store);
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
    static void finish(Limits limits, UnitStore store, SegmentWriter writer, Progress progress) throws IOException {
        try {
            finish(limits, store, writer);
        } catch (FolderLost e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            progress.remark(
                    "the work units could not be merged, which `./sweep compact` tries again: " + e.getMessage());
        }
    }

    private static void finish(Limits limits, UnitStore store, SegmentWriter writer) throws IOException {
        long units = store.committed().stream()
                .filter(unit -> !UnitStore.isSegment(unit))
                .count();
        if (units > limits.ended() || supersedes(store)) {
            store.compact(unit -> false, true, writer);
        }
        store.forgetRetired();
    }

    /** Whether rows of work units stand in the place of a segment's. */
    private static boolean supersedes(UnitStore store) throws IOException {
        return store.committed().stream().anyMatch(UnitStore::supersedes);
    }
}
