package org.spectralsweep.benchmark;

import java.util.List;

/** Whose steps are timed. Each runs in virtual machines of its own, since libtorch and ours bring libraries of the same names. */
enum Contender {
    /** libtorch on MKL, with JavaCPP's bookkeeping of native memory off: it is freed at the end of each step anyway. */
    LIBTORCH(
            LibtorchSteps.class,
            List.of(
                    "-Dorg.bytedeco.openblas.load=mkl",
                    "-Dorg.bytedeco.javacpp.nopointergc=true",
                    "-Dorg.bytedeco.javacpp.maxBytes=0",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")),
    /** The same on the OpenBLAS that ours uses. */
    LIBTORCH_ON_OPENBLAS(
            LibtorchSteps.class,
            List.of(
                    "-Dorg.bytedeco.javacpp.nopointergc=true",
                    "-Dorg.bytedeco.javacpp.maxBytes=0",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")),
    /** This project. */
    OURS(OurSteps.class, List.of()),
    /** OpenBLAS alone. */
    FLOOR(FloorSteps.class, List.of());

    private final Class<?> benchmark;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    Contender(Class<?> benchmark, List<String> options) {
        this.benchmark = benchmark;
        this.options = options;
    }

    /** The class that JMH runs. */
    Class<?> benchmark() {
        return benchmark;
    }

    /** Options of its virtual machines besides those of this one. */
    List<String> options() {
        return options;
    }
}
