package org.spectralsweep.nn;

/**
 * Samples of a target as a network reads them, such as those that it is trained on.
 *
 * @param count samples n
 * @param inputs columns of x
 * @param outputs columns of y
 * @param x encoded inputs, n x inputs, row-major; kept, not copied
 * @param y targets, n x outputs, row-major; kept, not copied
 * @param region density region of each sample, 0 to regions - 1; kept, not copied
 * @param regions number of regions, some of which may hold no sample
 * @param shape shape of the grid that the samples form, last axis fastest; empty where they are not a grid
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; every step and every metric reads them
public record Samples(
        int count, int inputs, int outputs, double[] x, double[] y, int[] region, int regions, int[] shape) {
    private static final int[] NO_GRID = {};

    /** Refuses arrays of the wrong size, numbers that are not finite, unknown regions and grids of another size. */
    public Samples {
        requireAtLeastOne("count", count);
        requireAtLeastOne("inputs", inputs);
        requireAtLeastOne("outputs", outputs);
        requireAtLeastOne("regions", regions);
        requireFinite("x", x, (long) count * inputs);
        requireFinite("y", y, (long) count * outputs);
        if (region.length != count) {
            throw new IllegalArgumentException("region must hold " + count + " labels but held " + region.length);
        }
        for (int label : region) {
            if (label < 0 || label >= regions) {
                throw new IllegalArgumentException("region must be from 0 to " + (regions - 1) + " but was " + label);
            }
        }
        long points = 1;
        for (int side : shape) {
            points *= side;
        }
        if (shape.length > 0 && points != count) {
            throw new IllegalArgumentException("shape must have " + count + " points but had " + points);
        }
    }

    /** Samples that are not a grid. */
    public Samples(int count, int inputs, int outputs, double[] x, double[] y, int[] region, int regions) {
        this(count, inputs, outputs, x, y, region, regions, NO_GRID);
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
