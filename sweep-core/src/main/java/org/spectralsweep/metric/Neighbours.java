package org.spectralsweep.metric;

import java.util.Arrays;
import java.util.function.Supplier;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.OneHot;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.region.SamplePairs;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Pairs of samples that need not lie on a grid, drawn as LL23 draws them from data sets. Random anchors are paired with
 * the samples nearest to them and with those furthest from them. Distances are Euclidean, between the network's encoded
 * inputs. The search is exact, with ties by index; {@link NeighbourSearch} has the cost.
 *
 * <p>{@code different-class} is LL23's second choice of neighbours. Of the {@code pool} nearest samples, those of the
 * anchor's class are dropped. The first {@code nearest} of the others are kept, or all if there are fewer. Columns then
 * say {@code different_class} instead of {@code local} ({@code hamming_different_class},
 * {@code confusion_different_class_magnitude}), and there are no far pairs. So a metric may be listed once with each
 * pairing.
 *
 * @param anchors how many anchors
 * @param nearest number of neighbours of each anchor
 * @param furthest number of distant samples of each anchor
 * @param differentClass whether neighbours must be of another class than the anchor
 * @param pool number of nearest samples among which those of another class are looked for
 */
public record Neighbours(
        @Default("2500") int anchors,
        @Default("25") int nearest,
        @Default("25") int furthest,
        @Default("false") boolean differentClass,
        @Default("5000") int pool)
        implements Pairing {
    private static final long MOST = 10_000_000;
    private static final int FIRST_TRY = 8;

    /** Refuses numbers below 1, a pool smaller than the neighbours, and more than ten million pairs. */
    public Neighbours {
        if (anchors < 1 || nearest < 1 || furthest < 1) {
            throw new IllegalArgumentException("anchors, nearest and furthest must be at least 1 but were " + anchors
                    + ", " + nearest + " and " + furthest);
        }
        if (pool < nearest) {
            throw new Refusal("pool", "must be at least nearest, which is " + nearest + ", but was " + pool);
        }
        if ((long) anchors * Math.max(nearest, furthest) > MOST) {
            throw new Refusal(
                    "anchors",
                    "times nearest, and times furthest, must be at most " + MOST + " but were "
                            + (long) anchors * nearest + " and " + (long) anchors * furthest);
        }
    }

    @Override
    public double pairs(double samples) {
        return Math.min(anchors, samples) * (nearest + furthest);
    }

    @Override
    public String near() {
        return differentClass ? DIFFERENT_CLASS : LOCAL;
    }

    @Override
    public void check(Samples data) {
        if (anchors > data.count()) {
            throw new Refusal("anchors", "must be at most the " + data.count() + " samples but was " + anchors);
        }
        if (Math.max(nearest, furthest) >= data.count()) {
            throw new Refusal(
                    "nearest",
                    "and furthest must be below the " + data.count() + " samples but were " + nearest + " and "
                            + furthest);
        }
        if (differentClass && !OneHot.isAll(data.y(), data.outputs())) {
            throw new Refusal(
                    "different-class",
                    "must be false where the targets are not classes (1 at the label, 0 elsewhere)" + " but was true");
        }
    }

    @Override
    public Pairs of(Samples data, Supplier<RandomGenerator> streams, Deadline deadline) {
        int[] chosen = RandomDataGenerator.of(streams.get()).nextPermutation(data.count(), anchors);
        int[][] near = new int[anchors][];
        int[][] far = new int[anchors][];
        int[] labels = differentClass ? labels(data) : null;
        NeighbourSearch search = new NeighbourSearch(data.x(), data.count());
        search.visit(chosen, (place, distances) -> {
            deadline.check();
            if (labels == null) {
                near[place] = distances.nearest(nearest);
                far[place] = distances.furthest(furthest);
            } else {
                near[place] = ofOthers(distances, labels, chosen[place], Math.min(pool, data.count() - 1));
            }
        });
        return new Pairs(paired(chosen, near), labels == null ? paired(chosen, far) : null);
    }

    /** Usually a small part of the pool is enough, and the rest need not be sorted. */
    private int[] ofOthers(NeighbourSearch.Distances distances, int[] labels, int anchor, int most) {
        int sorted = Math.min(most, FIRST_TRY * nearest);
        while (true) {
            int[] kept = Arrays.stream(distances.nearest(sorted))
                    .filter(other -> labels[other] != labels[anchor])
                    .limit(nearest)
                    .toArray();
            if (kept.length == nearest || sorted == most) {
                return kept;
            }
            sorted = Math.min(most, FIRST_TRY * sorted);
        }
    }

    private static int[] labels(Samples data) {
        int[] labels = new int[data.count()];
        Arrays.setAll(labels, row -> OneHot.label(data.y(), row, data.outputs()));
        return labels;
    }

    private static SamplePairs paired(int[] anchors, int[][] others) {
        int count = Arrays.stream(others).mapToInt(row -> row.length).sum();
        int[] left = new int[count];
        int[] right = new int[count];
        int next = 0;
        for (int i = 0; i < anchors.length; i++) {
            for (int other : others[i]) {
                left[next] = anchors[i];
                right[next] = other;
                next++;
            }
        }
        return new SamplePairs(left, right);
    }
}
