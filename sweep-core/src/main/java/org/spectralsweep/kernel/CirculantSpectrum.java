package org.spectralsweep.kernel;

/**
 * The eigenvalues of a zonal kernel's H/n on any number n of uniform points of the circle:
 *
 * <pre>lambda_q = 1/n sum_k K(2 pi k / n) cos(2 pi q k / n),   eigenvectors cos q theta and sin q theta.</pre>
 *
 * Apart from aliasing they are the kernel's Fourier coefficients with respect to the uniform probability measure:
 * lambda_q is the sum of the coefficients at q, n - q, n + q, ... For coefficients that fall as q^-2 the aliases add
 * about (pi q / n)^2 / 3, relative to lambda_q. O(n) an eigenvalue.
 */
public final class CirculantSpectrum {
    private final double[] row;
    private final double[] cosine;

    /**
     * @param n number of points, at least 1
     */
    public CirculantSpectrum(AnalyticKernel kernel, int n) {
        row = new CircleGrid(n, 0, new int[0]).firstRow(kernel);
        cosine = new double[n];
        for (int k = 0; k < n; k++) {
            cosine[k] = StrictMath.cos(2 * Math.PI * k / n);
        }
    }

    /** lambda_q, for q from 0 to n / 2. */
    public double eigenvalue(int q) {
        int n = row.length;
        if (q < 0 || q > n / 2) {
            throw new IllegalArgumentException("frequency must be between 0 and " + n / 2 + " but was " + q);
        }
        double sum = row[0];
        int at = 0;
        // The terms k and n - k are equal.
        for (int k = 1; k < (n + 1) / 2; k++) {
            at += q;
            at = at >= n ? at - n : at;
            sum += 2 * row[k] * cosine[at];
        }
        if (n % 2 == 0) {
            sum += q % 2 == 0 ? row[n / 2] : -row[n / 2];
        }
        return sum / n;
    }

    /** lambda_0 to lambda_(n / 2). O(n^2), a second at n = 30,000. */
    public double[] eigenvalues() {
        double[] values = new double[row.length / 2 + 1];
        for (int q = 0; q < values.length; q++) {
            values[q] = eigenvalue(q);
        }
        return values;
    }
}
