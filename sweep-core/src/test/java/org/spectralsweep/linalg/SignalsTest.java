package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

/**
 * Profilers send signals to threads, as JDK Flight Recorder does. Until oneDNN 3.12 its products kept the stack pointer
 * in memory that they had allocated, so that a signal overwrote what lay before it. The virtual machine then crashed.
 */
class SignalsTest {
    private static final String WORKER = "gets-signals";
    private static final int ROWS = 512;
    private static final int WIDTH = 128;
    private static final int PRODUCTS = 20_000;

    @Test
    void productsStandSignals() throws Exception {
        assumeTrue(OneDnn.isAvailable() && Files.isDirectory(Path.of("/proc/self/task")));
        AtomicInteger received = new AtomicInteger();
        Signal.handle(new Signal("URG"), signal -> received.incrementAndGet());
        ExecutorService worker = Executors.newSingleThreadExecutor(work -> new Thread(work, WORKER));
        try (FloatPointer left = filled(ROWS * WIDTH);
                FloatPointer right = filled(WIDTH * WIDTH);
                FloatPointer expected = filled(ROWS * WIDTH);
                FloatPointer product = filled(ROWS * WIDTH)) {
            worker.submit(() -> multiply(left, right, expected)).get();
            Future<?> products = worker.submit(() -> {
                for (int i = 0; i < PRODUCTS; i++) {
                    multiply(left, right, product);
                }
            });
            String thread = nativeThread();
            while (!products.isDone()) {
                new ProcessBuilder("bash", "-c", "for i in {1..500}; do kill -URG " + thread + "; done")
                        .inheritIO()
                        .start()
                        .waitFor();
            }
            products.get();
            assertThat(received.get()).isPositive();
            for (int i = 0; i < ROWS * WIDTH; i++) {
                assertThat(product.get(i)).isEqualTo(expected.get(i));
            }
        } finally {
            worker.shutdown();
        }
    }

    private static FloatPointer filled(int length) {
        FloatPointer values = new FloatPointer(length);
        for (int i = 0; i < length; i++) {
            values.put(i, i % 11 - 5f);
        }
        return values;
    }

    private static void multiply(FloatPointer left, FloatPointer right, FloatPointer product) {
        dnnl.dnnl_sgemm((byte) 'N', (byte) 'T', ROWS, WIDTH, WIDTH, 1f, left, WIDTH, right, WIDTH, 0f, product, WIDTH);
    }

    /** The kernel's number of the worker, which bears its name there. */
    private static String nativeThread() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).strip().equals(WORKER)) {
                    return thread.getFileName().toString();
                }
            }
        }
        throw new IllegalStateException("there is no thread " + WORKER);
    }
}
