package org.spectralsweep.trial;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.spectralsweep.Deadline;
import org.spectralsweep.density.Iid;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Subset;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.metric.GroundTruth.Origin;
import org.spectralsweep.metric.TestSet;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.targets.TargetFunction;

/** Makes the points on which a trial's test error is measured. */
final class TestPoints {
    private final TrialSpec spec;
    private final TargetFunction target;
    private final RegionalDensity density;
    private final double scale;
    private final Encoder encoder;
    private final Seeds seeds;
    private final Deadline deadline;
    private final Map<Integer, TestSet> drawn = new HashMap<>();

    /**
     * @param target with its phases drawn
     * @param scale factor between the target and the values trained on
     */
    TestPoints(
            TrialSpec spec,
            TargetFunction target,
            RegionalDensity density,
            double scale,
            Encoder encoder,
            Seeds seeds,
            Deadline deadline) {
        this.spec = spec;
        this.target = target;
        this.density = density;
        this.scale = scale;
        this.encoder = encoder;
        this.seeds = seeds;
        this.deadline = deadline;
    }

    /** How the training inputs came about. */
    Origin origin() {
        if (spec.sampling() instanceof Subset) {
            return Origin.SUBSET;
        }
        return spec.sampling() instanceof Iid iid && !iid.stratified() ? Origin.INDEPENDENT : Origin.FIXED;
    }

    /**
     * All points of the subset's grid, or fresh draws from the density.
     *
     * @param points how many fresh ones
     */
    TestSet draw(int points) {
        int wanted = spec.sampling() instanceof Subset subset ? subset.of() : points;
        return drawn.computeIfAbsent(wanted, this::made);
    }

    private TestSet made(int points) {
        if (target.frequencies().isEmpty()) {
            throw new Refusal(
                    "target",
                    "must be made of harmonics for test points but was "
                            + SpecNames.kebab(target.getClass().getSimpleName()));
        }
        if (spec.sampling() instanceof Subset subset) {
            Sample grid = subset.population(spec.domain(), density, seeds.stream(Stream.SAMPLE));
            boolean[] seen = new boolean[points];
            for (int i : subset.chosen(seeds.stream(Stream.SAMPLE))) {
                seen[i] = true;
            }
            return of(grid, IntStream.range(0, points).filter(i -> !seen[i]).toArray());
        }
        Sample fresh = new Iid(points).draw(spec.domain(), density, target, seeds.stream(Stream.TEST));
        return of(fresh, IntStream.range(0, points).toArray());
    }

    private TestSet of(Sample sample, int[] heldOut) {
        int count = sample.points().count();
        double[] y = Arrays.stream(target.values(spec.domain(), sample.points()))
                .map(value -> value * scale)
                .toArray();
        double[] x = TrialSetup.encoded(encoder, sample.points().coordinates(), count, deadline);
        return new TestSet(sample.points(), TrialSetup.samples(sample, encoder, x, target, y, density), heldOut);
    }
}
