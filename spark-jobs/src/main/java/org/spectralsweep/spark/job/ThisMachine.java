package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells processes of this machine from those of others, which may have the same host name. */
final class ThisMachine {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private ThisMachine() {}

    /**
     * A name for all that shares process numbers with this process: the start of this machine's kernel and, for
     * containers, the namespace of processes. It is empty if the operating system gives none.
     */
    static String name() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
        } catch (IOException | UnsupportedOperationException e) {
            // This is not Linux.
            return "";
        }
    }

    /** Whether a process is known to have ended. It must be one of this machine, by the name of its machine. */
    static boolean knowsDead(String machine, long process) {
        return !machine.isEmpty()
                && machine.equals(name())
                && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }
}
