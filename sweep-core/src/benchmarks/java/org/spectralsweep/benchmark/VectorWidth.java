package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The vectors that a virtual machine and its libraries may use. */
enum VectorWidth {
    /** What the machine has. */
    OWN("the machine's own vectors", List.of(), Map.of()),
    /**
     * At most 256 bits. On a machine with longer vectors this stands in for a machine without them. OpenBLAS takes its
     * kernels for AMD's Zen, which end at AVX2.
     */
    BITS256(
            "vectors of 256 bits",
            List.of("-XX:UseAVX=2"),
            Map.of(
                    "OPENBLAS_CORETYPE", "Zen",
                    "ONEDNN_MAX_CPU_ISA", "AVX2",
                    "ATEN_CPU_CAPABILITY", "avx2",
                    "MKL_ENABLE_INSTRUCTIONS", "AVX2"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> environment;

    VectorWidth(String title, List<String> options, Map<String, String> environment) {
        this.title = title;
        this.options = options;
        this.environment = environment;
    }

    /** In words. */
    String title() {
        return title;
    }

    /** Options for the virtual machine. */
    List<String> options() {
        return options;
    }

    /** Variables for its environment. */
    Map<String, String> environment() {
        return environment;
    }

    /** The variables that change which instructions a library uses. A caller's own are taken out. */
    static Set<String> variables() {
        Set<String> variables = new TreeSet<>(BITS256.environment.keySet());
        variables.add("OPENBLAS_L2_SIZE");
        return variables;
    }
}
