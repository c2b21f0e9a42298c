package org.spectralsweep.spark.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, for the tables. No name service needs to know it. */
final class HostName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The name that the machine gives itself, or {@code unknown} if it gives none. */
    static String local() {
        return local(LINUX);
    }

    /** @param file file that holds the name, if there is one; reading it needs no name service */
    static String local(Path file) {
        try {
            String name = Files.readString(file).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException e) {
            // This is not Linux. Java asks the system, and then a name service for the address, which is not needed.
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            String name = System.getenv("HOSTNAME");
            return name == null || name.isBlank() ? "unknown" : name;
        }
    }
}
