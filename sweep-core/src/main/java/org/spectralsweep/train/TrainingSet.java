package org.spectralsweep.train;

/**
 * The samples that a network is trained on.
 *
 * @param count samples n
 * @param inputs columns of x
 * @param outputs columns of y
 * @param x encoded inputs, n x inputs, row-major; kept, not copied
 * @param y targets, n x outputs, row-major; kept, not copied
 * @param region density region of each sample, 0 to regions - 1; every region holds at least one
 * @param regions number of regions
 */
@SuppressWarnings("ArrayRecordComponent") // Numeric data that every step reads; never compared.
public record TrainingSet(int count, int inputs, int outputs, double[] x, double[] y, int[] region, int regions) {
    /** Refuses arrays of the wrong size, numbers that are not finite, unknown regions and regions without a sample. */
    public TrainingSet {
        requireAtLeastOne("count", count);
        requireAtLeastOne("inputs", inputs);
        requireAtLeastOne("outputs", outputs);
        requireAtLeastOne("regions", regions);
        requireFinite("x", x, (long) count * inputs);
        requireFinite("y", y, (long) count * outputs);
        if (region.length != count) {
            throw new IllegalArgumentException("region must hold " + count + " labels but held " + region.length);
        }
        boolean[] seen = new boolean[regions];
        for (int label : region) {
            if (label < 0 || label >= regions) {
                throw new IllegalArgumentException("region must be from 0 to " + (regions - 1) + " but was " + label);
            }
            seen[label] = true;
        }
        for (int label = 0; label < regions; label++) {
            if (!seen[label]) {
                throw new IllegalArgumentException(
                        "regions must hold at least one sample each but region " + label + " held none of " + count);
            }
        }
    }

    private static void requireAtLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1 but was " + value);
        }
    }

    private static void requireFinite(String key, double[] values, long length) {
        if (values.length != length) {
            throw new IllegalArgumentException(key + " must hold " + length + " numbers but held " + values.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(key + " must hold finite numbers but held " + value);
            }
        }
    }
}
