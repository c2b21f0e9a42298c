package org.spectralsweep.spectral;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** The energy of an image by spatial frequency. */
public final class ImageSpectrum {
    private ImageSpectrum() {}

    /**
     * Energy by octave of the wave vector's length. Let F_k = sum over rows a and columns b of v_ab exp(-2 pi i (k_1 a
     * / rows + k_2 b / columns)), with {@code -rows/2 < k_1 <= rows/2} and likewise k_2. Let |k| = sqrt(k_1^2 + k_2^2),
     * in cycles per image side. The energy of a band is the sum of |F_k|^2 / (rows columns) over the channels and the k
     * of the band. Band 0 is k = 0, band b has {@code 2^(b-1) <= |k| < 2^b}. By Parseval the bands sum to the sum of
     * v^2.
     *
     * <p>Works for any size, by products with the DFT matrices of the two sides: 4 rows columns (rows + 2 columns)
     * flops per channel.
     *
     * @param values rows x columns x channels
     */
    public static double[] bands(double[] values, int rows, int columns, int channels) {
        if (values.length != (long) rows * columns * channels) {
            throw new IllegalArgumentException("values must hold " + (long) rows * columns * channels + " numbers for "
                    + rows + " x " + columns + " pixels but held " + values.length);
        }
        Transform vertical = new Transform(rows);
        Transform horizontal = new Transform(columns);
        double longest = Math.hypot((double) (rows / 2), (double) (columns / 2));
        double[] bands = new double[1 + band(longest)];
        RealArray channel = Precision.FLOAT64.zeros(rows * columns);
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < rows * columns; i++) {
                channel.set(i, values[i * channels + c]);
            }
            RealArray cosines = product(vertical.cosine, channel, rows, rows, columns);
            RealArray sines = product(vertical.sine, channel, rows, rows, columns);
            // (C - i S) V (C - i S) = (C V C - S V S) - i (S V C + C V S)
            RealArray real = product(cosines, horizontal.cosine, rows, columns, columns);
            addProduct(real, -1, sines, horizontal.sine, rows, columns);
            RealArray imaginary = product(sines, horizontal.cosine, rows, columns, columns);
            addProduct(imaginary, 1, cosines, horizontal.sine, rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                double length = Math.hypot(cycles(i / columns, rows), cycles(i % columns, columns));
                double energy = real.get(i) * real.get(i) + imaginary.get(i) * imaginary.get(i);
                bands[band(length)] += energy / ((double) rows * columns);
            }
        }
        return bands;
    }

    /** The band of a wave vector of this length. */
    private static int band(double length) {
        return length < 0.5 ? 0 : 1 + Math.max(0, Math.getExponent(length));
    }

    private static int cycles(int index, int size) {
        return index <= size / 2 ? index : index - size;
    }

    private static RealArray product(RealArray a, RealArray b, int rows, int inner, int columns) {
        RealArray product = Precision.FLOAT64.zeros(rows * columns);
        product.multiply(0, false, false, rows, inner, columns, 1, a, 0, b, 0, 0);
        return product;
    }

    private static void addProduct(RealArray to, double factor, RealArray a, RealArray b, int rows, int columns) {
        to.multiply(0, false, false, rows, columns, columns, factor, a, 0, b, 0, 1);
    }

    /** The matrices cos and sin of 2 pi j k / n. */
    private static final class Transform {
        final RealArray cosine;
        final RealArray sine;

        Transform(int n) {
            cosine = Precision.FLOAT64.zeros(Math.multiplyExact(n, n));
            sine = Precision.FLOAT64.zeros(n * n);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    double angle = 2 * Math.PI * ((long) j * k % n) / n;
                    cosine.set(j * n + k, StrictMath.cos(angle));
                    sine.set(j * n + k, StrictMath.sin(angle));
                }
            }
        }
    }
}
