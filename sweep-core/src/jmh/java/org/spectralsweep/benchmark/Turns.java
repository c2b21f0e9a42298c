package org.spectralsweep.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Lets contenders take turns at one workload. Each turn is a separate fork, so that other load on the machine affects
 * all of them. The results are medians over everything.
 */
final class Turns {
    /** The heap that {@link Patterns} gets, as a value of Java's option -Xmx. */
    static final String HEAP_OF_PATTERNS = "600m";

    private final Pace pace;
    private final Path logs;

    /** @param logs folder for the output of JMH */
    Turns(Pace pace, Path logs) {
        this.pace = pace;
        this.logs = logs;
    }

    /** The medians of each contender's iterations. A contender that failed has none. */
    Map<Contender, Medians> take(Workload workload, List<Contender> contenders) {
        Map<Contender, List<IterationResult>> results = new EnumMap<>(Contender.class);
        for (int round = 0; round < pace.rounds; round++) {
            for (Contender contender : contenders) {
                results.computeIfAbsent(contender, key -> new ArrayList<>()).addAll(turn(workload, contender, round));
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

    /** The medians of {@link MeasuredTraining}, or null if it failed. */
    @Nullable
    Medians trainings(Workload workload, long steps) {
        List<IterationResult> iterations = new ArrayList<>();
        for (int round = 0; round < pace.rounds; round++) {
            ChainedOptionsBuilder options = options(MeasuredTraining.class, workload)
                    .param("steps", "" + steps)
                    .warmupIterations(0)
                    .measurementIterations(1);
            iterations.addAll(run(options, workload.name(), "metrics", round));
        }
        return iterations.isEmpty() ? null : new Medians(iterations);
    }

    /** The medians of {@link Eigenproblem}, or null if it failed. */
    @Nullable
    Medians eigenproblems(int order) {
        List<IterationResult> iterations = new ArrayList<>();
        for (int round = 0; round < pace.rounds; round++) {
            ChainedOptionsBuilder options = options(Eigenproblem.class)
                    .param("order", "" + order)
                    .warmupIterations(1)
                    .measurementIterations(pace.iterations);
            iterations.addAll(run(options, "eigenproblem n" + order, "pairs", round));
        }
        return iterations.isEmpty() ? null : new Medians(iterations);
    }

    /** The medians of {@link Patterns}, or null if it failed. */
    @Nullable
    Medians patterns(int side, int octaves) {
        ChainedOptionsBuilder options = options(Patterns.class)
                .jvmArgsAppend("-Xmx" + HEAP_OF_PATTERNS)
                .param("side", "" + side)
                .param("octaves", "" + octaves)
                .warmupIterations(0)
                .measurementIterations(pace.iterations);
        List<IterationResult> iterations = run(options, "patterns " + octaves, "checkpoint", 0);
        return iterations.isEmpty() ? null : new Medians(iterations);
    }

    private List<IterationResult> turn(Workload workload, Contender contender, int round) {
        ChainedOptionsBuilder options = options(contender.benchmark(), workload)
                .jvmArgsAppend(contender.options().toArray(String[]::new))
                .warmupIterations(pace.warmups)
                .warmupTime(time(pace.warmupSeconds))
                .measurementIterations(pace.iterations)
                .measurementTime(time(pace.seconds));
        if (!contender.environment().isEmpty()) {
            options.jvm(javaWith(contender).toString());
        }
        return run(options, workload.name(), contender.toString(), round);
    }

    /** JMH's forks inherit the environment. To change it, a script is put in front of Java. */
    private Path javaWith(Contender contender) {
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        contender.environment().forEach((name, value) -> script.append("export " + name + "=" + value + "\n"));
        script.append("exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' \"$@\"\n");
        Path file = logs.toAbsolutePath().resolve("java-" + contender.toString().toLowerCase(Locale.ROOT));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, script);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark, Workload workload) {
        return options(benchmark).param("workload", workload.name());
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getName()) + "\\.")
                .forks(1)
                .shouldFailOnError(true);
    }

    private List<IterationResult> run(ChainedOptionsBuilder options, String name, String what, int round) {
        Path log = logs.resolve(
                name.replaceAll("[^A-Za-z0-9]+", "-") + "-" + what.toLowerCase(Locale.ROOT) + "-" + round + ".log");
        List<IterationResult> iterations = new ArrayList<>();
        try {
            Files.createDirectories(logs);
            for (RunResult run : new Runner(options.output(log.toString()).build()).run()) {
                run.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults()));
            }
        } catch (RunnerException | IOException e) {
            System.err.println(name + ", " + what + ": " + e.getMessage() + "; see " + log);
        }
        return iterations;
    }

    private static TimeValue time(double seconds) {
        return TimeValue.milliseconds(Math.round(1000 * seconds));
    }
}
