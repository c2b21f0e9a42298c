package org.spectralsweep.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;
import org.spectralsweep.linalg.OpenBlas;

/** Says on which machine and with which libraries the numbers were measured. */
final class Provenance {
    private static final Pattern CPU = Pattern.compile("(?m)^model name\\s*: (.*)$");
    private static final Pattern TORCH = Pattern.compile("TORCH_VERSION=([^,\\s]+)");

    private static final Pattern MKL = Pattern.compile("mkl-([0-9.]+)-");

    private Provenance() {}

    /** A few lines to print below the table. This loads libtorch, so it must come after the last measurement. */
    static String describe() {
        return "One thread each. " + OpenBlas.description() + cacheSetting() + ".\n"
                + libtorch() + "\n"
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores, commit " + commit() + ".";
    }

    private static String cacheSetting() {
        String forced = System.getenv("OPENBLAS_L2_SIZE");
        return forced == null ? "" : ", OPENBLAS_L2_SIZE=" + forced;
    }

    private static String libtorch() {
        Matcher version = TORCH.matcher(torch.show_config().getString());
        Matcher mkl = MKL.matcher(System.getProperty("java.class.path"));
        return "libtorch " + (version.find() ? version.group(1) : "(version unknown)") + ", CPU capability "
                + torch.get_cpu_capability().getString() + (torch.hasMKLDNN() ? ", with oneDNN" : "")
                + "; on MKL " + (mkl.find() ? mkl.group(1) : "(version unknown)")
                + ", tuned: on our OpenBLAS, with an allocator that keeps its arrays.";
    }

    private static String cpu() {
        try {
            Matcher matcher = CPU.matcher(Files.readString(Path.of("/proc/cpuinfo")));
            return matcher.find() ? matcher.group(1).trim() : System.getProperty("os.arch");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit() {
        String head = git("rev-parse", "--short", "HEAD");
        return head.isEmpty() ? "unknown" : head + (git("status", "--porcelain").isEmpty() ? "" : " (modified)");
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
