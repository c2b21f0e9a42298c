package org.spectralsweep.targets;

/** A target made of data. It has points of its own, numbered from 0 and called entries. */
public sealed interface ValuesByEntry permits Picture, LabelledPoints {
    /**
     * The target's values at some of its own points.
     *
     * @param entries numbers of the points
     * @return entries x outputs, row-major
     */
    double[] values(int[] entries);
}
