package org.spectralsweep.kernel;

/** A part of many samples, evenly spaced in their order. */
public final class EvenlySpaced {
    private EvenlySpaced() {}

    /**
     * The numbers i n / part, rounded down, for i from 0 to part - 1; all numbers from 0 to n - 1 where
     * {@code part >= n}.
     */
    public static int[] indices(int n, int part) {
        int[] chosen = new int[Math.min(n, part)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) ((long) i * n / chosen.length);
        }
        return chosen;
    }
}
