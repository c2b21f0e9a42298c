package org.spectralsweep.kernel;

import org.spectralsweep.Deadline;

/**
 * The matrix M of a kernel's descent r &lt;- (I - eta f M) r: the kernel matrix H itself, or H P where residuals are
 * mapped by P. Its eigenvalues are real and not negative, and it has a basis of eigenvectors on its range.
 */
interface DescentMatrix {
    /** Rows and columns. */
    int order();

    /** M, row-major; not a copy. */
    double[] elements(Deadline deadline);

    /** The largest eigenvalue. */
    double largest(Deadline deadline);

    /** The decomposition of M, computed once. */
    DescentModes modes(Deadline deadline);
}
