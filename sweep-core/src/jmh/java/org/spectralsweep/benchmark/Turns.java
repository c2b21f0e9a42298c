package org.spectralsweep.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Lets contenders take turns at one workload, each turn a fork of its own, so that what else a machine does meets all of them; and takes
 * medians over everything.
 */
final class Turns {
    private final Pace pace;
    private final Path logs;

    /**
     * @param logs folder for what JMH prints
     */
    Turns(Pace pace, Path logs) {
        this.pace = pace;
        this.logs = logs;
    }

    /** The medians of each contender's iterations; a contender that failed has none. */
    Map<Contender, Medians> take(Workload workload, List<Contender> contenders) {
        Map<Contender, List<IterationResult>> results = new EnumMap<>(Contender.class);
        for (int round = 0; round < pace.rounds; round++) {
            for (Contender contender : contenders) {
                results.computeIfAbsent(contender, key -> new ArrayList<>())
                        .addAll(turn(workload, contender, round));
            }
        }
        Map<Contender, Medians> medians = new EnumMap<>(Contender.class);
        results.forEach((contender, iterations) -> {
            if (!iterations.isEmpty()) {
                medians.put(contender, new Medians(iterations));
            }
        });
        return medians;
    }

    private List<IterationResult> turn(Workload workload, Contender contender, int round) {
        String log = workload.name().replaceAll("[^A-Za-z0-9]+", "-") + "-" + contender + "-" + round + ".log";
        List<IterationResult> iterations = new ArrayList<>();
        try {
            Files.createDirectories(logs);
            for (RunResult run : new Runner(options(workload, contender, logs.resolve(log))).run()) {
                run.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults()));
            }
        } catch (RunnerException | java.io.IOException e) {
            System.err.println(workload.name() + ", " + contender + ": " + e.getMessage() + "; see " + logs.resolve(log));
        }
        return iterations;
    }

    private Options options(Workload workload, Contender contender, Path log) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(contender.benchmark().getName()) + "\\.")
                .param("workload", workload.name())
                .jvmArgsAppend(contender.options().toArray(String[]::new))
                .forks(1)
                .warmupIterations(pace.warmups)
                .warmupTime(time(pace.warmupSeconds))
                .measurementIterations(pace.iterations)
                .measurementTime(time(pace.seconds))
                .shouldFailOnError(true)
                .output(log.toString())
                .build();
    }

    private static TimeValue time(double seconds) {
        return TimeValue.milliseconds(Math.round(1000 * seconds));
    }
}
