package org.spectralsweep.metric;

/**
 * One measured number.
 *
 * @param step number of updates done
 * @param metric id of the column
 * @param scope {@code all}, {@code region:2} or {@code layer:3}
 * @param index frequency, rank, point or bin, or 0
 * @param value the number; NaN where the data do not determine it (as in a region too short to resolve a frequency)
 */
public record Measurement(long step, String metric, String scope, int index, double value) {
    /** The scope of the whole domain or network. */
    public static final String ALL = "all";

    /** What the scope of a density region begins with. */
    public static final String REGION = "region:";

    /** The scope of one density region, counted from 0. */
    public static String region(int region) {
        return REGION + region;
    }

    /** The scope of one layer, counted from 1; the output layer follows the last hidden one. */
    public static String layer(int layer) {
        return "layer:" + layer;
    }
}
