package org.spectralsweep.spark.job;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many tasks can run at a time: the cores of the executors that are registered, over those that a task takes. In
 * local mode the driver is the executor.
 */
final class TaskSlots {
    private static final String DRIVER = "driver";
    private static final long WAIT_SECONDS = 30;
    private static final long POLL_MILLIS = 50;
    private static final int MOST_SLOTS = 100_000;

    private final SparkContext spark;

    TaskSlots(SparkContext spark) {
        this.spark = spark;
    }

    /** The number now, at least 1. */
    int now() {
        return Math.max(1, registered());
    }

    /**
     * The number once executors have registered. It waits up to half a minute for the first one, and then until a
     * second has passed without another. With dynamic allocation executors come when there are tasks. There it is the
     * most that may come, if that is limited.
     */
    int awaited() {
        if (spark.isLocal()) {
            return now();
        }
        if (spark.conf().getBoolean("spark.dynamicAllocation.enabled", false)) {
            long most = (long) spark.conf().getInt("spark.dynamicAllocation.maxExecutors", 0)
                    * spark.conf().getInt("spark.executor.cores", 1)
                    / perTask();
            return (int) Math.max(spark.defaultParallelism(), Math.min(most, MOST_SLOTS));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        int known = 0;
        long since = System.nanoTime();
        while (System.nanoTime() < end) {
            int found = registered();
            if (found != known) {
                known = found;
                since = System.nanoTime();
            } else if (known > 0 && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(1)) {
                break;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return now();
    }

    private int perTask() {
        return Math.max(1, spark.conf().getInt("spark.task.cpus", 1));
    }

    private int registered() {
        int slots = 0;
        for (ExecutorSummary executor :
                CollectionConverters.asJava(spark.statusStore().executorList(true))) {
            if (spark.isLocal() || !executor.id().equals(DRIVER)) {
                slots += executor.totalCores() / perTask();
            }
        }
        return slots;
    }

    /** Tells a run's progress what Spark does with the stage of a job group. */
    static final class Listener extends SparkListener {
        private final String group;
        private final List<WorkUnit> units;
        private final TaskSlots slots;
        private final Progress progress;
        private volatile int stage = -1;
        private long asked = System.nanoTime();

        Listener(String group, List<WorkUnit> units, TaskSlots slots, Progress progress) {
            this.group = group;
            this.units = units;
            this.slots = slots;
            this.progress = progress;
        }

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            if (stage < 0 && group.equals(job.properties().getProperty("spark.jobGroup.id"))) {
                stage = (int) job.stageIds().head();
            }
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart task) {
            if (task.stageId() == stage) {
                progress.started(units.get(task.taskInfo().partitionId()).name());
                // What executors have registered is known a moment after they are added.
                if (System.nanoTime() - asked > TimeUnit.SECONDS.toNanos(1)) {
                    asked = System.nanoTime();
                    progress.cores(slots.now());
                }
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            if (task.stageId() == stage && !task.taskInfo().successful()) {
                progress.lost(units.get(task.taskInfo().partitionId()).name());
            }
        }

        @Override
        public void onExecutorAdded(SparkListenerExecutorAdded executor) {
            progress.cores(slots.now());
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
            progress.cores(slots.now());
        }
    }
}
