package org.spectralsweep.region;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.function.Consumer;
import org.hipparchus.stat.descriptive.rank.Median;
import org.spectralsweep.nn.Mlp;

/**
 * The exact activation regions of a network in a {@link Slice}. They are convex polygons, each the set where one
 * activation pattern holds (Hanin and Rolnick 2019, arXiv 1906.00904, who count them on lines and planes). A pattern's
 * region is an intersection of half planes. So no pattern has two polygons, and the number of polygons is also the
 * number of patterns.
 *
 * <p>The subdivision works layer by layer. The pre-activations of a layer's units are affine on each polygon that the
 * layers below left, and the lines where they are zero cut it. Everything is float64, whatever the network's precision.
 *
 * <p><b>Tolerance.</b> A vertex nearer to a unit's line than 1e-12 of the slice's longer side lies on it. So does a
 * vertex where the pre-activation is below 1e-13 of the sum of its terms' magnitudes. A line cuts a polygon only if the
 * polygon has vertices off the line on both sides. So a sliver thinner than the tolerance stays with the rest of its
 * polygon. A unit that is zero within the tolerance on a whole polygon is off. Parts share the ends of a cut to the
 * last bit, so no area is lost.
 *
 * <p><b>Cost.</b> With N_l polygons after hidden layer l (N_0 = 1), width m and L hidden layers:
 *
 * <ul>
 * <li>at most 6 m^2 flops, in matrix products, for each of N_0 + ... + N_{L-2} polygons;
 * <li>6 m flops for each of N_1 + ... + N_{L-1} polygons and each unit that is on there and cuts the polygon of the
 * layer below;
 * <li>O(m) for each of N_0 + ... + N_{L-1} polygons to find the lines.
 * </ul>
 *
 * <p>It runs on one thread. A network of 4 x 512 units takes about 20 microseconds a region at its start and 5 when
 * trained. Memory: the weights twice, 64 polygons a layer with 20 numbers a unit each, and 8 bytes a region for the
 * median.
 */
public final class SliceSubdivision {
    private static final int FIRST_SIZE = 1024;

    private final Slice slice;
    private final long[] afterLayers;
    private final DoubleSummaryStatistics total;
    private final double medianArea;

    private SliceSubdivision(Slice slice, long[] afterLayers, DoubleSummaryStatistics total, double medianArea) {
        this.slice = slice;
        this.afterLayers = afterLayers;
        this.total = total;
        this.medianArea = medianArea;
    }

    /**
     * Counts and measures the regions of a network at its present weights.
     *
     * @throws IllegalArgumentException if the slice is not in the network's input space
     */
    public static SliceSubdivision of(Mlp network, Slice slice) {
        return of(network, slice, region -> {});
    }

    /**
     * The same, and shows every region to a visitor. An exception thrown by the visitor ends the walk.
     *
     * @throws IllegalArgumentException if the slice is not in the network's input space
     */
    public static SliceSubdivision of(Mlp network, Slice slice, Consumer<SliceRegion> visitor) {
        if (slice.inputs() != network.spec().inputs()) {
            throw new IllegalArgumentException("slice must have "
                    + network.spec().inputs() + " inputs for this network but had " + slice.inputs());
        }
        Areas areas = new Areas();
        long[] afterLayers = new SliceWalk(network, slice, region -> {
                    areas.add(region.area());
                    visitor.accept(region);
                })
                .run();
        return new SliceSubdivision(slice, afterLayers, areas.total, areas.median());
    }

    /** All areas, with a compensated sum. */
    private static final class Areas {
        private final DoubleSummaryStatistics total = new DoubleSummaryStatistics();
        private double[] values = new double[FIRST_SIZE];
        private int size;

        void add(double area) {
            total.accept(area);
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.addExact(size, size / 2));
            }
            values[size++] = area;
        }

        double median() {
            return new Median().evaluate(values, 0, size);
        }
    }

    /** Number of regions. */
    public long regions() {
        return total.getCount();
    }

    /**
     * Number of polygons after each hidden layer, which are the regions of the network cut off there. The last number
     * counts all regions.
     */
    public long[] regionsAfterLayers() {
        return afterLayers.clone();
    }

    /** The compensated sum of all areas, which is the area of the slice up to rounding. */
    public double area() {
        return total.getSum();
    }

    /** Mean area of a region. */
    public double meanArea() {
        return total.getAverage();
    }

    /** Median area of the regions. */
    public double medianArea() {
        return medianArea;
    }

    /** Area of the smallest region. */
    public double smallestArea() {
        return total.getMin();
    }

    /** Area of the largest region. */
    public double largestArea() {
        return total.getMax();
    }

    /** Regions per unit area. */
    public double density() {
        return regions() / slice.area();
    }
}
