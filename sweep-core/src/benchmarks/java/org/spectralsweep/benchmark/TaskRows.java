package org.spectralsweep.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rows that compare two trainings in two threads of one virtual machine with one training, and with two processes
 * that train once each.
 */
final class TaskRows {
    /** The time that a virtual machine gets to start and to compile before the window opens. */
    private static final long LEAD_MILLISECONDS = 5000;

    private static final double WINDOW_SECONDS = 2;

    private static final int ROUNDS = 2;

    /** Measures one row. The three ways take turns. */
    String measure(Workload workload) {
        List<Double> alone = new ArrayList<>();
        List<Double> threads = new ArrayList<>();
        List<Double> processes = new ArrayList<>();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                alone.add(rate(workload, 1, 1));
                threads.add(rate(workload, 1, 2));
                processes.add(rate(workload, 2, 1));
            }
        } catch (IOException e) {
            return "-: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "-: interrupted";
        }
        double inThreads = Medians.of(threads);
        return String.format(
                Locale.ROOT,
                "%.2f times the steps of one training, %.2f times those of two processes",
                inThreads / Medians.of(alone),
                inThreads / Medians.of(processes));
    }

    /** The steps a second of all threads of all processes in one window. */
    private static double rate(Workload workload, int processes, int threads) throws IOException, InterruptedException {
        long opens = System.currentTimeMillis() + LEAD_MILLISECONDS;
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            running.add(start(workload, threads, opens));
        }
        double sum = 0;
        for (Process process : running) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("a process failed");
            }
            sum += Double.parseDouble(output.trim());
        }
        return sum;
    }

    private static Process start(Workload workload, int threads, long opens) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), TrainingRate.class.getName()));
        command.addAll(List.of(workload.name(), "" + threads, "" + opens, "" + WINDOW_SECONDS));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
