package org.spectralsweep.spark.job;

import java.util.List;

/** Follows a run. Several threads call its methods, which must return at once. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void planned(int trials, int committed, List<WorkUnit> units, int cores) {}

        @Override
        public void finished(UnitReport report) {}
    };

    /** Tells one and then the other. */
    static Progress both(Progress one, Progress other) {
        return new Progress() {
            @Override
            public void began(String runId) {
                one.began(runId);
                other.began(runId);
            }

            @Override
            public void planned(int trials, int committed, List<WorkUnit> units, int cores) {
                one.planned(trials, committed, units, cores);
                other.planned(trials, committed, units, cores);
            }

            @Override
            public void remark(String sentence) {
                one.remark(sentence);
                other.remark(sentence);
            }

            @Override
            public void started(String unit) {
                one.started(unit);
                other.started(unit);
            }

            @Override
            public void lost(String unit) {
                one.lost(unit);
                other.lost(unit);
            }

            @Override
            public void cores(int number) {
                one.cores(number);
                other.cores(number);
            }

            @Override
            public void finished(UnitReport report) {
                one.finished(report);
                other.finished(report);
            }
        };
    }

    /** The run has its id. */
    default void began(String runId) {}

    /**
     * The stage is about to start.
     *
     * @param trials number of trials of the sweep
     * @param committed how many of them earlier runs have committed
     * @param units units to be done
     * @param cores how many are done at a time
     */
    void planned(int trials, int committed, List<WorkUnit> units, int cores);

    /** Something went wrong that does not end the run. */
    default void remark(String sentence) {}

    /** A work unit's task has started, perhaps once more. */
    default void started(String unit) {}

    /** A work unit's task has failed or was lost with its executor. It will start again, or end the run. */
    default void lost(String unit) {}

    /** From now on so many work units are done at a time: executors have come or gone. */
    default void cores(int number) {}

    /** A work unit is committed. */
    void finished(UnitReport report);
}
