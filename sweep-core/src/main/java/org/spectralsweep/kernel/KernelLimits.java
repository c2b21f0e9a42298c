package org.spectralsweep.kernel;

/** Where computations with a kernel end: the size of a matrix, the number of steps and the growth of an energy. */
public final class KernelLimits {
    /**
     * The most rows of a matrix that is solved as a whole. It takes 69 MiB, and about ten seconds with all its
     * eigenvectors.
     */
    public static final int LARGEST_MATRIX = 3000;

    /** What the kernel has not learned after so many steps counts as never learned. */
    public static final long MOST_STEPS = 1_000_000_000_000L;

    /** A descent whose energy exceeds that at the start by this factor has diverged and is not followed further. */
    public static final double DIVERGED = 1e100;

    private KernelLimits() {}
}
