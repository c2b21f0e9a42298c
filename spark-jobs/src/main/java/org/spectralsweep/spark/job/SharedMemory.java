package org.spectralsweep.spark.job;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The memory that the trials of one virtual machine share. Which of them runs out of it is chance, so a trial that did is run once more alone: it waits
 * until no other trial runs, and none begins before it has ended. Only then its lack of memory is its own.
 *
 * <p>A trial holds the lock for itself alone, never while it waits, so that two that wait run one after the other. The lock is fair: who waits
 * to be alone is not passed by trials that begin later. A task that is killed while it waits is interrupted.
 */
final class SharedMemory {
    /** One a virtual machine, as the heap is. */
    private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock(true);

    private SharedMemory() {}

    /** Runs a trial beside others, and once more alone if it, or what it was thrown by, ran out of memory. */
    static <T> T run(Callable<T> trial) throws Exception {
        try {
            return run(LOCK.readLock(), trial);
        } catch (Exception | OutOfMemoryError e) {
            if (!lacksMemory(e)) {
                throw e;
            }
        }
        return run(LOCK.writeLock(), trial);
    }

    private static <T> T run(Lock lock, Callable<T> trial) throws Exception {
        lock.lockInterruptibly();
        try {
            return trial.call();
        } finally {
            lock.unlock();
        }
    }

    /** Whether memory, on the heap or outside of it, is what was missing; libraries wrap the error. */
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
