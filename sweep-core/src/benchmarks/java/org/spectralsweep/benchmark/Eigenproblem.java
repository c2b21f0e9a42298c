package org.spectralsweep.benchmark;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.SymmetricEigen;

/**
 * A symmetric eigenproblem with vectors. {@link SymmetricEigen} competes with LAPACK's dsyevd, called directly on
 * memory outside the Java heap that already holds the matrix. Each runs once in a pair, in alternating order.
 * Both are the same routine of the same library on one thread; ours also copies and checks.
 */
public final class Eigenproblem {
    private static final int PAIRS = 3;

    private final int order;
    private final double[] matrix;
    private final DoublePointer columns;
    private final DoublePointer values;

    /**
     * Seconds in which the thread had a core.
     *
     * @param direct dsyevd called directly
     * @param ours {@link SymmetricEigen}
     */
    record Seconds(double direct, double ours) implements Measured {}

    /** Makes the Gram matrix of a kernel on random points of the circle, and touches the native memory once. */
    private Eigenproblem(int order) {
        this.order = order;
        if (OpenBlas.threads() != 1) {
            throw new IllegalStateException("OpenBLAS must run on one thread but runs on " + OpenBlas.threads());
        }
        Random random = new Random(order);
        double[] angles = random.doubles(order, -Math.PI, Math.PI).toArray();
        matrix = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double cosine = Math.cos(angles[i] - angles[j]);
                double value = (1 + cosine) * (Math.PI - Math.acos(Math.max(-1, Math.min(1, cosine))));
                matrix[i * order + j] = value;
                matrix[j * order + i] = value;
            }
        }
        columns = new DoublePointer((long) order * order);
        values = new DoublePointer((long) order);
        columns.put(matrix);
    }

    /**
     * Measures in this virtual machine. The first pair is thrown away.
     *
     * @param arguments where to write the result, and the size n of the matrix
     */
    public static void main(String[] arguments) throws IOException {
        Eigenproblem problem = new Eigenproblem(Integer.parseInt(arguments[1]));
        problem.pair(true);
        List<Seconds> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(problem.pair(i % 2 == 1));
        }
        Fork.answer(arguments, new Seconds(Medians.of(pairs, Seconds::direct), Medians.of(pairs, Seconds::ours)));
    }

    private Seconds pair(boolean directFirst) {
        double before = directFirst ? 0 : ours();
        double direct = direct();
        return new Seconds(direct, directFirst ? ours() : before);
    }

    private double direct() {
        columns.put(matrix);
        Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
        int info = LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', order, columns, order, values);
        if (info != 0) {
            throw new IllegalStateException("dsyevd failed with info " + info);
        }
        return watch.elapsed().cpu();
    }

    private double ours() {
        Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
        SymmetricEigen eigen = SymmetricEigen.of(matrix, order);
        double seconds = watch.elapsed().cpu();
        if (eigen.vectors().length != matrix.length) {
            throw new IllegalStateException("no vectors");
        }
        return seconds;
    }
}
