package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processor of this machine, on whose class the last bits of numbers depend. */
public final class Processor {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Extensions for which libraries have kernels of their own. */
    private static final Set<String> EXTENSIONS = Set.of("avx2", "fma", "avx512f", "avx512_bf16", "amx_tile");

    private Processor() {}

    /** The model as it names itself; the architecture where it does not. */
    public static String model() {
        return value("model name", System.getProperty("os.arch"));
    }

    /** The model and its extensions. Libraries take the same kernels on processors of the same name. */
    static String name() {
        Set<String> flags = Set.copyOf(Arrays.asList(value("flags", "").split(" ")));
        return EXTENSIONS.stream()
                .filter(flags::contains)
                .sorted()
                .collect(Collectors.joining(" ", model() + ", ", ""));
    }

    private static String value(String key, String otherwise) {
        if (!Files.isReadable(CPU_INFO)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            List<String> found = lines.filter(line -> line.startsWith(key))
                    .limit(1)
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .toList();
            return found.isEmpty() ? otherwise : found.get(0);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
