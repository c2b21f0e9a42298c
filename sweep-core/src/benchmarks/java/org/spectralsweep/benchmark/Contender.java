package org.spectralsweep.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whose steps are timed. Each contender runs in its own virtual machines, because libtorch and our code bring libraries
 * of the same names.
 */
enum Contender {
    /** libtorch on MKL, as in PyTorch's own packages, and with glibc's allocator at its default settings. */
    LIBTORCH("libtorch", LibtorchSteps::new, List.of("-Dorg.bytedeco.openblas.load=mkl"), Map.of()),
    /**
     * libtorch with everything that we know to make it faster. It has the OpenBLAS that our code uses, and an allocator
     * that keeps arrays of up to 256 MB from step to step.
     */
    LIBTORCH_TUNED(
            "tuned libtorch",
            LibtorchSteps::new,
            List.of(),
            Map.of(
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_MMAP_THRESHOLD_", "268435456",
                    "MALLOC_TRIM_THRESHOLD_", "16000000000")),
    /** This project. */
    OURS("ours", OurSteps::new, List.of(), Map.of());

    /** Turns off JavaCPP's bookkeeping of native memory, which is freed at the end of each step anyway. */
    private static final List<String> WITHOUT_BOOKKEEPING = List.of(
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<Workload, Steps> steps;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> environment;

    Contender(String title, Function<Workload, Steps> steps, List<String> options, Map<String, String> environment) {
        this.title = title;
        this.steps = steps;
        this.options = options;
        this.environment = environment;
    }

    /** The name in tables. */
    String title() {
        return title;
    }

    /** Its steps of a workload. */
    Steps steps(Workload workload) {
        return steps.apply(workload);
    }

    /** A virtual machine that times them. */
    Fork fork(Workload workload, VectorWidth width) {
        Map<String, String> variables = new HashMap<>(width.environment());
        variables.putAll(environment);
        Stream<String> more = this == OURS ? Stream.of() : WITHOUT_BOOKKEEPING.stream();
        return new Fork(
                TimedStart.class,
                Stream.of(width.options().stream(), options.stream(), more)
                        .flatMap(some -> some)
                        .toList(),
                variables,
                List.of(workload.name(), name()));
    }
}
