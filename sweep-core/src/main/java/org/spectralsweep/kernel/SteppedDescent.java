package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.spectralsweep.kernel.KernelDescent.Course;

/** Kernel descent update by update: R is replaced by (I - eta f H) R, one matrix product for every column of every open target. */
final class SteppedDescent {
    private SteppedDescent() {}

    /** Observes updates 0 to {@code steps} of every course, leaving out the courses that have ended. */
    static void run(double[] gram, int n, double rate, List<Course> courses, long steps) {
        List<Course> open = new ArrayList<>();
        for (Course course : courses) {
            course.crossings().observe(0, course.y());
            if (!course.crossings().ended()) {
                open.add(course);
            }
        }
        if (open.isEmpty() || steps < 1) {
            return;
        }
        try (INDArray update = update(gram, n, rate)) {
            descend(update, n, open, steps);
        }
    }

    private static void descend(INDArray update, int n, List<Course> open, long steps) {
        double[] columns = columns(open, n);
        INDArray residual = matrix(columns, n);
        INDArray next = residual.ulike();
        for (long t = 1; t <= steps; t++) {
            update.mmuli(residual, next);
            INDArray swap = residual;
            residual = next;
            next = swap;
            columns = residual.data().asDouble();
            if (observe(t, columns, n, open)) {
                List<Course> left = new ArrayList<>();
                columns = keepOpen(columns, n, open, left);
                open = left;
                if (open.isEmpty()) {
                    break;
                }
                residual.close();
                next.close();
                residual = matrix(columns, n);
                next = residual.ulike();
            }
        }
        residual.close();
        next.close();
    }

    /** I - eta f H. */
    private static INDArray update(double[] gram, int n, double rate) {
        double[] update = new double[gram.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                update[i * n + j] = (i == j ? 1 : 0) - rate * gram[i * n + j];
            }
        }
        return Nd4j.createFromArray(update).reshape('c', n, n);
    }

    private static INDArray matrix(double[] columns, int n) {
        INDArray matrix = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {n, columns.length / n}, 'f');
        matrix.data().setData(columns);
        return matrix;
    }

    /** Whether a course ended at this update. */
    private static boolean observe(long t, double[] columns, int n, List<Course> open) {
        boolean ended = false;
        int at = 0;
        for (Course course : open) {
            int length = course.y().length;
            course.crossings().observe(t, rows(columns, at, n, length / n));
            ended |= course.crossings().ended();
            at += length;
        }
        return ended;
    }

    private static double[] keepOpen(double[] columns, int n, List<Course> open, List<Course> left) {
        double[] kept = new double[columns.length];
        int from = 0;
        int to = 0;
        for (Course course : open) {
            int length = course.y().length;
            if (!course.crossings().ended()) {
                System.arraycopy(columns, from, kept, to, length);
                left.add(course);
                to += length;
            }
            from += length;
        }
        return Arrays.copyOf(kept, to);
    }

    private static double[] columns(List<Course> courses, int n) {
        double[] columns = new double[courses.stream().mapToInt(course -> course.y().length).sum()];
        int at = 0;
        for (Course course : courses) {
            int outputs = course.y().length / n;
            for (int c = 0; c < outputs; c++) {
                for (int i = 0; i < n; i++) {
                    columns[at++] = course.y()[i * outputs + c];
                }
            }
        }
        return columns;
    }

    private static double[] rows(double[] columns, int at, int n, int outputs) {
        double[] rows = new double[n * outputs];
        for (int c = 0; c < outputs; c++) {
            for (int i = 0; i < n; i++) {
                rows[i * outputs + c] = columns[at + c * n + i];
            }
        }
        return rows;
    }
}
