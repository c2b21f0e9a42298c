package org.spectralsweep.trial;

/** The points on which a learned function is drawn. */
public sealed interface LearnedGrid {
    /** How many points. */
    int points();

    /** How much a point counts in a mean: on S^2 the part of the area that it stands for, elsewhere 1. */
    default double weight(int point) {
        return 1;
    }

    /**
     * Points along a line.
     *
     * @param axis what the positions are, with their unit
     * @param positions in ascending order
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, as in Samples
    record Curve(String axis, double[] positions) implements LearnedGrid {
        @Override
        public int points() {
            return positions.length;
        }
    }

    /**
     * Pixels of an image, row by row from the top.
     *
     * @param width columns
     * @param height rows
     * @param channels 1 (gray) or 3 (red, green, blue)
     * @param every only pixels whose column and row are multiples of this are there
     */
    record Pixels(int width, int height, int channels, int every) implements LearnedGrid {
        @Override
        public int points() {
            return width * height;
        }
    }

    /**
     * Points of a surface, row by row.
     *
     * @param across what the columns are, with their unit
     * @param up what the rows are, likewise
     * @param columns places of the columns
     * @param rows places of the rows
     * @param sphere whether columns and rows are longitudes and latitudes in degrees on S^2
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, as in Samples
    record Surface(String across, String up, double[] columns, double[] rows, boolean sphere) implements LearnedGrid {
        @Override
        public int points() {
            return columns.length * rows.length;
        }

        @Override
        public double weight(int point) {
            return sphere ? StrictMath.cos(Math.toRadians(rows[point / columns.length])) : 1;
        }
    }
}
