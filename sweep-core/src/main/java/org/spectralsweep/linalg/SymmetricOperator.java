package org.spectralsweep.linalg;

/** A real symmetric matrix A that is known only by its products. */
public interface SymmetricOperator {
    /** Number of rows and columns, n. */
    int order();

    /**
     * Writes A v.
     *
     * @param v n numbers, not modified
     * @param into n numbers, overwritten; must be a different array than v
     */
    void apply(double[] v, double[] into);
}
