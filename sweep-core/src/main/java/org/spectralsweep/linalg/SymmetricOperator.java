package org.spectralsweep.linalg;

/** A real symmetric matrix A known by its products. */
public interface SymmetricOperator {
    /** Rows and columns n. */
    int order();

    /**
     * Writes A v.
     *
     * @param v n numbers, not modified
     * @param into n numbers, overwritten; another array than v
     */
    void apply(double[] v, double[] into);
}
