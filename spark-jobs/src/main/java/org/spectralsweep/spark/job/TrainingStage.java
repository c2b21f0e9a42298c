package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.trial.TrialStatus;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** The Spark stage of a run, with one task a work unit, and what its tasks have reported. */
final class TrainingStage {
    private final JavaSparkContext context;
    private final TaskSlots slots;
    private final Progress progress;
    private final String sweep;
    private final String runId;
    private final Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
    private double cpuSeconds;

    /**
     * Prepares a stage.
     *
     * @param slots where tasks may run
     * @param sweep the sweep's name
     * @param runId the run's id
     */
    TrainingStage(JavaSparkContext context, TaskSlots slots, Progress progress, String sweep, String runId) {
        this.context = context;
        this.slots = slots;
        this.progress = progress;
        this.sweep = sweep;
        this.runId = runId;
    }

    String runId() {
        return runId;
    }

    /** The number of trials that were done, by state. */
    Map<TrialStatus, Integer> byStatus() {
        return byStatus;
    }

    /** Processor time of these trials. */
    double cpuSeconds() {
        return cpuSeconds;
    }

    /**
     * Runs work units.
     *
     * @param task runs one
     * @param compaction is told of each that is committed
     * @throws FolderLost if tasks found that the results folder is gone
     */
    void run(List<WorkUnit> units, UnitTask task, PassingCompaction compaction) throws FolderLost {
        // Tasks that find the folder gone end at once, and so does the stage.
        List<String> lost = new ArrayList<>();
        String group = "sweep " + runId;
        context.setJobGroup(group, sweep + ": " + units.size() + " work units", true);
        JavaRDD<byte[]> rdd =
                context.parallelize(units.stream().map(Marshalled::bytes).toList(), units.size());
        AbstractFunction2<Object, byte[], BoxedUnit> handler = new AbstractFunction2<>() {
            @Override
            public BoxedUnit apply(Object partition, byte[] bytes) {
                UnitReport report = Marshalled.value(bytes, UnitReport.class);
                if (report.lost() != null) {
                    lost.add(report.lost());
                    return BoxedUnit.UNIT;
                }
                add(report);
                progress.finished(report);
                compaction.committed();
                return BoxedUnit.UNIT;
            }
        };
        List<Object> partitions =
                IntStream.range(0, units.size()).<Object>mapToObj(i -> i).toList();
        SparkContext spark = context.sc();
        TaskSlots.Listener listener = new TaskSlots.Listener(group, units, slots, progress);
        spark.addSparkListener(listener);
        try {
            spark.runJob(
                    rdd.rdd(),
                    task,
                    CollectionConverters.asScala(partitions).toSeq(),
                    handler,
                    ClassTag$.MODULE$.<byte[]>apply(byte[].class));
        } finally {
            spark.removeSparkListener(listener);
            context.clearJobGroup();
        }
        if (!lost.isEmpty()) {
            throw new FolderLost(String.format(
                    Locale.ROOT,
                    "%s (%d of %d work units were not committed)",
                    lost.get(0),
                    lost.size(),
                    units.size()));
        }
    }

    private void add(UnitReport report) {
        for (UnitReport.Trial trial : report.trials()) {
            byStatus.merge(trial.status(), 1, Integer::sum);
            cpuSeconds += trial.cpuSeconds();
        }
    }
}
