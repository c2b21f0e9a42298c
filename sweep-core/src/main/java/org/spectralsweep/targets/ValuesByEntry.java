package org.spectralsweep.targets;

/** A target made of data: it has points of its own, which are counted from 0. */
public sealed interface ValuesByEntry permits Picture, LabelledPoints {
    /**
     * What is to be learned at some of the target's own points.
     *
     * @param entries which
     * @return entries x outputs, row-major
     */
    double[] values(int[] entries);
}
