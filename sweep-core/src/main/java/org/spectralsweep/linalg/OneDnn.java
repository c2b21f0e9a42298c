package org.spectralsweep.linalg;

import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;

/**
 * The oneDNN library of this virtual machine, which computes dense networks in float32. It counts its threads by the
 * environment variable OMP_NUM_THREADS, and it is used only where that is 1: parallelism belongs to the trials, and the
 * order of a sum must not depend on the number of cores.
 */
public final class OneDnn {
    private static final String THREADS = "OMP_NUM_THREADS";
    private static final @Nullable String OBSTACLE = obstacleToLoading();

    private OneDnn() {}

    /** Whether it can be used here. */
    public static boolean isAvailable() {
        return OBSTACLE == null;
    }

    /** Why it cannot be used, or null. */
    public static @Nullable String obstacle() {
        return OBSTACLE;
    }

    /** Name, version, and what of the environment changes it, for provenance; only where it is available. */
    public static String description() {
        String forced = System.getenv("ONEDNN_MAX_CPU_ISA");
        return "oneDNN " + dnnl.DNNL_VERSION_MAJOR + "." + dnnl.DNNL_VERSION_MINOR + "." + dnnl.DNNL_VERSION_PATCH
                + (forced == null ? "" : ", at most " + forced);
    }

    /**
     * Refuses an environment in which oneDNN would use several threads.
     *
     * @throws IllegalStateException with one clear sentence
     */
    public static void requireOneThread() {
        String threads = System.getenv(THREADS);
        if (!"1".equals(threads)) {
            throw new IllegalStateException("the environment variable " + THREADS
                    + " must be 1 for dense networks in float32, since oneDNN takes its threads from it, but it was "
                    + (threads == null ? "not set" : threads));
        }
    }

    /** Bits of the vectors in its kernels; only where it is available. */
    public static int vectorBits() {
        int kernels = dnnl.dnnl_get_effective_cpu_isa();
        return has(kernels, dnnl.dnnl_cpu_isa_avx512_core) ? 512 : has(kernels, dnnl.dnnl_cpu_isa_avx2) ? 256 : 128;
    }

    /** A set of instructions has a bit for each extension. */
    private static boolean has(int kernels, int extensions) {
        return (kernels & extensions) == extensions;
    }

    private static @Nullable String obstacleToLoading() {
        if (!"1".equals(System.getenv(THREADS))) {
            return "the environment variable " + THREADS + " is not 1";
        }
        JavaCpp.useLog();
        try {
            dnnl.dnnl_get_effective_cpu_isa();
            return null;
        } catch (LinkageError e) {
            return "its library did not load (" + e.getMessage() + ")";
        }
    }
}
