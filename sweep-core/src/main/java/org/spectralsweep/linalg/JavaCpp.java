package org.spectralsweep.linalg;

/** JavaCPP, which loads the native libraries. */
final class JavaCpp {
    private static final String LOGGER = "org.bytedeco.javacpp.logger";

    private JavaCpp() {}

    /**
     * Sends what JavaCPP says to the log, unless somebody chose another place. By default it is printed. It says that
     * OpenBLAS and oneDNN are of two releases, which is so on purpose. This comes before its classes are loaded.
     */
    static void useLog() {
        if (System.getProperty(LOGGER) == null) {
            System.setProperty(LOGGER, "slf4j");
        }
    }
}
