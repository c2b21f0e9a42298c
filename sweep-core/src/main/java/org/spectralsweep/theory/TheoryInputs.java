package org.spectralsweep.theory;

import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.metric.GroundTruth;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.targets.TargetFunction;

/**
 * What a trial learns, and from which samples.
 *
 * @param domain where inputs live
 * @param density the density of inputs on the domain
 * @param target the target, with its phases drawn
 * @param targetScale factor between the target function and the values trained on
 * @param encoder turns coordinates into the network's inputs
 * @param points the training samples, not encoded
 * @param data the training samples, encoded, with targets and regions
 * @param truth the target behind the samples, without noise
 */
public record TheoryInputs(
        InputDomain domain,
        RegionalDensity density,
        TargetFunction target,
        double targetScale,
        Encoder encoder,
        Points points,
        Samples data,
        GroundTruth truth) {}
