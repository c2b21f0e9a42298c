package org.spectralsweep.spark.cli;

import java.io.PrintWriter;

/** Says, when the program is interrupted while this is open, that nothing is lost. */
final class Interruption implements AutoCloseable {
    private final Thread hook;
    private boolean open = true;

    Interruption(PrintWriter err) {
        hook = new Thread(() -> {
            err.println();
            err.println("interrupted: what is committed stays, the same command goes on");
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        if (open && !Errors.shuttingDown()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        open = false;
    }
}
