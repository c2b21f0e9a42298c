package org.spectralsweep.theory;

/** The points on which a kernel's integral operator becomes a matrix. */
public enum NodeSet {
    /** The trial's own n samples. The matrix is H/n, whose eigenvalues and eigenvectors govern training. */
    SAMPLES,
    /** Uniform nodes of the domain, weighted by p: sqrt(p_i) K_ij sqrt(p_j) / n. */
    QUADRATURE
}
