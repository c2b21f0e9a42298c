package org.spectralsweep.spark.job;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.sweep.MemoryEstimate;
import org.spectralsweep.trial.TrialSpec;

/**
 * The memory that trials will have, as far as the driver knows it. In local mode this is the driver's own heap.
 * Otherwise it is an executor's heap by {@code spark.executor.memory} and, outside of the heap, its overhead. A trial
 * that cannot fit even alone is refused before anything runs. An estimate may be twice what a trial needs. A trial is
 * therefore refused only if half of its estimate is too much; otherwise there is a remark.
 */
final class MemoryLimit {
    /** Bytes that the virtual machine and Spark need besides the trials. */
    private static final double OWN = 150 << 20;

    private static final String DEFAULT_MEMORY = "1g";
    private static final double LEAST_OVERHEAD = 384 << 20;
    private static final double OVERHEAD_SHARE = 0.1;

    /** From this number on, writing all digits is useless. */
    private static final double LONGEST_WRITTEN = 1e15;

    private final double driver;
    private final double heap;
    private final double outside;
    private final int tasks;
    private final String setting;
    private double largest;

    private MemoryLimit(double driver, double heap, double outside, int tasks, String setting) {
        this.driver = driver;
        this.heap = heap;
        this.outside = outside;
        this.tasks = tasks;
        this.setting = setting;
    }

    /** The limit under Spark's settings, for a driver whose heap is that of this virtual machine. */
    static MemoryLimit of(SparkConf conf) {
        return of(conf, Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    }

    /** @param processors number of processors of the driver's machine, each of which runs a task in local mode */
    static MemoryLimit of(SparkConf conf, double driver, int processors) {
        String master = conf.get("spark.master", "local[*]");
        if (LocalMode.is(master)) {
            // JavaCPP allows as much memory outside of the heap as the heap may have.
            return new MemoryLimit(driver, driver, driver, LocalMode.tasks(master, processors), "-Xmx");
        }
        double mib = 1 << 20;
        double executor = conf.getSizeAsMb("spark.executor.memory", DEFAULT_MEMORY) * mib;
        double overhead = conf.contains("spark.executor.memoryOverhead")
                ? conf.getSizeAsMb("spark.executor.memoryOverhead") * mib
                : Math.max(LEAST_OVERHEAD, OVERHEAD_SHARE * executor);
        int tasks = conf.getInt("spark.executor.cores", 1);
        return new MemoryLimit(driver, executor, overhead, tasks, "spark.executor.memory");
    }

    /**
     * Refuses a trial that cannot fit.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    void require(TrialSpec trial) {
        MemoryEstimate need = MemoryEstimate.of(trial);
        if (need.parameters() > MemoryEstimate.LONGEST_ARRAY) {
            throw new Refusal(
                    "network",
                    "must have at most " + bytes(MemoryEstimate.LONGEST_ARRAY) + " parameters but has about "
                            + bytes(need.parameters()));
        }
        if (need.longest() > MemoryEstimate.LONGEST_ARRAY) {
            throw new Refusal(
                    "sampling",
                    "must give at most " + bytes(MemoryEstimate.LONGEST_ARRAY)
                            + " numbers in an array, inputs and targets each, but they are about "
                            + bytes(need.longest()));
        }
        if (exceeds(need.samples(), driver)) {
            throw new Refusal(
                    "sampling",
                    "must fit into the driver's memory of " + bytes(driver)
                            + " bytes (-Xmx) but its samples need about " + bytes(need.samples()) + " bytes");
        }
        if (exceeds(need.heap(), heap)) {
            throw new IllegalArgumentException("a trial must fit into the memory of " + bytes(heap) + " bytes ("
                    + setting + ") but this one needs about " + bytes(need.heap()) + " bytes at once, even alone");
        }
        if (exceeds(need.outside(), outside)) {
            throw new IllegalArgumentException("a trial must fit into the memory of " + bytes(outside)
                    + " bytes outside of the heap (" + (setting.equals("-Xmx") ? "-Xmx" : setting + "Overhead")
                    + ") but this one needs about " + bytes(need.outside()) + " bytes at once, even alone");
        }
        largest = Math.max(largest, need.heap());
    }

    private static boolean exceeds(double estimate, double limit) {
        return estimate / MemoryEstimate.ACCURACY > limit;
    }

    /** A remark if trials may run out of memory when as many run at once as there are tasks. */
    Optional<String> remark() {
        if (tasks * largest + OWN <= heap) {
            return Optional.empty();
        }
        boolean alone = largest + OWN <= heap;
        return Optional.of("the largest trial needs about " + bytes(largest) + " bytes at once, and "
                + (alone ? tasks + " at a time" : "even alone it") + " may not fit into " + bytes(heap) + " bytes ("
                + setting + "): a trial that runs out of memory is run once more alone"
                + (alone ? "" : ", and is FAILED if that is not enough"));
    }

    private static String bytes(double count) {
        return String.format(Locale.ROOT, count < LONGEST_WRITTEN ? "%,.0f" : "%.2e", count);
    }
}
