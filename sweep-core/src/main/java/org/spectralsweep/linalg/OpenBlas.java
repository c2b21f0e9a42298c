package org.spectralsweep.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * The BLAS of this JVM: an OpenBLAS library. It is called on heap arrays without a copy through netlib's JNI binding,
 * on exactly one thread. Parallelism belongs to the trials, and the order of a sum must not depend on a machine's load.
 *
 * <p>Only {@link Nd4jLibrary} touches ND4J, which changes the number of threads when it is loaded, and sets it back.
 *
 * <p>ND4J calls this library too, which is newer than the one that it was built with. That one (0.3.19) does not know
 * the processors of this decade and gives them kernels of 2007, at a quarter of the speed. Those kernels also sum in an
 * order that depends on an array's address.
 */
public final class OpenBlas {
    /** Held so that the level lasts, since the logging framework keeps loggers by weak reference. */
    private static final Logger BINDING_LOG = Logger.getLogger("dev.ludovic.netlib");

    private static final BLAS INSTANCE;
    private static final String LIBRARY;
    private static final String DESCRIPTION;

    static {
        BINDING_LOG.setLevel(Level.WARNING);
        JavaCpp.useLog();
        String library = Loader.load(openblas.class);
        useOneThread();
        System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
        BLAS blas;
        String name;
        String description;
        try {
            blas = NativeBLAS.getInstance();
            String forced = System.getenv("OPENBLAS_CORETYPE");
            name = "OpenBLAS " + Release.of("org.bytedeco", "openblas");
            description = name + " through netlib, " + threads() + " thread"
                    + (forced == null ? "" : ", kernels of " + forced);
        } catch (RuntimeException | LinkageError e) {
            blas = JavaBLAS.getInstance();
            name = "netlib " + blas.getClass().getSimpleName();
            description = name + ", 1 thread: the native binding did not load (" + e.getMessage() + ")";
        }
        INSTANCE = blas;
        LIBRARY = name;
        DESCRIPTION = description;
    }

    private OpenBlas() {}

    /** The number of threads that OpenBLAS uses for one call, read back from the library. */
    public static int threads() {
        return openblas_nolapack.blas_get_num_threads();
    }

    /**
     * Sets the number of threads to one again, which another user of the library in this virtual machine has changed.
     *
     * @throws IllegalStateException if the library reads back another number
     */
    static void useOneThread() {
        openblas_nolapack.blas_set_num_threads(1);
        if (threads() != 1) {
            throw new IllegalStateException("the BLAS must use one thread but uses " + threads());
        }
    }

    /** The library that computes, with its version. */
    public static String library() {
        return LIBRARY;
    }

    /** The implementation that runs, for provenance. */
    public static String description() {
        return DESCRIPTION;
    }

    /** The binding. Matrices are column-major, as in Fortran. */
    static BLAS blas() {
        return INSTANCE;
    }
}
