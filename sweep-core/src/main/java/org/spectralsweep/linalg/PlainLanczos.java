package org.spectralsweep.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.spectralsweep.Deadline;

/**
 * The largest eigenvalue of a positive semidefinite operator, without its vector, by Lanczos's iteration with full
 * reorthogonalisation (Parlett 1998, section 13). Copies of an eigenvalue do not matter here. Unlike ARPACK, whose
 * translation has static state, several threads may iterate at once.
 *
 * <p>After k products the eigenvalues theta of the tridiagonal matrix T_k lie below those of A. The iteration ends when
 * the residual of the largest, beta_k |s_k|, is below 1e-7 theta. Theta is then off by at most that, and usually by its
 * square over the distance to the next eigenvalue. It also ends when the Krylov space is exhausted, or after
 * {@value #MOST} products.
 *
 * <p>The start vector is a fixed pseudo-random one, so equal operators give equal bits. Cost: k products, 4 n k^2
 * flops, and k n doubles, with k about 10 to 40.
 */
public final class PlainLanczos {
    /** The most products. A spectrum that needs more has its largest eigenvalue to many digits by then. */
    private static final int MOST = 200;

    private static final double TOLERANCE = 1e-7;

    /** The share of the norm below which what is left of a vector is rounding. */
    private static final double ROUNDING = 1e-13;

    private static final long SEED = 0x5eed;

    private final SymmetricOperator operator;
    private final int n;
    private final List<double[]> basis = new ArrayList<>();
    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> next = new ArrayList<>();

    private PlainLanczos(SymmetricOperator operator) {
        this.operator = operator;
        n = operator.order();
    }

    /**
     * The largest eigenvalue; NaN if a product is not finite.
     *
     * @param deadline checked before every product
     */
    public static double largest(SymmetricOperator operator, Deadline deadline) {
        return new PlainLanczos(operator).run(deadline);
    }

    private double run(Deadline deadline) {
        double[] v = start();
        double[] image = new double[n];
        double theta = 0;
        for (int k = 1; k <= Math.min(n, MOST); k++) {
            deadline.check();
            basis.add(v);
            operator.apply(v, image);
            double alpha = dot(v, image);
            if (!Double.isFinite(alpha)) {
                return Double.NaN;
            }
            double[] rest = image.clone();
            // Twice is enough: what one pass leaves of the basis is rounding of what it took away.
            orthogonalise(rest);
            orthogonalise(rest);
            double beta = Math.sqrt(dot(rest, rest));
            diagonal.add(alpha);
            SymmetricEigen small = SymmetricEigen.of(tridiagonal(), k);
            theta = Math.max(0, small.values()[0]);
            double last = Math.abs(small.vectors()[k - 1]);
            if (!(beta > ROUNDING * theta) || beta * last <= TOLERANCE * theta) {
                return theta;
            }
            next.add(beta);
            v = rest;
            for (int i = 0; i < n; i++) {
                v[i] /= beta;
            }
        }
        return theta;
    }

    private double[] start() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = 2 * random.nextDouble() - 1;
        }
        double norm = Math.sqrt(dot(v, v));
        for (int i = 0; i < n; i++) {
            v[i] /= norm;
        }
        return v;
    }

    private void orthogonalise(double[] v) {
        for (double[] q : basis) {
            double share = dot(q, v);
            for (int i = 0; i < n; i++) {
                v[i] -= share * q[i];
            }
        }
    }

    private double[] tridiagonal() {
        int k = diagonal.size();
        double[] t = new double[k * k];
        for (int i = 0; i < k; i++) {
            t[i * k + i] = diagonal.get(i);
            if (i + 1 < k) {
                t[i * k + i + 1] = next.get(i);
                t[(i + 1) * k + i] = next.get(i);
            }
        }
        return t;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
