package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.spectralsweep.spark.table.SegmentWriter;
import org.spectralsweep.spark.table.UnitStore;

/** Compacts a results folder at a user's wish. */
public final class Compact {
    private Compact() {}

    /**
     * Repairs the folder, whose lock the caller holds, merges its work units, and writes its files of views anew.
     *
     * @param spark gives the session that merges many rows; few need none
     */
    public static void everything(Supplier<SparkSession> spark, UnitStore store) throws IOException {
        store.repair();
        SegmentWriter large = request -> new SparkSegments(spark.get(), store).write(request);
        store.compact(unit -> false, true, store.segments(UnitStore.SMALL_BYTES, large));
        store.forgetRetired();
        ViewFiles.write(store);
    }
}
