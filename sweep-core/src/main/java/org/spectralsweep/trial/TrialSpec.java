package org.spectralsweep.trial;

import java.util.List;
import java.util.Map;
import org.spectralsweep.Default;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.Sampling;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.target.TargetFunction;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.OptimizerSpec;

/**
 * One point of a sweep, complete: a trial's result depends on this alone.
 *
 * @param domain where inputs live
 * @param density sampling density p(x)
 * @param sampling how the inputs are drawn from it
 * @param target what is learned
 * @param unitNormTarget whether the targets are scaled so that the vector of all y has norm 1
 * @param encoding what is done to the coordinates first
 * @param network the network
 * @param initialization how it starts
 * @param optimizer how it is trained
 * @param loss the training loss
 * @param precision of weights and arithmetic
 * @param thresholds whose crossings are the convergence times
 * @param stopWhen names of the thresholds that must all be reached for the trial to end as CONVERGED; empty means all of them
 * @param checkpoints when metrics are taken
 * @param metrics what is measured
 * @param maxSteps budget of updates; in no id
 * @param timeoutSeconds budget of wall time; 0 means none; in no id
 * @param replicate seed replicate, from 0
 * @param seeds explicit seeds by stream, instead of the trial's own
 */
public record TrialSpec(
        InputDomain domain,
        @Default("{type: uniform}") InputDensity density,
        Sampling sampling,
        TargetFunction target,
        @Default("false") boolean unitNormTarget,
        @Default("{type: identity}") InputEncoding encoding,
        NetworkSpec network,
        Initialization initialization,
        OptimizerSpec optimizer,
        @Default("half-sum") Loss loss,
        @Default("float32") Precision precision,
        List<Threshold> thresholds,
        @Default("[]") List<String> stopWhen,
        @Default("{}") CheckpointSchedule checkpoints,

        @Default("[{type: training-loss}, {type: region-error}, {type: amplitude}, {type: dead-units}]")
        List<Metric> metrics,

        long maxSteps,
        @Default("0") double timeoutSeconds,
        @Default("0") int replicate,
        @Default("{}") Map<String, Long> seeds) {}
