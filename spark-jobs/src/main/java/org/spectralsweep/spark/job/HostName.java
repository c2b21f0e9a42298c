package org.spectralsweep.spark.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, for the tables: it need not be one that any name service knows. */
final class HostName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** As the machine calls itself; {@code unknown} where it does not say. */
    static String local() {
        return local(LINUX);
    }

    /** @param file that holds the name, where there is one: asking it takes no name service */
    static String local(Path file) {
        try {
            String name = Files.readString(file).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException e) {
            // Not Linux: Java asks the system, and then a name service for the address, which is not needed.
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            String name = System.getenv("HOSTNAME");
            return name == null || name.isBlank() ? "unknown" : name;
        }
    }
}
