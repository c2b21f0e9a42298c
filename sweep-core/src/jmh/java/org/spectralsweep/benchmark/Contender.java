package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whose steps are timed. Each contender runs in its own virtual machines, because libtorch and our code bring libraries
 * of the same names.
 */
enum Contender {
    /** libtorch on MKL, as in PyTorch's own packages, and with glibc's allocator at its default settings. */
    LIBTORCH(LibtorchSteps.class, List.of("-Dorg.bytedeco.openblas.load=mkl"), Map.of()),
    /**
     * libtorch with everything that we know to make it faster. It has the OpenBLAS that our code uses, and an allocator
     * that keeps arrays of up to 256 MB from step to step.
     */
    LIBTORCH_TUNED(
            LibtorchSteps.class,
            List.of(),
            Map.of(
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_MMAP_THRESHOLD_", "268435456",
                    "MALLOC_TRIM_THRESHOLD_", "16000000000")),
    /** This project. */
    OURS(OurSteps.class, List.of(), Map.of()),
    /** OpenBLAS alone. */
    FLOOR(FloorSteps.class, List.of(), Map.of());

    /** Turns off JavaCPP's bookkeeping of native memory, which is freed at the end of each step anyway. */
    private static final List<String> WITHOUT_BOOKKEEPING = List.of(
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    private final Class<?> benchmark;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> environment;

    Contender(Class<?> benchmark, List<String> options, Map<String, String> environment) {
        this.benchmark = benchmark;
        this.options = options;
        this.environment = environment;
    }

    /** The class that JMH runs. */
    Class<?> benchmark() {
        return benchmark;
    }

    /** Options of its virtual machines, besides those of this one. */
    List<String> options() {
        return benchmark == LibtorchSteps.class
                ? Stream.concat(options.stream(), WITHOUT_BOOKKEEPING.stream()).toList()
                : options;
    }

    /** Variables of its environment, besides those of this one. */
    Map<String, String> environment() {
        return environment;
    }
}
