package org.spectralsweep.spark.job;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Nd4jLibrary;
import org.spectralsweep.linalg.OneDnn;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.train.StateStore;
import org.spectralsweep.train.WeightStore;
import org.spectralsweep.trial.AllowedBackend;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

/** Trains the network that the spec describes. */
public final class NetworkTrials implements TrialFunction {
    private static final long serialVersionUID = 1;

    private final @Nullable Broadcast<DataFiles> data;

    /** Whether a trial of the run uses ND4J. */
    private final boolean nd4j;

    private final AllowedBackend allowed;

    /** Runs trials that name no files. */
    public NetworkTrials() {
        this(null, false, AllowedBackend.NATIVE);
    }

    private NetworkTrials(@Nullable Broadcast<DataFiles> data, boolean nd4j, AllowedBackend allowed) {
        this.data = data;
        this.nd4j = nd4j;
        this.allowed = allowed;
    }

    @Override
    public NetworkTrials with(Broadcast<DataFiles> files) {
        return new NetworkTrials(files, nd4j, allowed);
    }

    @Override
    public NetworkTrials preparedFor(List<CostedTrial> work, AllowedBackend backend) {
        boolean uses = work.stream().anyMatch(one -> one.engine().equals(EngineName.ND4J.key()));
        return new NetworkTrials(data, uses, backend);
    }

    @Override
    public Outcome run(String specJson) {
        return run(specJson, StateStore.NONE, WeightStore.NONE);
    }

    @Override
    public Outcome run(String specJson, StateStore states, WeightStore weights) {
        prepare();
        TrialSpec spec = TrialJson.read(specJson);
        allowed.require(spec);
        if (spec.isNative()) {
            OneDnn.requireOneThread();
        }
        return new Outcome(spec, TrialRunner.run(spec, images(), states, weights));
    }

    @Override
    public List<Measurement> spectra(String specJson) {
        prepare();
        return TrialRunner.spectra(TrialJson.read(specJson), images());
    }

    private ImageSource images() {
        return data == null ? ImageSource.NONE : data.value();
    }

    private void prepare() {
        if (nd4j) {
            // While it loads, it gives OpenBLAS more threads, so no other trial may be running.
            Nd4jLibrary.load();
        }
        // Tasks share a machine's cores. With more than one thread each, they would slow one another down greatly.
        if (OpenBlas.threads() != 1) {
            throw new IllegalStateException("the BLAS must use one thread a task but uses " + OpenBlas.threads());
        }
    }
}
