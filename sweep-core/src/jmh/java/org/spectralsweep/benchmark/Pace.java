package org.spectralsweep.benchmark;

import java.util.Locale;

/** How long each row is measured. */
enum Pace {
    /** For the published table. */
    FULL(2, 1, 1.0, 4, 0.4),
    /** For a quick look, with medians of few numbers. */
    QUICK(1, 1, 1.0, 3, 0.3);

    /** How often the contenders take turns. Each turn is a fresh virtual machine. */
    final int rounds;

    /** Number of iterations that are thrown away at the start of a turn. */
    final int warmups;

    /** The least length of such an iteration. */
    final double warmupSeconds;

    /** Number of iterations that count. */
    final int iterations;

    /** The least length of such an iteration. */
    final double seconds;

    Pace(int rounds, int warmups, double warmupSeconds, int iterations, double seconds) {
        this.rounds = rounds;
        this.warmups = warmups;
        this.warmupSeconds = warmupSeconds;
        this.iterations = iterations;
        this.seconds = seconds;
    }

    static Pace named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
