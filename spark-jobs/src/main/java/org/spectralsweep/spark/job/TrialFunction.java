package org.spectralsweep.spark.job;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.train.StateStore;
import org.spectralsweep.train.WeightStore;
import org.spectralsweep.trial.AllowedBackend;
import org.spectralsweep.trial.TrialResult;
import org.spectralsweep.trial.TrialSpec;

/** Runs one trial, in a task. It is shipped by Java serialisation and must give the same result for the same spec. */
@FunctionalInterface
public interface TrialFunction extends Serializable {
    /** Runs the trial of the given canonical JSON. If it throws, the trial gets a FAILED row. */
    Outcome run(String specJson) throws Exception;

    /**
     * Does the same, and saves the state of the training now and then. If there is a state of an earlier attempt, it
     * goes on from there, with the same result. It keeps the weights that the spec asks for.
     */
    default Outcome run(String specJson, StateStore states, WeightStore weights) throws Exception {
        return run(specJson);
    }

    /**
     * Computes the trial's spectra and nothing else. They are those that {@link #run} would compute.
     *
     * @throws UnsupportedOperationException if it cannot; only trials whose spec is JSON are completed in this way
     */
    default List<Measurement> spectra(String specJson) throws Exception {
        throw new UnsupportedOperationException("no spectra without training");
    }

    /**
     * The same function for a run of these trials. What must be loaded before the first of them is loaded by the first
     * that a virtual machine runs.
     *
     * @param allowed which backend of ND4J may train
     */
    default TrialFunction preparedFor(List<CostedTrial> work, AllowedBackend allowed) {
        return this;
    }

    /** The same function for trials that name files, whose content was sent to every machine once. */
    default TrialFunction with(Broadcast<DataFiles> data) {
        return this;
    }

    /**
     * The result of a trial.
     *
     * @param spec what was done, for the typed columns
     * @param result how it went
     */
    record Outcome(@Nullable TrialSpec spec, TrialResult result) {}
}
