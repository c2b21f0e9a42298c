package org.spectralsweep.benchmark;

/**
 * A fixed number of multiply-adds, one number at a time, as many as the processor can do at once. The time that they
 * take says how fast the core is clocked now. Vectors are left out on purpose: Java 17 compiles what we measure in
 * another way if it has seen other vectors before.
 */
final class FixedLoop {
    private static final int ROUNDS = 3_000_000;
    private static final int WARM_UPS = 12;

    /** Holds the result, so that the loop has one. */
    private double sum;

    FixedLoop() {
        for (int i = 0; i < WARM_UPS; i++) {
            seconds();
        }
    }

    /** Runs the loop. Returns the seconds in which it had a core. */
    double seconds() {
        Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
        sum += run(ROUNDS, 0.999, 0.001);
        return watch.elapsed().cpu();
    }

    /** The sum of all results so far. */
    double sum() {
        return sum;
    }

    private static double run(int rounds, double factor, double added) {
        double a = 0;
        double b = 0.1;
        double c = 0.2;
        double d = 0.3;
        double e = 0.4;
        double f = 0.5;
        double g = 0.6;
        double h = 0.7;
        double i = 0.8;
        double j = 0.9;
        for (int round = 0; round < rounds; round++) {
            a = Math.fma(a, factor, added);
            b = Math.fma(b, factor, added);
            c = Math.fma(c, factor, added);
            d = Math.fma(d, factor, added);
            e = Math.fma(e, factor, added);
            f = Math.fma(f, factor, added);
            g = Math.fma(g, factor, added);
            h = Math.fma(h, factor, added);
            i = Math.fma(i, factor, added);
            j = Math.fma(j, factor, added);
        }
        return a + b + c + d + e + f + g + h + i + j;
    }
}
