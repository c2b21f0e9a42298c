package org.spectralsweep.density;

import java.util.stream.IntStream;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.LabelledPoints;
import org.spectralsweep.targets.TargetFunction;

/**
 * Takes the labelled images themselves as points, in their order. They do not form a grid, and nothing is drawn at
 * random.
 */
public record Entries() implements Sampling {
    @Override
    public int points() {
        return 0;
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        throw notLabelled();
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, TargetFunction target, RandomGenerator random) {
        if (!(target instanceof LabelledPoints labelled)) {
            throw notLabelled();
        }
        labelled.requireDefinedOn(domain);
        if (density.regions() > 1) {
            throw new Refusal("density", "must be uniform for sampling entries but was not");
        }
        int count = labelled.count();
        int[] entries = IntStream.range(0, count).toArray();
        return new Sample(labelled.points((Cube) domain), new int[count], Double.NaN, new int[0], entries);
    }

    private static IllegalArgumentException notLabelled() {
        return new Refusal("target", "must be labelled-images for sampling entries but was not");
    }
}
