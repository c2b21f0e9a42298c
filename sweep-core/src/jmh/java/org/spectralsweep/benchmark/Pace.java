package org.spectralsweep.benchmark;

import java.util.Locale;

/** How long each row is measured. */
enum Pace {
    /** The table of the README. */
    FULL(2, 1, 1.0, 4, 0.4),
    /** A look: medians of few numbers. */
    QUICK(1, 1, 1.0, 3, 0.3);

    /** How often the contenders take turns; each turn is a fresh virtual machine. */
    final int rounds;

    /** Iterations thrown away at the start of a turn. */
    final int warmups;

    /** The least length of such an iteration. */
    final double warmupSeconds;

    /** Iterations that count. */
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
