package org.spectralsweep.metric;

import java.util.function.Supplier;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.region.SamplePairs;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Pairs on a grid, as LL23 draws them. Local pairs lie in windows at random places, each of {@code side} points along
 * every axis. A window gives {@code pairs} random pairs of different points, or all its pairs.
 *
 * <p>A global pair has one point from the first part of the first axis and one from its last part. Along every other
 * axis the two also lie in opposite parts; chance decides which point lies in which.
 *
 * @param windows how many windows
 * @param side points of a window along each axis, at least 2
 * @param pairs number of pairs in each window; 0 means every pair
 * @param global number of global pairs
 * @param first where the first part of an axis ends, as a fraction of it; LL23 has 225 of 512
 * @param last where the last part begins; LL23 has 275 of 512
 */
public record Windows(
        @Default("100") int windows,
        @Default("50") int side,
        @Default("500") int pairs,
        @Default("50000") int global,
        @Default("0.44") double first,
        @Default("0.537") double last)
        implements Pairing {
    private static final int MOST = 10_000_000;

    /** Refuses negative numbers, windows of one point, more than ten million pairs, and parts that overlap. */
    public Windows {
        if (windows < 0 || pairs < 0 || global < 0) {
            throw new IllegalArgumentException("windows, pairs and global must be at least 0 but were " + windows + ", "
                    + pairs + " and " + global);
        }
        if (side < 2) {
            throw new Refusal("side", "must be at least 2 but was " + side);
        }
        if ((long) windows * pairs > MOST || global > MOST) {
            throw new Refusal(
                    "windows",
                    "times pairs, and global, must be at most " + MOST + " but were " + (long) windows * pairs + " and "
                            + global);
        }
        if (!(first > 0 && first <= last && last < 1)) {
            throw new Refusal(
                    "first",
                    "and last must be fractions of an axis, 0 < first <= last < 1, but were " + first + " and " + last);
        }
    }

    @Override
    public double pairs(double samples) {
        return (double) windows * pairs + global;
    }

    @Override
    public void check(Samples data) {
        int[] shape = data.shape();
        if (shape.length == 0) {
            throw new Refusal("pairing", "must be neighbours where the samples are not a grid but was windows");
        }
        for (int points : shape) {
            if (points < side) {
                throw new Refusal(
                        "side",
                        "must be at most the " + points + " points of the shortest axis of the samples but was "
                                + side);
            }
        }
        long inWindow = Math.round(Math.pow(side, shape.length));
        if (pairs == 0 && windows * inWindow * (inWindow - 1) / 2 > MOST) {
            throw new Refusal(
                    "pairs", "must be given for windows of " + inWindow + " points but was 0, which means all");
        }
    }

    @Override
    public Pairs of(Samples data, Supplier<RandomGenerator> streams, Deadline deadline) {
        deadline.check();
        return new Pairs(local(data, streams.get()), global(data, streams.get()));
    }

    SamplePairs local(Samples data, RandomGenerator random) {
        int[] shape = data.shape();
        int inWindow = (int) Math.round(Math.pow(side, shape.length));
        int each = pairs > 0 ? pairs : inWindow * (inWindow - 1) / 2;
        int[] left = new int[windows * each];
        int[] right = new int[left.length];
        int[] corner = new int[shape.length];
        int next = 0;
        for (int window = 0; window < windows; window++) {
            for (int axis = 0; axis < corner.length; axis++) {
                corner[axis] = random.nextInt(shape[axis] - side + 1);
            }
            if (pairs > 0) {
                for (int pair = 0; pair < each; pair++, next++) {
                    int one = random.nextInt(inWindow);
                    int other = random.nextInt(inWindow - 1);
                    left[next] = sample(shape, corner, one);
                    right[next] = sample(shape, corner, other < one ? other : other + 1);
                }
            } else {
                for (int one = 0; one < inWindow; one++) {
                    for (int other = 0; other < one; other++, next++) {
                        left[next] = sample(shape, corner, other);
                        right[next] = sample(shape, corner, one);
                    }
                }
            }
        }
        return new SamplePairs(left, right);
    }

    /** The sample at a place in a window; samples and places are counted with the last axis fastest. */
    private int sample(int[] shape, int[] corner, int place) {
        int sample = 0;
        int stride = 1;
        int rest = place;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            sample += (corner[axis] + rest % side) * stride;
            rest /= side;
            stride *= shape[axis];
        }
        return sample;
    }

    SamplePairs global(Samples data, RandomGenerator random) {
        int[] shape = data.shape();
        int[] left = new int[global];
        int[] right = new int[global];
        for (int pair = 0; pair < global; pair++) {
            for (int axis = 0; axis < shape.length; axis++) {
                int points = shape[axis];
                int near = random.nextInt(Math.max(1, (int) Math.round(first * points)));
                int start = Math.min(points - 1, (int) Math.round(last * points));
                int far = start + random.nextInt(points - start);
                boolean swapped = axis > 0 && random.nextBoolean();
                left[pair] = left[pair] * points + (swapped ? far : near);
                right[pair] = right[pair] * points + (swapped ? near : far);
            }
        }
        return new SamplePairs(left, right);
    }
}
