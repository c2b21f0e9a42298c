package org.spectralsweep.benchmark;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.SymmetricEigen;

/**
 * A symmetric eigenproblem with vectors. {@link SymmetricEigen} competes with LAPACK's dsyevd, called directly on
 * memory outside the Java heap that already holds the matrix. Each runs once in an invocation, in alternating order.
 * Both are the same routine of the same library on one thread; ours also copies and checks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class Eigenproblem {
    /** The size n of the matrix. */
    @Param("0")
    public int order;

    private double[] matrix;
    private DoublePointer columns;
    private DoublePointer values;
    private boolean directFirst;

    /** Seconds in which the thread had a core. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Seconds {
        /** dsyevd called directly. */
        public double direct;

        /** {@link SymmetricEigen}. */
        public double ours;
    }

    /** Makes the Gram matrix of a kernel on random points of the circle, and touches the native memory once. */
    @Setup(Level.Trial)
    public void setUp() {
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

    /** Runs each of the two once. */
    @Benchmark
    public double pair(Seconds seconds) {
        directFirst = !directFirst;
        if (directFirst) {
            seconds.direct = direct();
            seconds.ours = ours();
        } else {
            seconds.ours = ours();
            seconds.direct = direct();
        }
        return seconds.ours;
    }

    private double direct() {
        columns.put(matrix);
        long start = cpuTime();
        int info = LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', order, columns, order, values);
        if (info != 0) {
            throw new IllegalStateException("dsyevd failed with info " + info);
        }
        return (cpuTime() - start) / 1e9;
    }

    private double ours() {
        long start = cpuTime();
        SymmetricEigen eigen = SymmetricEigen.of(matrix, order);
        double seconds = (cpuTime() - start) / 1e9;
        if (eigen.vectors().length != matrix.length) {
            throw new IllegalStateException("no vectors");
        }
        return seconds;
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
