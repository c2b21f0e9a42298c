package org.spectralsweep.theory;

import org.spectralsweep.domain.Krawtchouk;
import org.spectralsweep.kernel.AnalyticKernel;

/**
 * The eigenvalues of a zonal kernel on the Boolean cube {-1, 1}^d / sqrt(d) with respect to the uniform measure. Two
 * corners that differ in j coordinates have x.z = 1 - 2j/d. So Walsh functions of degree k are eigenfunctions, with
 *
 * <pre>mu_k = 2^-d sum over j from 0 to d of K_j(k; d) K(1 - 2j/d),</pre>
 *
 * <p>where K_j is the {@link Krawtchouk} polynomial: the sum of the function over the C(d, j) corners at that distance
 * of (1, ..., 1) (Yang and Salman 2019, arXiv 1907.10599). The trace is sum over k of C(d, k) mu_k = K(1).
 *
 * <p>Cost: d + 1 values of K and d^2 exact integers. The terms are summed with compensation. So the absolute error is a
 * few 1e-16 of K(1), which is the kernel's own. Eigenvalues below {@value #ROUNDING} K(1) are only rounding and are
 * given as 0.
 */
public final class BooleanSpectrum {
    private static final double ROUNDING = 2e-16;

    private BooleanSpectrum() {}

    /**
     * mu_0 to mu_d.
     *
     * @param dimension d, 1 to 16
     */
    public static double[] eigenvalues(AnalyticKernel kernel, int dimension) {
        double[] values = new double[dimension + 1];
        for (int j = 0; j <= dimension; j++) {
            // 1 - cos(angle) = 2j/d is 2 sin(angle/2)^2.
            double half = StrictMath.asin(Math.sqrt((double) j / dimension));
            values[j] = kernel.onSphere(Math.min(Math.PI, 2 * half));
        }
        double corners = StrictMath.scalb(1.0, dimension);
        double[] mu = new double[dimension + 1];
        for (int k = 0; k <= dimension; k++) {
            double sum = 0;
            double lost = 0;
            // K_j(k) for all j, from the generating function at k.
            long[] weights = Krawtchouk.row(k, dimension);
            for (int j = 0; j <= dimension; j++) {
                double term = weights[j] * values[j] - lost;
                double next = sum + term;
                lost = next - sum - term;
                sum = next;
            }
            mu[k] = Math.abs(sum) <= ROUNDING * corners * Math.abs(values[0]) ? 0 : sum / corners;
        }
        return mu;
    }
}
