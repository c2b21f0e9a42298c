package org.spectralsweep.spark.job;

import java.util.List;

/** Follows a run. Its methods are called on one thread at a time, and must return at once. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void planned(int trials, int committed, List<WorkUnit> units, int cores) {}

        @Override
        public void finished(UnitReport report) {}
    };

    /**
     * The stage is about to start.
     *
     * @param trials number of trials of the sweep
     * @param committed how many of them earlier runs have committed
     * @param units units to be done
     * @param cores number of cores that do them
     */
    void planned(int trials, int committed, List<WorkUnit> units, int cores);

    /** Something went wrong that does not end the run. */
    default void remark(String sentence) {}

    /** A work unit is committed. */
    void finished(UnitReport report);
}
