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

    private final SparkContext spark;

    TaskSlots(SparkContext spark) {
        this.spark = spark;
    }

    /** The number now, at least 1. */
    int now() {
        return Math.max(1, registered());
    }

    /** The number once the first executor has registered, for which this waits up to half a minute. */
    int awaited() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (registered() == 0 && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now();
            }
        }
        return now();
    }

    private int registered() {
        int perTask = Math.max(1, spark.conf().getInt("spark.task.cpus", 1));
        int slots = 0;
        for (ExecutorSummary executor :
                CollectionConverters.asJava(spark.statusStore().executorList(true))) {
            if (spark.isLocal() || !executor.id().equals(DRIVER)) {
                slots += executor.totalCores() / perTask;
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
            if (group.equals(job.properties().getProperty("spark.jobGroup.id"))) {
                stage = (int) job.stageIds().head();
            }
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart task) {
            if (task.stageId() == stage) {
                progress.started(units.get(task.taskInfo().index()).name());
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
                progress.lost(units.get(task.taskInfo().index()).name());
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
