package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * Kernel descent update by update. The rows of R are the samples, its columns the outputs of every target still open.
 * An update takes one matrix product for all targets together. For gradient descent R is replaced by M R with M = I -
 * eta f H. In general
 *
 * <pre>
 * R(t+1) = R(t) + phi_t (M R(t) - R(t) - eta f ridge (R(t) - R(0))) + mu (R(t) - R(t-1))
 * </pre>
 */
final class SteppedDescent {
    private final RealArray update;
    private final int n;
    private final Deadline deadline;
    private final DescentRule rule;
    private final double pull;
    private List<PredictedCrossings> open;
    private double[] residual;
    /** R(t-1) and R(0), which gradient descent does without. */
    private double[] before;

    private double[] start;

    private SteppedDescent(
            RealArray update, int n, double rate, DescentRule rule, List<PredictedCrossings> open, Deadline deadline) {
        this.deadline = deadline;
        this.update = update;
        this.n = n;
        this.open = open;
        this.rule = rule;
        this.pull = rate * rule.ridge();
        this.residual = join(open.stream().map(PredictedCrossings::start).toList(), n);
        this.before = residual.clone();
        this.start = residual.clone();
    }

    /** Observes updates 0 to {@code steps} of every course; a course that has ended is left out of the next product. */
    static void run(
            DescentMatrix gram,
            double rate,
            DescentRule rule,
            List<PredictedCrossings> courses,
            long steps,
            Deadline deadline) {
        List<PredictedCrossings> open = new ArrayList<>();
        for (PredictedCrossings course : courses) {
            course.observe(0, course.start());
            if (!course.ended()) {
                open.add(course);
            }
        }
        if (!open.isEmpty() && steps > 0) {
            new SteppedDescent(
                            Products.array(update(gram.elements(deadline), gram.order(), rate)),
                            gram.order(),
                            rate,
                            rule,
                            open,
                            deadline)
                    .descend(steps);
        }
    }

    /** I - eta f H, or I - eta f H P. */
    private static double[] update(double[] gram, int n, double rate) {
        double[] update = new double[gram.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                update[i * n + j] = (i == j ? 1 : 0) - rate * gram[i * n + j];
            }
        }
        return update;
    }

    private void descend(long steps) {
        RealArray now = Products.array(residual);
        RealArray next = Precision.FLOAT64.zeros(residual.length);
        for (long t = 1; t <= steps; t++) {
            deadline.check();
            next.multiply(0, false, false, n, n, residual.length / n, 1, update, 0, now, 0, 0);
            if (!rule.isPlain()) {
                correct(next, t - 1);
            }
            RealArray swap = now;
            now = next;
            next = swap;
            now.read(0, residual, 0, residual.length);
            if (observe(t)) {
                if (open.isEmpty()) {
                    return;
                }
                now = Products.array(residual);
                next = Precision.FLOAT64.zeros(residual.length);
            }
        }
    }

    /** Makes R(t+1) of M R(t), and lets R(t) be the one before. */
    private void correct(RealArray next, long t) {
        double[] values = new double[residual.length];
        next.read(0, values, 0, values.length);
        double phi = rule.course().factor(t);
        for (int i = 0; i < values.length; i++) {
            double step = values[i] - residual[i] - pull * (residual[i] - start[i]);
            values[i] = residual[i] + phi * step + rule.momentum() * (residual[i] - before[i]);
        }
        System.arraycopy(residual, 0, before, 0, before.length);
        next.write(0, values, 0, values.length);
    }

    /**
     * Shows every open course its residual. Returns whether a course has ended, in which case its columns are removed.
     */
    private boolean observe(long t) {
        List<PredictedCrossings> left = new ArrayList<>();
        List<double[]> kept = new ArrayList<>();
        List<double[]> keptBefore = new ArrayList<>();
        int columns = residual.length / n;
        int at = 0;
        for (PredictedCrossings course : open) {
            int outputs = course.start().length / n;
            double[] own = part(residual, columns, at, outputs);
            course.observe(t, own);
            if (!course.ended()) {
                left.add(course);
                kept.add(own);
                keptBefore.add(part(before, columns, at, outputs));
            }
            at += outputs;
        }
        boolean ended = left.size() < open.size();
        if (ended) {
            open = left;
            residual = join(kept, n);
            before = join(keptBefore, n);
            start = join(open.stream().map(PredictedCrossings::start).toList(), n);
        }
        return ended;
    }

    /** Some columns of a matrix of n rows. */
    private double[] part(double[] matrix, int columns, int from, int count) {
        double[] part = new double[n * count];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix, i * columns + from, part, i * count, count);
        }
        return part;
    }

    /** Matrices of n rows side by side. */
    private static double[] join(List<double[]> matrices, int n) {
        int columns = matrices.stream().mapToInt(matrix -> matrix.length / n).sum();
        double[] joined = new double[n * columns];
        int at = 0;
        for (double[] matrix : matrices) {
            int own = matrix.length / n;
            for (int i = 0; i < n; i++) {
                System.arraycopy(matrix, i * own, joined, i * columns + at, own);
            }
            at += own;
        }
        return joined;
    }
}
