package org.spectralsweep.trial;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** The processor time of the current thread, since the clock was made by it. */
final class ThreadClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What the Java platform says where it cannot tell. */
    private static final long UNKNOWN = -1;

    private final long start;

    private ThreadClock(long start) {
        this.start = start;
    }

    /** A clock for the current thread, which alone may read it. */
    static ThreadClock start() {
        return new ThreadClock(now());
    }

    /** Seconds since then; null where the platform cannot tell. */
    @Nullable
    Double seconds() {
        long now = now();
        return start == UNKNOWN || now == UNKNOWN ? null : (Double) ((now - start) / 1e9);
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
                ? THREADS.getCurrentThreadCpuTime()
                : UNKNOWN;
    }
}
