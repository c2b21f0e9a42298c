package org.spectralsweep.spark.job;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.spectralsweep.kernel.SampleKernel;

/**
 * The memory that the trials of one virtual machine share. Which of them runs out of it is chance, so such a trial is
 * run once more alone. It waits until no other trial runs, and none begins before it has ended. If it still lacks
 * memory, the fault is its own.
 *
 * <p>A trial never waits while it holds the lock, so two that wait run one after the other. The lock is fair: trials
 * that begin later do not overtake one that waits to be alone. A task that is killed while it waits is interrupted.
 */
final class SharedMemory {
    /** One lock for a virtual machine, which has one heap. */
    private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock(true);

    private SharedMemory() {}

    /** Runs a trial beside others. If it runs out of memory, it is run once more alone. */
    static <T> T run(Callable<T> trial) throws Exception {
        try {
            return run(LOCK.readLock(), trial);
        } catch (Exception | OutOfMemoryError e) {
            if (!lacksMemory(e)) {
                throw e;
            }
        }
        return run(LOCK.writeLock(), () -> {
            SampleKernel.forgetShared();
            return trial.call();
        });
    }

    private static <T> T run(Lock lock, Callable<T> trial) throws Exception {
        lock.lockInterruptibly();
        try {
            return trial.call();
        } finally {
            lock.unlock();
        }
    }

    /** Whether memory was missing, on the heap or outside of it. Libraries wrap the error. */
    static boolean lacksMemory(Throwable error) {
        Throwable cause = error;
        while (cause != null) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return false;
    }
}
