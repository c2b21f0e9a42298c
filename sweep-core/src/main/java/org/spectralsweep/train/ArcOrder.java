package org.spectralsweep.train;

import org.spectralsweep.nn.Arcs;

/**
 * An order of units in which neighbours in memory have arcs that start far apart, while every {@link #STREAMS}-th unit's arc starts close to the last one's: so the entries of the tables that
 * a pass needs are in the nearest cache, and no unit waits for the entry that the one before has just written. Arcs move little in training, so an
 * order by the arcs at the start stays good.
 */
final class ArcOrder {
    private static final int STREAMS = 8;

    private ArcOrder() {}

    /**
     * Where each unit goes: a permutation of 0 to units - 1 that permutes consecutive parts alike.
     *
     * @param arcs of the units at the start
     * @param parts equal parts that stay apart; they are ordered by the first one's arcs
     */
    static int[] places(Arcs arcs, int units, int parts) {
        int count = units / parts;
        int kinds = arcs.cycle().size() + 2;
        int[] next = new int[kinds + 1];
        for (int unit = 0; unit < count; unit++) {
            next[kind(arcs, unit) + 1]++;
        }
        for (int kind = 0; kind < kinds; kind++) {
            next[kind + 1] += next[kind];
        }
        int length = (count + STREAMS - 1) / STREAMS;
        int longer = count - STREAMS * (length - 1);
        int[] places = new int[units];
        for (int unit = 0; unit < count; unit++) {
            int rank = next[kind(arcs, unit)]++;
            // The first streams are one longer than the others.
            int stream = rank < longer * length ? rank / length : longer + (rank - longer * length) / (length - 1);
            int within = rank < longer * length ? rank % length : (rank - longer * length) % (length - 1);
            for (int part = 0; part < parts; part++) {
                places[part * count + unit] = part * count + within * STREAMS + stream;
            }
        }
        return places;
    }

    /** Empty and full arcs are kinds of their own: their units take another way through the code. */
    private static int kind(Arcs arcs, int unit) {
        int start = Arcs.start(arcs.bounds()[unit]);
        int length = Arcs.end(arcs.bounds()[unit]) - start;
        int size = arcs.cycle().size();
        return length == 0 ? size : length == size ? size + 1 : start;
    }
}
