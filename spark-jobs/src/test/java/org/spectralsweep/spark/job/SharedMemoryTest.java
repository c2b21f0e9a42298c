package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedMemoryTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(6);
    private final AtomicInteger running = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A trial that fails at first, as others beside it do. It notes how many others ran during its second run. */
    private final class Hungry implements Callable<Integer> {
        private final CyclicBarrier together;
        private final Error error;
        private int attempts;

        Hungry(CyclicBarrier together, Error error) {
            this.together = together;
            this.error = error;
        }

        @Override
        public Integer call() throws Exception {
            int others = running.getAndIncrement();
            try {
                if (attempts++ == 0) {
                    together.await();
                    throw error;
                }
                Thread.sleep(50);
                return others + running.get() - 1;
            } finally {
                running.decrementAndGet();
            }
        }
    }

    @Test
    void runsTwoThatLackedMemoryOneAfterTheOther() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Hungry trial = new Hungry(together, new OutOfMemoryError("planted"));
            results.add(threads.submit(() -> SharedMemory.run(trial)));
        }
        for (int i = 0; i < 200; i++) {
            Callable<Integer> modest = () -> {
                running.incrementAndGet();
                Thread.sleep(1);
                running.decrementAndGet();
                return 0;
            };
            results.add(threads.submit(() -> SharedMemory.run(modest)));
        }
        for (Future<Integer> result : results) {
            assertThat(result.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void aloneItsLackOfMemoryIsItsOwn() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> SharedMemory.run(() -> {
                    attempts.incrementAndGet();
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void recognisesAWrappedLackOfMemory() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        assertThat(SharedMemory.<Integer>run(() -> {
                    if (attempts.getAndIncrement() == 0) {
                        throw new IllegalStateException(
                                new RuntimeException(new OutOfMemoryError("Physical memory usage is too high")));
                    }
                    return 7;
                }))
                .isEqualTo(7);
        assertThatThrownBy(() -> SharedMemory.run(() -> {
                    attempts.getAndIncrement();
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aTaskThatIsKilledWhileItWaitsEnds() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Future<Integer> other = threads.submit(() -> SharedMemory.run(() -> {
            inside.countDown();
            leave.await();
            return 1;
        }));
        inside.await();
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Integer> waiting = threads.submit(() -> {
            try {
                return SharedMemory.<Integer>run(() -> {
                    failed.countDown();
                    throw new OutOfMemoryError("planted");
                });
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        failed.await();
        Thread.sleep(100);
        waiting.cancel(true);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        leave.countDown();
        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(SharedMemory.<Integer>run(() -> 3)).isEqualTo(3);
    }
}
