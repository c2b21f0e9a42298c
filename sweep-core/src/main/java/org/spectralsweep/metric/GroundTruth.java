package org.spectralsweep.metric;

import java.util.function.IntFunction;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Refusal;

/**
 * What is true behind a trial's samples: the target without the noise of their labels, and how it is elsewhere.
 *
 * @param labels the target at the training samples without noise, n x outputs; kept, not copied
 * @param labelNoise variance of the noise on each label that is trained on
 * @param origin how the training inputs came about
 * @param tests makes the points of a test error, if the sampling is not a subset as many as asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GroundTruth(double[] labels, double labelNoise, Origin origin, IntFunction<TestSet> tests) {
    /** How training inputs came about. */
    public enum Origin {
        /** Independent draws from the density. */
        INDEPENDENT,
        /** Drawn without replacement from a finite set of points. */
        SUBSET,
        /** Not drawn at random. */
        FIXED
    }

    /** Samples whose labels have no noise, of a target that is known only there. */
    public static GroundTruth of(Samples data) {
        return new GroundTruth(data.y(), 0, Origin.FIXED, points -> {
            throw new Refusal("test-error", "must be of a target that is known elsewhere but was not");
        });
    }

    /**
     * The points of a test error. With a subset they are all points of its grid, otherwise fresh draws from the density
     * by the stream {@code test}.
     *
     * @param points how many fresh points
     */
    public TestSet test(int points) {
        return tests.apply(points);
    }
}
