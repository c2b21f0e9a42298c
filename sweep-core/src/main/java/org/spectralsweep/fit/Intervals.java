package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to say how far the coordinates of a law may be off, from cells that are independent of each other. */
public sealed interface Intervals permits PooledCells, CellJackknife, CellBootstrap, NoIntervals {
    /** The name of the method in the table of fits. */
    String label();

    /** A short word for how these intervals of it were found. */
    default String label(Spread spread) {
        return label();
    }

    /**
     * How far the coordinates scatter.
     *
     * @param all the estimate of all rows
     */
    Spread spread(Estimator estimator, Estimate all);

    /**
     * How far coordinates scatter.
     *
     * @param standardErrors one for each coordinate, NaN where there is none; null where there are none at all
     * @param reach half width of the 95 % interval in standard errors, of every number that is found without each cell
     * @param centre the coordinates to show; null where they are the estimate
     * @param ends both ends of each coordinate's interval; null where they are the centre and the reach
     * @param redrawn number of degenerate resamples
     * @param without the coordinates without each cell, in the order of the cells; NaN where they are not determined
     *     then. Empty if the method does not leave cells out.
     * @param problem why there are no standard errors, or a note on those that there are; empty without either
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Spread(
            double @Nullable [] standardErrors,
            double reach,
            double @Nullable [] centre,
            double @Nullable [][] ends,
            int redrawn,
            List<double[]> without,
            String problem) {
        Spread(double[] standardErrors, double reach, int redrawn, List<double[]> without) {
            this(standardErrors, reach, null, null, redrawn, without, "");
        }

        static Spread none(String problem) {
            return new Spread(null, Double.NaN, null, null, 0, List.of(), problem);
        }

        /** The same with other intervals of the coordinates, and a note on them. */
        Spread with(double[] errors, double[][] bounds, String note) {
            return new Spread(errors, reach, centre, bounds, redrawn, without, note);
        }

        /** The same about other coordinates; those without each cell move along. */
        Spread about(double[] estimate, double[] other) {
            List<double[]> moved = new ArrayList<>();
            for (double[] one : without) {
                double[] along = one.clone();
                for (int k = 0; k < along.length; k++) {
                    along[k] += other[k] - estimate[k];
                }
                moved.add(along);
            }
            return new Spread(standardErrors, reach, other, ends, redrawn, moved, problem);
        }

        /** The coordinates to show of an estimate. */
        double[] centre(Estimate estimate) {
            return centre == null ? estimate.coordinates() : centre;
        }

        /** Both ends of the interval of a coordinate whose centre is given; NaN where it has no standard error. */
        double[] interval(int coordinate, double middle) {
            if (ends != null) {
                return ends[coordinate].clone();
            }
            double half = standardErrors == null ? Double.NaN : reach * standardErrors[coordinate];
            return new double[] {middle - half, middle + half};
        }
    }
}
