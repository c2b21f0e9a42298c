package org.spectralsweep.kernel;

import java.util.function.ToDoubleFunction;
import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * A map that multiplies the Fourier modes of a tensor grid of M^D points by factors of |k|. Q holds the real Fourier
 * modes of an axis, orthonormal on its M points. The products of D of them for each |k_1|, ..., |k_D| span the same
 * functions as the cosines and sines of k . x with any signs. So with L diagonal
 *
 * <pre>P = (Q x ... x Q) L (Q x ... x Q)'.</pre>
 *
 * Each axis takes one product of matrices, so that any M will do. 4 D n M flops; nothing is allocated.
 */
final class TensorGridMap implements SymmetricOperator {
    private final int side;
    private final int dimension;
    private final int n;
    private final Float64Array modes;
    private final double[] factors;
    private Float64Array now;
    private Float64Array next;

    /**
     * @param side M
     * @param dimension D
     * @param factor the factor of the frequencies k_1, ..., k_D, each at least 0; the array is reused
     */
    TensorGridMap(int side, int dimension, ToDoubleFunction<int[]> factor) {
        this.side = side;
        this.dimension = dimension;
        int count = 1;
        for (int c = 0; c < dimension; c++) {
            count = Math.multiplyExact(count, side);
        }
        n = count;
        modes = (Float64Array) Precision.FLOAT64.zeros(Math.multiplyExact(side, side));
        fill(modes.elements(), side);
        factors = new double[n];
        int[] k = new int[dimension];
        for (int i = 0; i < n; i++) {
            int rest = i;
            for (int c = dimension - 1; c >= 0; c--, rest /= side) {
                k[c] = (rest % side + 1) / 2;
            }
            factors[i] = factor.applyAsDouble(k);
        }
        now = (Float64Array) Precision.FLOAT64.zeros(n);
        next = (Float64Array) Precision.FLOAT64.zeros(n);
    }

    /** Column 0 is constant, and columns 2k - 1 and 2k are the cosine and sine of k. For an even M the last is +-1. */
    private static void fill(double[] q, int side) {
        for (int i = 0; i < side; i++) {
            q[i * side] = 1 / Math.sqrt(side);
            for (int column = 1; column < side; column++) {
                int k = (column + 1) / 2;
                double phase = 2 * Math.PI * ((long) k * i % side) / side;
                double value = column % 2 == 1 ? StrictMath.cos(phase) : StrictMath.sin(phase);
                q[i * side + column] = value * Math.sqrt((2 * k == side ? 1.0 : 2.0) / side);
            }
        }
    }

    @Override
    public int order() {
        return n;
    }

    @Override
    public void apply(double[] v, double[] into) {
        System.arraycopy(v, 0, now.elements(), 0, n);
        turn(true);
        double[] coefficients = now.elements();
        for (int i = 0; i < n; i++) {
            coefficients[i] *= factors[i];
        }
        turn(false);
        System.arraycopy(now.elements(), 0, into, 0, n);
    }

    /** Multiplies each axis by Q' or Q. A product moves the last axis to the front, so D of them restore the order. */
    private void turn(boolean forward) {
        for (int c = 0; c < dimension; c++) {
            next.multiply(0, forward, true, side, side, n / side, 1, modes, 0, now, 0, 0);
            Float64Array swap = now;
            now = next;
            next = swap;
        }
    }
}
