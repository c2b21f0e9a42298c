package org.spectralsweep.region;

/**
 * Pairs of samples that are compared.
 *
 * @param left index of the first of each
 * @param right index of the second
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; as long as there are pairs
public record SamplePairs(int[] left, int[] right) {
    /** Refuses halves of different lengths. */
    public SamplePairs {
        if (left.length != right.length) {
            throw new IllegalArgumentException(
                    "left and right must have the same length but had " + left.length + " and " + right.length);
        }
    }

    /** How many. */
    public int count() {
        return left.length;
    }
}
