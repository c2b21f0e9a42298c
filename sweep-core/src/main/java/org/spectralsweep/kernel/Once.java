package org.spectralsweep.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;

/**
 * A value that the first thread to ask for it computes. Others wait meanwhile, each until its own deadline. If the
 * first one fails, the next one tries.
 */
final class Once<T> {
    /** How often one who waits looks at the clock. */
    private static final long LOOK_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T value;

    /** The value, computed if it is not there. */
    T get(Deadline deadline, Supplier<T> computation) {
        T found = value;
        if (found != null) {
            return found;
        }
        deadline.check();
        await(deadline);
        try {
            found = value;
            if (found == null) {
                found = computation.get();
                value = found;
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private void await(Deadline deadline) {
        try {
            while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                deadline.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another trial computed the same kernel", e);
        }
    }
}
