package org.spectralsweep.train;

import java.util.Arrays;
import org.spectralsweep.nn.Arcs;

/**
 * An order of units in memory. Neighbours have arcs that start far apart, so no unit waits for a table entry that the
 * one before it has just written. The arcs of every {@link #STREAMS}-th unit start close together, so the table entries
 * that a pass needs are in the nearest cache. Arcs move little in training, so an order by the initial arcs stays good.
 *
 * <p>Units stay within their chunk, so copying from one order to the other stays within the cache.
 */
final class ArcOrder {
    private static final int STREAMS = 8;
    private static final int CHUNK = 16_384;

    private final Arcs arcs;
    private final int[] next;
    private final int[] places;

    private ArcOrder(Arcs arcs, int units) {
        this.arcs = arcs;
        next = new int[arcs.cycle().size() + 3];
        places = new int[units];
    }

    /**
     * The place of each unit: a permutation of 0 to units - 1 that permutes consecutive parts alike.
     *
     * @param arcs of the units at the start
     * @param parts number of equal parts that stay apart; all are ordered by the arcs of the first
     */
    static int[] places(Arcs arcs, int units, int parts) {
        ArcOrder order = new ArcOrder(arcs, units);
        int part = units / parts;
        int chunk = Math.max(CHUNK, arcs.cycle().size());
        for (int first = 0; first < part; first += Math.min(chunk, part - first)) {
            order.sort(first, Math.min(chunk, part - first));
        }
        for (int unit = part; unit < units; unit++) {
            order.places[unit] = order.places[unit - part] + part;
        }
        return order.places;
    }

    private void sort(int first, int count) {
        Arrays.fill(next, 0);
        for (int unit = first; unit < first + count; unit++) {
            next[kind(unit) + 1]++;
        }
        for (int kind = 1; kind < next.length; kind++) {
            next[kind] += next[kind - 1];
        }
        int length = (count + STREAMS - 1) / STREAMS;
        // The first streams are one unit longer than the others.
        int longer = count - STREAMS * (length - 1);
        for (int unit = first; unit < first + count; unit++) {
            int rank = next[kind(unit)]++;
            int rest = rank - longer * length;
            places[unit] = first
                    + (rest < 0
                            ? rank % length * STREAMS + rank / length
                            : rest % (length - 1) * STREAMS + longer + rest / (length - 1));
        }
    }

    /** Empty and full arcs are kinds of their own, since their units take another path through the code. */
    private int kind(int unit) {
        int start = Arcs.start(arcs.bounds()[unit]);
        int length = Arcs.end(arcs.bounds()[unit]) - start;
        int size = arcs.cycle().size();
        return length == 0 ? size : length == size ? size + 1 : start;
    }
}
