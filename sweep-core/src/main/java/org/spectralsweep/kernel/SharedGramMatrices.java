package org.spectralsweep.kernel;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.MlpSpec;

/**
 * The closed-form kernel matrices that were used last in this virtual machine. Trials on the same samples follow each
 * other in a sweep, and their matrix and its eigenvectors take longer than many a training. A matrix does not depend on
 * whether it was there, and gives way when memory is short.
 */
final class SharedGramMatrices {
    /** How many are kept: two for each of two threads. */
    private static final int MOST = 4;

    /** The last one used comes first. */
    private static final Deque<SoftReference<Entry>> ENTRIES = new ArrayDeque<>();

    private SharedGramMatrices() {}

    /** A matrix that may be under way. Other threads wait for it. */
    private static final class Entry {
        private final MlpSpec spec;
        private final double[] x;
        private @Nullable GramMatrix matrix;

        Entry(MlpSpec spec, double[] x) {
            this.spec = spec;
            this.x = x;
        }

        boolean isOf(MlpSpec otherSpec, double[] otherX) {
            return spec.equals(otherSpec) && Arrays.equals(x, otherX);
        }

        synchronized GramMatrix matrix(int order, Deadline deadline) {
            if (matrix == null) {
                matrix = new GramMatrix(AnalyticKernel.of(spec).gram(x, order, deadline), order);
            }
            return matrix;
        }
    }

    /**
     * The matrix of a network's kernel on some points, computed unless it is there.
     *
     * @param spec one whose kernel has a closed form
     * @param x points, order x inputs, row-major; copied
     */
    static GramMatrix of(MlpSpec spec, double[] x, int order, Deadline deadline) {
        return entry(spec, x).matrix(order, deadline);
    }

    private static Entry entry(MlpSpec spec, double[] x) {
        synchronized (ENTRIES) {
            Entry found = null;
            for (Iterator<SoftReference<Entry>> each = ENTRIES.iterator(); each.hasNext(); ) {
                Entry entry = each.next().get();
                if (entry == null) {
                    each.remove();
                } else if (entry.isOf(spec, x)) {
                    found = entry;
                    each.remove();
                }
            }
            if (found == null) {
                found = new Entry(spec, x.clone());
            }
            ENTRIES.addFirst(new SoftReference<>(found));
            if (ENTRIES.size() > MOST) {
                ENTRIES.removeLast();
            }
            return found;
        }
    }
}
