package org.spectralsweep.kernel;

import java.util.Arrays;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * The matrix of a zonal kernel, or of another even function, on points of one uniform circle grid. It is applied as a
 * convolution over the grid. The grid's Toeplitz matrix is embedded in a circulant matrix whose order is a power of
 * two, which the fast Fourier transform multiplies. O(M log M) for M grid points; rounding about 1e-15 K(0) |v|.
 */
final class GridConvolution implements SymmetricOperator {
    private final int[] position;
    private final double[] spectrum;
    private final double[][] buffer;

    GridConvolution(AnalyticKernel kernel, CircleGrid grid) {
        this(grid.firstRow(kernel), grid);
    }

    /**
     * Of any symmetric circulant matrix.
     *
     * @param row its first row, one number for each point of the whole grid
     */
    GridConvolution(double[] row, CircleGrid grid) {
        position = grid.position();
        int size = grid.size();
        int length = Integer.bitCount(size) == 1 ? size : Integer.highestOneBit(2 * size - 1) << 1;
        buffer = new double[2][Math.max(2, length)];
        for (int k = 0; k < size; k++) {
            buffer[0][k] = row[k];
            if (length > size && k > 0) {
                buffer[0][length - k] = row[k];
            }
        }
        transform(TransformType.FORWARD);
        // The row is even, so its transform is real.
        spectrum = buffer[0].clone();
    }

    @Override
    public int order() {
        return position.length;
    }

    @Override
    public void apply(double[] v, double[] into) {
        Arrays.fill(buffer[0], 0);
        Arrays.fill(buffer[1], 0);
        for (int i = 0; i < position.length; i++) {
            buffer[0][position[i]] = v[i];
        }
        transform(TransformType.FORWARD);
        for (int k = 0; k < spectrum.length; k++) {
            buffer[0][k] *= spectrum[k];
            buffer[1][k] *= spectrum[k];
        }
        transform(TransformType.INVERSE);
        for (int i = 0; i < position.length; i++) {
            into[i] = buffer[0][position[i]];
        }
    }

    private void transform(TransformType type) {
        FastFourierTransformer.transformInPlace(buffer, DftNormalization.STANDARD, type);
    }
}
