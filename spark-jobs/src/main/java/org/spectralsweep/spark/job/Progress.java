package org.spectralsweep.spark.job;

import java.util.List;

/** Follows a run; called on one thread at a time, and must return at once. */
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
     * @param trials of the sweep
     * @param committed how many of them earlier runs committed
     * @param units to be done
     * @param cores that do them
     */
    void planned(int trials, int committed, List<WorkUnit> units, int cores);

    /** A unit is committed. */
    void finished(UnitReport report);
}
