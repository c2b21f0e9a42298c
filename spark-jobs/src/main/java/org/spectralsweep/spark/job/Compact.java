package org.spectralsweep.spark.job;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.spectralsweep.spark.table.UnitStore;

/** Compacts a results folder at a user's wish. */
public final class Compact {
    private Compact() {}

    /** Repairs the folder, whose lock the caller holds, merges its work units, and writes its files of views anew. */
    public static void everything(SparkSession spark, UnitStore store) throws IOException {
        store.repair();
        store.compact(unit -> false, true, new SparkSegments(spark, store));
        store.forgetRetired();
        ViewFiles.write(store);
    }
}
