package org.spectralsweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AwakeClockTest {
    private final AtomicLong now = new AtomicLong(17_000_000_000L);
    private final AwakeClock clock = new AwakeClock(now::get, false);

    private double after(double seconds) {
        now.addAndGet(Math.round(seconds * 1e9));
        return clock.seconds();
    }

    @Test
    void countsWhileItTicks() {
        assertThat(clock.seconds()).isZero();
        double seconds = 0;
        for (int tick = 0; tick < 30; tick++) {
            seconds = after(1);
        }
        assertThat(seconds).isCloseTo(30, within(1e-9));
        assertThat(after(4.9)).isCloseTo(34.9, within(1e-9));
    }

    @Test
    void aGapOfOverFiveSecondsDoesNotCount() {
        assertThat(after(1)).isCloseTo(1, within(1e-9));
        assertThat(after(150)).isCloseTo(1, within(1e-9));
        assertThat(after(0.5)).isCloseTo(1.5, within(1e-9));
        assertThat(after(5.1)).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void aDeadlineCountsTimeAwakeOnly() {
        Deadline deadline = Deadline.after(3, clock::seconds);
        after(2.9);
        assertThat(deadline.isOver()).isFalse();
        after(3600);
        deadline.check();
        after(0.2);
        assertThat(deadline.isOver()).isTrue();
        assertThatThrownBy(deadline::check).isInstanceOf(TimeOver.class);
    }

    @Test
    void graceIsGrantedOnce() {
        Deadline deadline = Deadline.after(20, clock::seconds);
        for (int tick = 0; tick < 21; tick++) {
            after(1);
        }
        assertThat(deadline.isOver()).isTrue();
        deadline.grantGrace();
        assertThat(deadline.isOver()).isFalse();
        after(0.9);
        deadline.check();
        after(0.2);
        deadline.grantGrace();
        assertThat(deadline.isOver()).isTrue();
        assertThat(Deadline.NONE.isOver()).isFalse();
    }

    /** Without the thread, a computation that does not look for six seconds would count as a sleeping machine. */
    @Test
    void aThreadLooksWhileNobodyElseDoes() throws InterruptedException {
        AtomicReference<@Nullable Thread> looker = new AtomicReference<>();
        try (AwakeClock ticking = new AwakeClock(
                () -> {
                    if (!Thread.currentThread().getName().equals("main")) {
                        looker.set(Thread.currentThread());
                    }
                    return System.nanoTime();
                },
                true)) {
            for (int i = 0; i < 50 && looker.get() == null; i++) {
                Thread.sleep(100);
            }
            assertThat(ticking.seconds()).isGreaterThan(0.9);
        }
        Thread thread = Objects.requireNonNull(looker.get());
        thread.join(5000);
        assertThat(thread.isAlive()).isFalse();
    }
}
