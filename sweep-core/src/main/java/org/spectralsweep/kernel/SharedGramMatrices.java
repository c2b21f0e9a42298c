package org.spectralsweep.kernel;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * The closed-form kernel matrices that were used last in this virtual machine. Many trials of a sweep have the same
 * samples and kernel, and the matrix and its eigenvectors take longer than many a training. A matrix does not depend on
 * whether it was there. All together take an eighth of the heap at most, and give way when memory is short.
 */
final class SharedGramMatrices {
    /** The share of the heap that they may take. */
    private static final int SHARE = 8;

    /** The elements and the eigenvectors. */
    private static final long BYTES_AN_ELEMENT = 2 * Double.BYTES;

    /** The most that are kept, since each is compared with what is asked for. */
    private static final int MOST = 64;

    private static final SharedGramMatrices INSTANCE =
            new SharedGramMatrices(Runtime.getRuntime().maxMemory() / SHARE);

    private final long bytes;

    /** The last one used comes first. */
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** @param bytes that they may take */
    SharedGramMatrices(long bytes) {
        this.bytes = bytes;
    }

    /** A kernel on some points, and its matrix while it is in memory. */
    private record Entry(AnalyticKernel kernel, double[] x, int order, SoftReference<GramMatrix> matrix) {
        boolean isOf(AnalyticKernel otherKernel, double[] otherX) {
            return x.length == otherX.length && kernel.isEqualTo(otherKernel) && Arrays.equals(x, otherX);
        }

        long bytes() {
            return BYTES_AN_ELEMENT * order * order;
        }
    }

    /** Those of this virtual machine. */
    static SharedGramMatrices instance() {
        return INSTANCE;
    }

    /**
     * The matrix of a kernel on some points, which may have been computed before, be under way, or not have begun.
     *
     * @param x points, order x inputs, row-major; copied
     */
    GramMatrix of(AnalyticKernel kernel, double[] x, int order) {
        double[] own = x.clone();
        GramMatrix fresh = new GramMatrix(order, deadline -> kernel.gram(own, order, deadline));
        synchronized (entries) {
            for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
                Entry entry = each.next();
                GramMatrix matrix = entry.matrix().get();
                if (matrix == null) {
                    each.remove();
                } else if (entry.isOf(kernel, own)) {
                    each.remove();
                    entries.addFirst(entry);
                    return matrix;
                }
            }
            entries.addFirst(new Entry(kernel, own, order, new SoftReference<>(fresh)));
            while (entries.size() > MOST
                    || entries.stream().mapToLong(Entry::bytes).sum() > bytes) {
                entries.removeLast();
            }
            return fresh;
        }
    }

    /** Forgets them all. */
    void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
