package org.spectralsweep.linalg;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.netlib.arpack.Dgetv0;
import org.netlib.arpack.Dsaupd;
import org.netlib.arpack.Dseupd;
import org.netlib.util.doubleW;
import org.netlib.util.intW;
import org.spectralsweep.Deadline;

/**
 * The largest eigenpairs of a symmetric operator, by ARPACK's implicitly restarted Lanczos method (dsaupd, dseupd;
 * Lehoucq, Sorensen and Yang 1998) in its translation to Java.
 *
 * <p>The method is applied to A + s I, with s about the spectral norm. ARPACK's test of convergence is relative to each
 * eigenvalue, and a zero eigenvalue never passes it. The start vector is a fixed pseudo-random one, and the generator
 * that ARPACK uses for restarts is reset. Equal operators therefore give equal bits.
 */
final class RestartedLanczos {
    /** Guards ARPACK's state. The translation keeps Fortran's saved variables in static fields. */
    private static final ReentrantLock STATE = new ReentrantLock(true);

    private static final long LOOK_MILLIS = 100;

    private static final double TOLERANCE = 1e-13;
    private static final int MOST_RESTARTS = 3000;
    private static final int NORM_ITERATIONS = 8;
    private static final long SEED = 0x5eed;
    private static final int DONE = 99;

    private final SymmetricOperator operator;
    private final Deadline deadline;
    private final int n;
    private final double shift;
    private final double[] input;
    private final double[] output;

    RestartedLanczos(SymmetricOperator operator, Deadline deadline) {
        this.operator = operator;
        this.deadline = deadline;
        this.n = operator.order();
        this.input = new double[n];
        this.output = new double[n];
        this.shift = roughNorm();
    }

    /** A lower bound of the spectral norm, close enough to serve as a scale. */
    double scale() {
        return shift;
    }

    /** The eigenpairs in descending order: the values, then the vectors, n x count, column-major. */
    double[][] largest(int count) {
        // More basis vectors mean fewer restarts, but the work and memory of a restart grow with them.
        int basis = Math.min(n, Math.max(2 * count + 1, count + 20));
        if (shift == 0) {
            return zeros(count);
        }
        awaitState();
        try {
            Dgetv0.inits = true;
            return iterate(count, basis);
        } finally {
            STATE.unlock();
        }
    }

    /** Waits for ARPACK, which another trial may hold for minutes. */
    private void awaitState() {
        try {
            while (!STATE.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                deadline.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another eigenproblem was solved", e);
        }
    }

    private double[][] iterate(int count, int basis) {
        intW ido = new intW(0);
        doubleW tolerance = new doubleW(TOLERANCE);
        double[] residual = start();
        double[] v = new double[Math.multiplyExact(n, basis)];
        int[] parameters = new int[11];
        parameters[0] = 1;
        parameters[2] = MOST_RESTARTS;
        parameters[6] = 1;
        int[] pointers = new int[11];
        double[] work = new double[3 * n];
        double[] small = new double[basis * (basis + 8)];
        intW info = new intW(1);
        do {
            Dsaupd.dsaupd(
                    ido,
                    "I",
                    n,
                    "LA",
                    count,
                    tolerance,
                    residual,
                    0,
                    basis,
                    v,
                    0,
                    n,
                    parameters,
                    0,
                    pointers,
                    0,
                    work,
                    0,
                    small,
                    0,
                    small.length,
                    info);
            deadline.check();
            if (Math.abs(ido.val) == 1) {
                System.arraycopy(work, pointers[0] - 1, input, 0, n);
                shifted(input, output);
                System.arraycopy(output, 0, work, pointers[1] - 1, n);
            }
        } while (ido.val != DONE);
        if (info.val != 0) {
            throw new IllegalStateException("dsaupd failed with info " + info.val + " after " + parameters[2]
                    + " restarts: " + parameters[4] + " of " + count + " eigenvalues of order " + n + " converged");
        }
        double[] values = new double[count];
        double[] vectors = new double[Math.multiplyExact(n, count)];
        Dseupd.dseupd(
                true,
                "A",
                new boolean[basis],
                0,
                values,
                0,
                vectors,
                0,
                n,
                0,
                "I",
                n,
                "LA",
                new intW(count),
                TOLERANCE,
                residual,
                0,
                basis,
                v,
                0,
                n,
                parameters,
                0,
                pointers,
                0,
                work,
                0,
                small,
                0,
                small.length,
                info);
        if (info.val != 0) {
            throw new IllegalStateException("dseupd failed with info " + info.val);
        }
        return descending(values, vectors);
    }

    private double[][] descending(double[] values, double[] vectors) {
        int count = values.length;
        double[] sorted = new double[count];
        double[] columns = new double[vectors.length];
        // ARPACK returns them in ascending order.
        for (int k = 0; k < count; k++) {
            sorted[k] = values[count - 1 - k] - shift;
            System.arraycopy(vectors, (count - 1 - k) * n, columns, k * n, n);
        }
        return new double[][] {sorted, columns};
    }

    private double[][] zeros(int count) {
        double[] vectors = new double[Math.multiplyExact(n, count)];
        for (int k = 0; k < count; k++) {
            vectors[k * n + k] = 1;
        }
        return new double[][] {new double[count], vectors};
    }

    private void shifted(double[] v, double[] into) {
        operator.apply(v, into);
        for (int i = 0; i < n; i++) {
            into[i] += shift * v[i];
        }
    }

    private double[] start() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = 2 * random.nextDouble() - 1;
        }
        return v;
    }

    private double roughNorm() {
        double[] v = start();
        double[] image = new double[n];
        double norm = 0;
        for (int k = 0; k < NORM_ITERATIONS; k++) {
            double length = norm(v);
            if (length == 0) {
                return norm;
            }
            for (int i = 0; i < n; i++) {
                v[i] /= length;
            }
            deadline.check();
            operator.apply(v, image);
            norm = Math.max(norm, norm(image));
            System.arraycopy(image, 0, v, 0, n);
        }
        if (!Double.isFinite(norm)) {
            throw new IllegalArgumentException("operator must give finite products but gave a norm of " + norm);
        }
        return norm;
    }

    static double norm(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }
}
