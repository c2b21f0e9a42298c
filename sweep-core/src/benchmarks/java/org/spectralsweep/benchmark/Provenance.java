package org.spectralsweep.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which machine and from which code the numbers come. */
final class Provenance {
    private static final Pattern CPU = Pattern.compile("(?m)^model name\\s*: (.*)$");

    private Provenance() {}

    /** What makes results comparable. */
    static Journal.Setting setting() {
        return new Journal.Setting(
                commit(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    }

    private static String cpu() {
        try {
            Matcher matcher = CPU.matcher(Files.readString(Path.of("/proc/cpuinfo")));
            return matcher.find() ? matcher.group(1).trim() : System.getProperty("os.arch");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** The commit, and a hash of what was changed in tracked files since. */
    private static String commit() {
        String head = git("rev-parse", "--short", "HEAD");
        String changes = git("diff", "HEAD", "--", ".");
        if (head.isEmpty()) {
            return "unknown";
        }
        return changes.isEmpty() ? head : head + " (modified, " + Integer.toHexString(changes.hashCode()) + ")";
    }

    private static String git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
