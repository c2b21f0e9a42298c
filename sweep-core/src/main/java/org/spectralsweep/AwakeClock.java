package org.spectralsweep;

import java.util.function.LongSupplier;

/**
 * Counts the seconds since its start during which this process ran. A sleeping machine, a paused container or Ctrl-Z
 * stops the process, and a trial is not charged for that time. A thread looks at the time every second. When more than
 * {@value #LONGEST_GAP} seconds lie between two looks, the gap does not count.
 *
 * <p>Closing the clock ends its thread.
 */
public final class AwakeClock implements AutoCloseable {
    /** Longer than a busy machine or a garbage collection keeps a thread waiting. */
    static final double LONGEST_GAP = 5;

    private static final long TICK_MILLIS = 1000;

    private final LongSupplier nanoTime;
    private final Thread ticker;
    private long last;
    private double awake;

    /** A clock that reads {@link System#nanoTime} and looks every second. */
    public AwakeClock() {
        this(System::nanoTime, true);
    }

    /** @param ticks whether a thread looks every second; a test passes false and looks by itself */
    AwakeClock(LongSupplier nanoTime, boolean ticks) {
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
        ticker = new Thread(this::tick, "clock of a trial");
        ticker.setDaemon(true);
        if (ticks) {
            ticker.start();
        }
    }

    /** Seconds since the start, without the gaps in which nobody looked. */
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
