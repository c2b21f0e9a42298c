package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The views of a folder for one query after another. A view is registered when it is first asked, and again once the
 * folder has changed, since to register one takes longer than many a query. When another run has written its plan, the
 * views show that run.
 */
public final class OpenViews {
    private final SparkSession spark;
    private final UnitStore store;
    private final Planning planning;
    private final Set<String> registered = new HashSet<>();
    private Map<String, Map<String, List<Long>>> files = Map.of();
    private UnitStore.@Nullable Snapshot units;
    private @Nullable Plan plan;

    /** Registers nothing yet. */
    public OpenViews(SparkSession spark, UnitStore store, Planning planning) {
        this.spark = spark;
        this.store = store;
        this.planning = planning;
    }

    /** Finds the plan whose trials the views show. */
    public interface Planning {
        /** The plan that is the last one now. */
        Plan last() throws IOException;
    }

    /** Registers what a query asks, unless that is there and shows what is in the folder by now. */
    public void prepare(String query) throws IOException {
        Plan shown = refreshed();
        Set<String> asked = AskedViews.of(query).all();
        if (!registered.containsAll(asked)) {
            ViewsCatalog.register(spark, store, shown, query);
            registered.addAll(asked);
        }
    }

    private Plan refreshed() throws IOException {
        UnitStore.Snapshot unitsNow = store.snapshot();
        Map<String, Map<String, List<Long>>> filesNow = new HashMap<>();
        for (Table<?> table : Table.ALL) {
            if (!UnitStore.holdsWorkUnits(table.name())) {
                filesNow.put(table.name(), store.stamps(table.name()));
            }
        }
        Plan known = plan;
        if (known != null && unitsNow.equals(units) && filesNow.equals(files)) {
            return known;
        }
        Map<String, List<Long>> plans = filesNow.getOrDefault(Table.PLANS.name(), Map.of());
        // Without a plan, all that is committed counts.
        boolean lasts = !plans.isEmpty() && plans.equals(files.get(Table.PLANS.name()));
        Plan now = known != null && lasts ? known : planning.last();
        registered.clear();
        units = unitsNow;
        files = filesNow;
        plan = now;
        return now;
    }
}
