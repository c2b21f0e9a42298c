package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The views of a folder for one query after another. A view is registered when it is first asked, and again once other
 * work units are committed, since to register one takes longer than many a query.
 */
public final class OpenViews {
    private final SparkSession spark;
    private final UnitStore store;
    private final Plan plan;
    private final Set<String> registered = new HashSet<>();
    private UnitStore.@Nullable Snapshot snapshot;

    /** Registers nothing yet. */
    public OpenViews(SparkSession spark, UnitStore store, Plan plan) {
        this.spark = spark;
        this.store = store;
        this.plan = plan;
    }

    /** Registers what a query asks, unless that is there and shows what is committed by now. */
    public void prepare(String query) throws IOException {
        UnitStore.Snapshot now = store.snapshot();
        if (!now.equals(snapshot)) {
            registered.clear();
        }
        Set<String> asked = AskedViews.of(query).names();
        // Tables that are written anew as a whole may be others at any time.
        String text = query.toLowerCase(Locale.ROOT);
        boolean lasting = !asked.isEmpty()
                && ViewsCatalog.NAMES.stream().filter(text::contains).allMatch(OpenViews::isOfUnits);
        if (!lasting || !registered.containsAll(asked)) {
            ViewsCatalog.register(spark, store, plan, query);
            registered.addAll(asked);
            snapshot = now;
        }
    }

    private static boolean isOfUnits(String view) {
        return UnitStore.holdsWorkUnits(view)
                || view.equals(ViewsCatalog.PLANNED)
                || SweepView.ALL.stream().anyMatch(known -> known.name().equals(view));
    }
}
