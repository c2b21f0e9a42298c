package org.spectralsweep.region;

/**
 * Pairs of samples to compare.
 *
 * @param left index of the first sample of each pair
 * @param right index of the second sample of each pair
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; as long as there are pairs
public record SamplePairs(int[] left, int[] right) {
    /** Refuses halves of different lengths. */
    public SamplePairs {
        if (left.length != right.length) {
            throw new IllegalArgumentException(
                    "left and right must have the same length but had " + left.length + " and " + right.length);
        }
    }

    /** Number of pairs. */
    public int count() {
        return left.length;
    }
}
