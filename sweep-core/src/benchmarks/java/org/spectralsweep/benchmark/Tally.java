package org.spectralsweep.benchmark;

/** Counts the virtual machines of several rows by their luck. */
final class Tally {
    private static final double NEAR = 1.25;
    private static final double FAR = 2;

    private long all;
    private long near;
    private long far;
    private long allocating;

    /** Adds the virtual machines of a row. */
    void add(Row.Luck luck) {
        all += luck.times().size();
        near += luck.within(NEAR);
        far += luck.times().size() - luck.within(FAR);
        allocating += luck.allocating();
    }

    @Override
    public String toString() {
        return "Of the " + all + " virtual machines " + near + " are within " + NEAR + " of their row's median, " + far
                + " above " + FAR + ", " + allocating + " allocate in a step.";
    }
}
