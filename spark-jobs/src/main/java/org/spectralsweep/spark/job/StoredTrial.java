package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.Coverage;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;

/**
 * A committed trial whose rows can be completed for another one of the same trajectory, by spectra alone.
 *
 * @param unit the work unit that held it when the run was planned
 * @param trialId its id
 */
record StoredTrial(String unit, String trialId) implements Serializable {

    /** Its rows. They are empty if they are gone. If a pack was split since, the trial is a work unit of its own. */
    Optional<UnitStore.Unit> rows(UnitStore store) throws IOException {
        return store.stored(unit, trialId);
    }

    /**
     * The rows that the other trial would have if it were trained, made from this one's rows and the other's spectra.
     */
    static UnitStore.Unit completed(UnitStore.Unit stored, CostedTrial work, String runId, List<Measurement> spectra) {
        TrialSpec spec = TrialJson.read(work.specJson());
        TrialRow row = stored.trials().get(0);
        TrialRow copy = new TrialRow(
                work.trialId(),
                work.trajectoryId(),
                runId,
                work.cell(),
                SpecColumns.of(spec),
                row.outcome(),
                work.specJson());
        Set<String> measured = Coverage.measured(spec).stream().collect(Collectors.toUnmodifiableSet());
        List<MeasurementRow> measurements = new ArrayList<>();
        spectra.forEach(one -> measurements.add(MeasurementRow.of(work.trialId(), one)));
        stored.measurements().stream()
                .filter(one -> measured.contains(one.metric()))
                .map(one -> new MeasurementRow(
                        work.trialId(), one.step(), one.metric(), one.scope(), one.index(), one.value()))
                .forEach(measurements::add);
        List<HitRow> hits =
                stored.hits().stream().map(hit -> hit.of(work.trialId())).toList();
        return new UnitStore.Unit(List.of(copy), hits, measurements);
    }
}
