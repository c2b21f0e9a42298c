package org.spectralsweep;

import java.util.function.LongSupplier;

/**
 * Seconds since its start in which this process ran. A machine that sleeps, a paused container and Ctrl-Z stop a process for a while that is not the
 * trial's: a thread looks at the time every second, and where more than {@value #LONGEST_GAP} seconds lie between two looks, they do not count.
 *
 * <p>Ends its thread when closed.
 */
public final class AwakeClock implements AutoCloseable {
    /** Longer than a busy machine or a collector of garbage keeps a thread waiting. */
    static final double LONGEST_GAP = 5;

    private static final long TICK_MILLIS = 1000;

    private final LongSupplier nanoTime;
    private final Thread ticker;
    private long last;
    private double awake;

    /** A clock of the virtual machine's own time, which ticks. */
    public AwakeClock() {
        this(System::nanoTime, true);
    }

    /** @param ticks whether a thread looks every second; a test looks by itself */
    AwakeClock(LongSupplier nanoTime, boolean ticks) {
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
        ticker = new Thread(this::tick, "clock of a trial");
        ticker.setDaemon(true);
        if (ticks) {
            ticker.start();
        }
    }

    /** Seconds since the start, without those in which nobody looked. */
    public synchronized double seconds() {
        long now = nanoTime.getAsLong();
        double gap = (now - last) / 1e9;
        last = now;
        awake += gap > LONGEST_GAP ? 0 : gap;
        return awake;
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                double unused = seconds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ticker.interrupt();
    }
}
