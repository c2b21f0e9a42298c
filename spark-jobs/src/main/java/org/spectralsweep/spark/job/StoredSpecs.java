package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;

/** The specs of committed trials. Each work unit is read when it is first asked for. */
final class StoredSpecs {
    private static final StructType COLUMNS = new StructType(new StructField[] {
        Table.TRIALS.schema().apply("trial_id"), Table.TRIALS.schema().apply("spec_json")
    });

    private final UnitStore store;
    private final Map<String, Map<String, String>> units = new HashMap<>();

    StoredSpecs(UnitStore store) {
        this.store = store;
    }

    /** The spec of a trial in a work unit. It is empty if this version cannot read the spec. */
    Optional<TrialSpec> of(String unit, String trial) throws IOException {
        if (UnitStore.isSegment(unit)) {
            return store.trials(unit, COLUMNS, trial).stream().findFirst().flatMap(row -> read(row.getString(1)));
        }
        Map<String, String> known = units.get(unit);
        if (known == null) {
            known = new HashMap<>();
            for (Row row : store.trials(unit, COLUMNS)) {
                known.put(row.getString(0), row.getString(1));
            }
            units.put(unit, known);
        }
        return Optional.ofNullable(known.get(trial)).flatMap(StoredSpecs::read);
    }

    static Optional<TrialSpec> read(String specJson) {
        try {
            return Optional.of(TrialJson.read(specJson));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
