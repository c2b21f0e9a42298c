package org.spectralsweep.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The BLAS of this JVM: the OpenBLAS library that ND4J brings. It is called on heap arrays without a copy through
 * netlib's JNI binding, on exactly one thread. Parallelism belongs to the trials, and the order of a sum must not
 * depend on a machine's load.
 *
 * <p>ND4J is initialised first. Otherwise it would undo the setting of one thread when something else touches it later.
 *
 * <p>The library is newer than the one that ND4J was built with. That one (0.3.19) does not know the processors of this
 * decade and gives them kernels of 2007, at a quarter of the speed. Those kernels also sum in an order that depends on
 * an array's address.
 */
public final class OpenBlas {
    /** Held so that the level lasts, since the logging framework keeps loggers by weak reference. */
    private static final Logger BINDING_LOG = Logger.getLogger("dev.ludovic.netlib");

    private static final BLAS INSTANCE;
    private static final String DESCRIPTION;

    static {
        BINDING_LOG.setLevel(Level.WARNING);
        Nd4j.getExecutioner();
        String library = Loader.load(openblas.class);
        openblas_nolapack.blas_set_num_threads(1);
        System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
        BLAS blas;
        String description;
        try {
            blas = NativeBLAS.getInstance();
            String forced = System.getenv("OPENBLAS_CORETYPE");
            description = "OpenBLAS " + version() + " through netlib, " + threads() + " thread"
                    + (forced == null ? "" : ", kernels of " + forced);
        } catch (RuntimeException | LinkageError e) {
            blas = JavaBLAS.getInstance();
            description = "netlib " + blas.getClass().getSimpleName() + ", 1 thread: the native binding did not load ("
                    + e.getMessage() + ")";
        }
        INSTANCE = blas;
        DESCRIPTION = description;
    }

    private OpenBlas() {}

    /** The number of threads that OpenBLAS uses for one call, read back from the library. */
    public static int threads() {
        return openblas_nolapack.blas_get_num_threads();
    }

    /** The implementation that runs, for provenance. */
    public static String description() {
        return DESCRIPTION;
    }

    /** The binding. Matrices are column-major, as in Fortran. */
    static BLAS blas() {
        return INSTANCE;
    }

    private static String version() {
        String version = openblas.class.getPackage().getImplementationVersion();
        return version == null ? "(version unknown)" : version;
    }
}
