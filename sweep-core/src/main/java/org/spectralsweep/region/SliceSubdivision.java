package org.spectralsweep.region;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.function.Consumer;
import org.hipparchus.stat.descriptive.rank.Median;
import org.spectralsweep.nn.Mlp;

/**
 * The activation regions of a network in a {@link Slice}, exactly: convex polygons, each the set where one activation pattern holds (Hanin and
 * Rolnick 2019, arXiv 1906.00904, who count them on lines and planes). A pattern's region is an intersection of half planes, so no pattern has two
 * polygons, and the count is one of patterns too.
 *
 * <p>Layer by layer, the pre-activations of a layer's units are affine on each polygon that the layers below left, and the lines where they are zero
 * cut it. In float64, whatever the network's precision.
 *
 * <p><b>Tolerance.</b> A vertex nearer to a unit's line than 1e-12 of the slice's longer side lies on it, as does one where the pre-activation is
 * below 1e-13 of the sum of magnitudes that it was added up from. A line cuts a polygon that has vertices off the line on both sides, and no other: a
 * sliver that is thinner than the tolerance stays with the rest of its polygon. A unit that is zero within the tolerance on a whole polygon is off.
 * Parts share the ends of a cut to the bit, so no area is lost.
 *
 * <p><b>Cost.</b> With N_l polygons after hidden layer l (N_0 = 1), width m and L hidden layers: at most 6 m^2 flops, in matrix products, for each of
 * N_0 + ... + N_{L-2} polygons; 6 m flops for each of N_1 + ... + N_{L-1} polygons and each unit that is on there and cuts the polygon of the layer
 * below; O(m) for each of N_0 + ... + N_{L-1} to find the lines. One thread. A network of 4 x 512 units takes about 20 microseconds a region at its
 * start and 5 when trained. Memory: the weights twice, 64 polygons a layer with 20 numbers a unit each, and 8 bytes a region for the median.
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
     * The same, and shows every region to a visitor. What the visitor throws ends the walk.
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

    /** All areas; the sum is compensated. */
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

    /** The rectangle. */
    public Slice slice() {
        return slice;
    }

    /** Regions. */
    public long regions() {
        return total.getCount();
    }

    /** Polygons after each hidden layer: the regions of the network cut off there. The last number is that of all regions. */
    public long[] regionsAfterLayers() {
        return afterLayers.clone();
    }

    /** The sum of all areas, that of the slice up to rounding; compensated. */
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
