package org.spectralsweep.benchmark;

import java.util.Locale;

/** The rows that say what activation patterns, and the metrics that read them, cost at a checkpoint. */
final class PatternRows {
    private static final double BOUND = 2;

    private final Turns turns;

    PatternRows(Turns turns) {
        this.turns = turns;
    }

    /** Measures one row. */
    Row measure(String name, int side, int octaves) {
        Medians medians = turns.patterns(side, octaves);
        if (medians == null) {
            return Row.remark(name, "failed");
        }
        double forward = medians.of("forward");
        double ratio = medians.of("metrics") / forward;
        String remark = String.format(
                Locale.ROOT,
                "forward pass %.2f s; patterns %.2f times that, their metrics %.2f times (bound %.1f, %s), gradient confusion %.2f times",
                forward,
                medians.of("patterns") / forward,
                ratio,
                BOUND,
                ratio <= BOUND ? "kept" : "**not kept**",
                medians.of("confusion") / forward);
        if (octaves == 0) {
            remark += String.format(
                    Locale.ROOT,
                    "; exact subdivision of the unit square %.2f s, %,.0f regions",
                    medians.of("subdivision"),
                    medians.of("regions"));
        }
        remark += String.format(
                Locale.ROOT, "; %.0f MB of a Java heap of %s", medians.of("heapMegabytes"), Turns.HEAP_OF_PATTERNS);
        return Row.remark(name, remark);
    }
}
