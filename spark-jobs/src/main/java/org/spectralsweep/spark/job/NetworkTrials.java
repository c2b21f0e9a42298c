package org.spectralsweep.spark.job;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.OneDnn;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

/** Trains the network that the spec describes. */
public final class NetworkTrials implements TrialFunction {
    private static final long serialVersionUID = 1;

    private final @Nullable Broadcast<DataFiles> data;

    /** Runs trials that name no files. */
    public NetworkTrials() {
        this(null);
    }

    private NetworkTrials(@Nullable Broadcast<DataFiles> data) {
        this.data = data;
    }

    @Override
    public NetworkTrials with(Broadcast<DataFiles> files) {
        return new NetworkTrials(files);
    }

    @Override
    public Outcome run(String specJson) {
        TrialSpec spec = TrialJson.read(specJson);
        requireOneThread();
        if (spec.isNative()) {
            OneDnn.requireOneThread();
        }
        return new Outcome(spec, TrialRunner.run(spec, images()));
    }

    @Override
    public List<Measurement> spectra(String specJson) {
        requireOneThread();
        return TrialRunner.spectra(TrialJson.read(specJson), images());
    }

    private ImageSource images() {
        return data == null ? ImageSource.NONE : data.value();
    }

    private static void requireOneThread() {
        // Tasks share a machine's cores. With more than one thread each, they would slow one another down greatly.
        if (OpenBlas.threads() != 1) {
            throw new IllegalStateException("the BLAS must use one thread a task but uses " + OpenBlas.threads());
        }
    }
}
