package org.spectralsweep.theory;

/** On which points a kernel's integral operator becomes a matrix. */
public enum NodeSet {
    /** The trial's own n samples: H/n, whose eigenvalues and vectors are those that training meets. */
    SAMPLES,
    /** Uniform nodes of the domain, weighted by p: sqrt(p_i) K_ij sqrt(p_j) / n. */
    QUADRATURE
}
