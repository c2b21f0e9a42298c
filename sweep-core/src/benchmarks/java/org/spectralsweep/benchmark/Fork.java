package org.spectralsweep.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A virtual machine of its own for one measurement. The measured class gets the name of a file as its first argument
 * and writes there what it found.
 *
 * @param main the class that measures
 * @param options of the virtual machine, besides those of this one
 * @param environment variables, besides those of this one
 * @param arguments for the class, after the file
 */
record Fork(Class<?> main, List<String> options, Map<String, String> environment, List<String> arguments) {
    private static final Map<String, String> ONE_THREAD = Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1");

    /** Copies its collections. */
    Fork {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /** A virtual machine without options. */
    static Fork of(Class<?> main, String... arguments) {
        return new Fork(main, List.of(), Map.of(), List.of(arguments));
    }

    /** Writes what was found. Called in the other virtual machine with its arguments. */
    static void answer(String[] arguments, Object found) throws IOException {
        new ObjectMapper().writeValue(Path.of(arguments[0]).toFile(), found);
    }

    /**
     * Runs it.
     *
     * @param log where its output goes
     */
    <T> T run(Class<T> type, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Path answer = Files.createTempFile("answer", ".json");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(answer))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeAll(VectorWidth.variables());
            builder.environment().putAll(ONE_THREAD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Thread hook = new Thread(process::destroy);
            // If this machine is killed, the other must not go on alone.
            Runtime.getRuntime().addShutdownHook(hook);
            if (process.waitFor() != 0) {
                throw new IOException("failed; see " + log);
            }
            Runtime.getRuntime().removeShutdownHook(hook);
            return new ObjectMapper().readValue(answer.toFile(), type);
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private List<String> command(Path answer) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName(), answer.toString()));
        command.addAll(arguments);
        return command;
    }
}
