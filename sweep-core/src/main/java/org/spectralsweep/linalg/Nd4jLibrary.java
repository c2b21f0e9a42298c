package org.spectralsweep.linalg;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J in this virtual machine, on one thread. Only what trains with ND4J loads it, which takes a second and maps
 * libraries of 400 MB.
 *
 * <p>Its native code calls the same OpenBLAS as everything else here. While it loads, it gives that library a thread
 * for every core, and products that run at that moment are cut differently. So the number of threads is set to one
 * again afterwards and read back, and a sweep loads ND4J before its first trial of any engine.
 */
public final class Nd4jLibrary {
    /** The backend for which ids and equal bits are promised: ND4J's own code for processors. */
    public static final String NATIVE = "nd4j-native";

    private Nd4jLibrary() {}

    /**
     * The code that computes.
     *
     * @param name the backend's Maven artifact, such as nd4j-native; if it is unknown, the name of its class
     * @param version ND4J's release, such as 1.0.0-M2.1
     */
    public record Backend(String name, String version) {
        static Backend of(Class<?> type, String version) {
            String name =
                    switch (type.getSimpleName()) {
                        case "CpuBackend" -> NATIVE;
                        case "JCublasBackend" -> "nd4j-cuda";
                        default -> type.getSimpleName();
                    };
            return new Backend(name, version);
        }

        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    /** Finds the backend once. */
    private static final class Found {
        static final Backend BACKEND = find();

        private Found() {}
    }

    /** Loads the native code once. Other threads that need it wait. */
    private static final class Loaded {
        static final Backend BACKEND = loadOnce();

        private Loaded() {}
    }

    /** The backend that ND4J takes in this virtual machine. Its native code is not loaded for that. */
    public static Backend backend() {
        return Found.BACKEND;
    }

    /**
     * Loads ND4J unless it is loaded. Every thread that uses it calls this first.
     *
     * @throws IllegalStateException if this thread's loops or OpenBLAS would then use more than one thread
     */
    public static void load() {
        Backend backend = Loaded.BACKEND;
        NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        // OpenMP keeps this number for each calling thread.
        operations.setOmpNumThreads(1);
        int loops =
                Math.max(operations.ompGetMaxThreads(), Nd4j.getEnvironment().maxMasterThreads());
        if (loops != 1 || OpenBlas.threads() != 1) {
            throw new IllegalStateException(backend + " must use one thread but uses " + loops + " for loops and "
                    + OpenBlas.threads() + " for matrix products");
        }
    }

    private static Backend loadOnce() {
        // The newer OpenBLAS comes first, so that ND4J finds it loaded and does not bring its own.
        OpenBlas.useOneThread();
        Nd4j.getExecutioner();
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        OpenBlas.useOneThread();
        return backend();
    }

    private static Backend find() {
        try {
            return Backend.of(Nd4jBackend.load().getClass(), Release.of("org.nd4j", "nd4j-api"));
        } catch (Nd4jBackend.NoAvailableBackendException e) {
            throw new IllegalStateException("no backend of ND4J can run here", e);
        }
    }
}
