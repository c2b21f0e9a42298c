package org.spectralsweep.fit;

import org.spectralsweep.law.Tape;

/** The mean of each row of a design as a function of the coordinates. */
interface MeanFunction {
    double value(int row, double[] point);

    /** The value; the derivatives replace what the array held. */
    double gradient(int row, double[] point, double[] gradient);

    /** The mean of a design's rows. An instance is for one thread. */
    static MeanFunction of(Mean mean, Design design) {
        return mean.isLinear() ? new Linear(design.x()) : new Formula(mean.tape(), design.x());
    }

    /** x beta. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Linear(double[][] x) implements MeanFunction {
        @Override
        public double value(int row, double[] point) {
            double sum = 0;
            for (int k = 0; k < x[row].length; k++) {
                sum += x[row][k] * point[k];
            }
            return sum;
        }

        @Override
        public double gradient(int row, double[] point, double[] gradient) {
            System.arraycopy(x[row], 0, gradient, 0, x[row].length);
            return value(row, point);
        }
    }

    /** Any formula. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Formula(Tape tape, double[][] columns) implements MeanFunction {
        @Override
        public double value(int row, double[] point) {
            return tape.value(point, columns[row]);
        }

        @Override
        public double gradient(int row, double[] point, double[] gradient) {
            return tape.gradient(point, columns[row], gradient);
        }
    }
}
