package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows that say what activation patterns, and the metrics that read them, cost at a checkpoint. */
final class PatternRows {
    private static final double BOUND = 2;

    /** The heap, as a value of Java's option -Xmx. */
    private static final String HEAP = "600m";

    private final Starts starts;

    PatternRows(Starts starts) {
        this.starts = starts;
    }

    /** Measures one row. */
    String measure(String name, int side, int octaves) {
        Patterns.Costs costs = starts.take(
                new Journal.Turn(VectorWidth.OWN, name, "checkpoint", 0),
                new Fork(Patterns.class, List.of("-Xmx" + HEAP), Map.of(), List.of("" + side, "" + octaves)),
                Patterns.Costs.class);
        if (costs == null) {
            return "failed";
        }
        double forward = costs.forward();
        double ratio = costs.metrics() / forward;
        String remark = String.format(
                Locale.ROOT,
                "forward pass %.2f s; patterns %.2f times that, their metrics %.2f times (bound %.1f, %s), gradient confusion %.2f times",
                forward,
                costs.patterns() / forward,
                ratio,
                BOUND,
                ratio <= BOUND ? "kept" : "**not kept**",
                costs.confusion() / forward);
        if (octaves == 0) {
            remark += String.format(
                    Locale.ROOT,
                    "; exact subdivision of the unit square %.2f s, %,.0f regions",
                    costs.subdivision(),
                    costs.regions());
        }
        remark += String.format(Locale.ROOT, "; %.0f MB of a Java heap of %s", costs.heapMegabytes(), HEAP);
        return remark;
    }
}
