package org.spectralsweep.theory;

import org.spectralsweep.spec.Refusal;

/** How many nodes a spec asks for. */
final class NodeCount {
    /** The most nodes that a matrix-free operator may have. */
    static final int MOST = 50_000;

    /** What 0 means for quadrature. */
    static final int USUAL = 2000;

    private NodeCount() {}

    static void check(NodeSet nodes, int points) {
        if (points < 0 || points > MOST) {
            throw new Refusal("points", "must be from 0 to " + MOST + " but was " + points);
        }
        if (nodes == NodeSet.SAMPLES && points > 0) {
            throw new Refusal(
                    "points", "must be 0 where nodes is samples, whose number the trial sets, but was " + points);
        }
    }

    /** How many nodes there are if a trial has this many samples. */
    static double expected(NodeSet nodes, int points, double samples) {
        return nodes == NodeSet.SAMPLES ? samples : points == 0 ? USUAL : points;
    }

    static void atLeast(String key, int least, int value) {
        if (value < least) {
            throw new Refusal(key, "must be at least " + least + " but was " + value);
        }
    }
}
