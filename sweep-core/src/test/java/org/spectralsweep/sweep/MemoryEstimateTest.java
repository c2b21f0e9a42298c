package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.trial.TrialExamples;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialResult;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

class MemoryEstimateTest {
    /** Pause between two collections, so that the trial makes progress. */
    private static final long PAUSE_NANOS = 20_000_000;

    private static final String FORM = """
            {"domain": %s, "sampling": %s, "target": %s, "network": %s, "initialization": {"weights": {"type": "he"}},
             "optimizer": %s, "encoding": %s, "thresholds": [{"name": "t", "convention": "relative-mse", "delta": 1e-9}],
             "metrics": %s, "theory": %s, "max-steps": 1}
            """;

    private static final String DESCENT = "{\"type\": \"gradient-descent\", \"learning-rate\": 1e-6}";
    private static final String NONE = "{\"type\": \"identity\"}";
    private static final String CIRCLE = "{\"type\": \"circle\"}";
    private static final String HARMONIC = "{\"type\": \"harmonic\", \"frequency\": 4}";

    private static final Map<String, TrialSpec> MEASURED = Map.of(
            "circle wide",
            trial(CIRCLE, grid(734), HARMONIC, "{\"width\": 500000}", DESCENT, NONE, "[]", "[]"),
            "shallow",
            trial(
                    "{\"type\": \"sphere\", \"dimension\": 3}",
                    grid(200),
                    "{\"type\": \"zonal-harmonic\", \"frequency\": 3}",
                    "{\"width\": 500000}",
                    "{\"type\": \"adam\", \"learning-rate\": 1e-6}",
                    NONE,
                    "[]",
                    "[]"),
            "dense deep",
            trial(CIRCLE, grid(500), HARMONIC, "{\"widths\": [2000, 2000, 2000, 2000]}", DESCENT, NONE, "[]", "[]"),
            "a kernel of many samples",
            trial(
                    CIRCLE,
                    "{\"type\": \"iid\", \"points\": 3000}",
                    HARMONIC,
                    "{\"widths\": [64, 64]}",
                    DESCENT,
                    NONE,
                    "[]",
                    "[{\"type\": \"kernel-spectrum\"}]"),
            "an image",
            trial(
                    "{\"type\": \"cube\", \"dimension\": 2}",
                    "{\"type\": \"pixels\"}",
                    "{\"type\": \"random-image\", \"width\": 512, \"height\": 512}",
                    "{\"widths\": [256, 256, 256, 256]}",
                    "{\"type\": \"adam\", \"learning-rate\": 1e-4, \"batch-size\": 10000}",
                    "{\"type\": \"positional\", \"octaves\": 6}",
                    "[{\"type\": \"hamming\"}, {\"type\": \"activation-regions\"}, {\"type\": \"psnr\"}]",
                    "[]"));

    private static TrialSpec trial(Object... parts) {
        return TrialJson.read(FORM.formatted(parts));
    }

    private static String grid(int points) {
        return "{\"type\": \"grid\", \"points\": " + points + "}";
    }

    /** In a run of 4,000 units on 734 samples the process grew by 9.7 arrays of activations. */
    @Test
    void theReferenceNeedsItsMemoryOutsideOfTheHeap() {
        TrialSpec fixed = TrialExamples.with(
                TrialExamples.with("optimizer", "{type: adam}"), "sampling", "{type: iid, points: 734}");
        double activations = 8.0 * 4000 * 734;
        assertThat(MemoryEstimate.of(TrialExamples.with(fixed, "engine", "shallow"))
                        .outside())
                .isZero();
        assertThat(MemoryEstimate.of(TrialExamples.with(fixed, "engine", "nd4j"))
                        .outside())
                .isBetween(9.7 * activations, 12 * activations);
    }

    /** Two arrays of parameters and a block of rows; on the heap one array less than before. */
    @Test
    void denseNetworksInSinglePrecisionNeedTheirMemoryOutsideOfTheHeap() {
        TrialSpec deep = TrialExamples.with(
                TrialExamples.with("network", "{widths: [2000, 2000, 2000]}"), "optimizer", "{type: adam}");
        double parameters = 4.0 * (3 * 2000 + 2 * 2001 * 2000 + 2001);
        MemoryEstimate single = MemoryEstimate.of(deep);
        assertThat(single.outside()).isBetween(2 * parameters + 8e6, 2 * parameters + 9e6);
        assertThat(MemoryEstimate.of(TrialExamples.with(deep, "precision", "float64"))
                        .outside())
                .isZero();
    }

    @Test
    void growsWithSamplesAndWidth() {
        MemoryEstimate base = MemoryEstimate.of(TrialExamples.base());
        assertThat(base.heap()).isBetween(1e6, 1e8);
        assertThat(MemoryEstimate.of(TrialExamples.with("network.width", "40000000"))
                        .heap())
                .isGreaterThan(100 * base.heap());
        TrialSpec many = TrialExamples.with("sampling", "{type: iid, points: 2000000000}");
        assertThat(MemoryEstimate.of(many).samples()).isBetween(5e10, 5e11);
        assertThat(MemoryEstimate.of(many).longest()).isGreaterThan(MemoryEstimate.LONGEST_ARRAY);
        TrialSpec fine = TrialExamples.with("sampling", "{type: grid, step: 1e-300}");
        assertThat(MemoryEstimate.of(fine).heap()).isGreaterThan(1e300);
    }

    /**
     * The peak of live memory, measured by collecting garbage all the time. Other tests of this virtual machine must
     * not run at the same time.
     */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"circle wide", "shallow", "dense deep", "a kernel of many samples", "an image"})
    void isWithinAFactorOfTwoOfTheMeasurement(String name) throws InterruptedException {
        TrialSpec spec = Objects.requireNonNull(MEASURED.get(name));
        long before = alive();
        AtomicBoolean done = new AtomicBoolean();
        long[] peak = {0};
        Thread sampler = new Thread(() -> {
            while (!done.get()) {
                peak[0] = Math.max(peak[0], alive());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        sampler.start();
        TrialResult result = TrialRunner.run(spec);
        done.set(true);
        sampler.join();
        assertThat(result.course().error()).isNull();
        double measured = peak[0] - before;
        double estimated = MemoryEstimate.of(spec).heap();
        System.out.printf("%s: measured %.0f MiB, estimated %.0f MiB%n", name, measured / 0x1p20, estimated / 0x1p20);
        assertThat(estimated / measured).as(name).isBetween(0.5, 2.0);
    }

    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
