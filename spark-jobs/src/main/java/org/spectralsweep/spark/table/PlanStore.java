package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The plans of a folder's runs, one file each. A plan is written before anything of the run is trained. Its writer
 * holds the folder's lock, so no two plans have the same number.
 */
public final class PlanStore {
    private static final StructType SEQUENCE =
            new StructType(new StructField[] {Table.PLANS.schema().apply("sequence")});

    private final UnitStore store;

    /** Makes the store of the plans in a results folder. */
    public PlanStore(UnitStore store) {
        this.store = store;
    }

    /** Writes the plan of a run under the next number. */
    public void write(String runId, List<PlannedTrial> trials) throws IOException {
        long sequence =
                1 + sequences().values().stream().mapToLong(n -> n).max().orElse(0);
        store.replace(
                Table.PLANS.name(),
                runId,
                Table.PLANS.schema(),
                trials.stream()
                        .map(trial -> Table.PLANS.toRow(new PlanRow(runId, sequence, trial)))
                        .toList());
    }

    /** The last plan. It is empty if the folder's runs wrote none. */
    public Optional<List<PlanRow>> last() throws IOException {
        Map<String, Long> sequences = sequences();
        if (sequences.isEmpty()) {
            return Optional.empty();
        }
        String run = sequences.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return Optional.of(of(run));
    }

    /** The plan of a run that wrote a plan. */
    public List<PlanRow> of(String runId) throws IOException {
        return store.rows(Table.PLANS.name(), runId, Table.PLANS.schema()).stream()
                .map(Table.PLANS::fromRow)
                .toList();
    }

    /** The numbers of the plans by run. */
    public Map<String, Long> sequences() throws IOException {
        Map<String, Long> sequences = new TreeMap<>();
        for (String run : store.names(Table.PLANS.name())) {
            Optional<Row> first = store.firstRow(Table.PLANS.name(), run, SEQUENCE);
            if (first.isPresent()) {
                sequences.put(run, first.get().getLong(0));
            }
        }
        return sequences;
    }
}
