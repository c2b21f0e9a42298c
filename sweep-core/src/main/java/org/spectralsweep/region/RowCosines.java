package org.spectralsweep.region;

import java.util.Arrays;
import java.util.List;
import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * Cosines of the angles between the hyperplanes of hidden units: w_i.w_j / (|w_i| |w_j|) for the units' incoming
 * weights. Each pair i &lt; j counts once. Biases and multipliers do not enter.
 *
 * <p>Pairs within a layer are summarised per layer. As in LL23's code, all hidden layers are also mixed. The first
 * layer's rows are zero-padded to the width, or the other rows to the number of inputs if that is larger. This needs
 * layers above the first that all read the same number of units. Otherwise a cosine between layers means nothing, and
 * {@link #all} holds only the pairs within layers. A row of zeros has no angle and is left out.
 *
 * <p>Cost for N units with at most d inputs each: N^2 d flops and 8 N (d + 256) bytes.
 */
public final class RowCosines {
    private static final int STRIP = 256;

    private final List<PairSummary> layers;
    private final PairSummary all;

    private RowCosines(List<PairSummary> layers, PairSummary all) {
        this.layers = layers;
        this.all = all;
    }

    /**
     * The cosines of a network's hidden units.
     *
     * @param most the most units taken from a layer; where it has more, evenly spaced ones are taken
     * @param bins number of bins of the histograms over [-1, 1]
     */
    public static RowCosines of(Mlp network, int most, int bins) {
        MlpSpec spec = network.spec();
        int hidden = spec.widths().size();
        boolean mixed = true;
        int longest = spec.inputs();
        for (int layer = 1; layer < hidden; layer++) {
            mixed &= spec.fanIn(layer) == spec.fanIn(1);
            longest = Math.max(longest, spec.fanIn(layer));
        }
        double[][] rows = new double[hidden][];
        int[] firsts = new int[hidden + 1];
        for (int layer = 0; layer < hidden; layer++) {
            rows[layer] = directions(network, layer, most, longest);
            firsts[layer + 1] = firsts[layer] + rows[layer].length / longest;
        }
        Float64Array units = (Float64Array) Precision.FLOAT64.zeros(Math.multiplyExact(firsts[hidden], longest));
        for (int layer = 0; layer < hidden; layer++) {
            units.write(firsts[layer] * longest, rows[layer], 0, rows[layer].length);
        }
        PairSummary[] within = new PairSummary[hidden];
        Arrays.setAll(within, layer -> new PairSummary(bins));
        PairSummary between = new PairSummary(bins);
        Float64Array strip =
                (Float64Array) Precision.FLOAT64.zeros(Math.multiplyExact(STRIP, Math.max(1, firsts[hidden])));
        for (int layer = 0; layer < hidden; layer++) {
            int end = mixed ? firsts[hidden] : firsts[layer + 1];
            for (int top = firsts[layer]; top < firsts[layer + 1]; top += STRIP) {
                network.deadline().check();
                int height = Math.min(STRIP, firsts[layer + 1] - top);
                int width = end - top;
                strip.multiply(
                        0, false, true, height, longest, width, 1, units, top * longest, units, top * longest, 0);
                add(strip.elements(), height, width, firsts[layer + 1] - top, within[layer], between);
            }
        }
        PairSummary all = new PairSummary(bins);
        for (PairSummary layer : within) {
            all.add(layer);
        }
        all.add(between);
        return new RowCosines(List.of(within), all);
    }

    /** Adds the pairs above the diagonal of a strip. Columns below {@code own} belong to the strip's own layer. */
    private static void add(double[] strip, int height, int width, int own, PairSummary within, PairSummary between) {
        for (int i = 0; i < height; i++) {
            for (int j = i + 1; j < width; j++) {
                (j < own ? within : between).add(strip[i * width + j]);
            }
        }
    }

    /** The weights of evenly spaced units as rows of length 1, zero-padded; rows of zeros are left out. */
    private static double[] directions(Mlp network, int layer, int most, int length) {
        int fanIn = network.spec().fanIn(layer);
        int width = network.spec().fanOut(layer);
        int count = Math.min(width, most);
        double[] weights = network.weights(layer);
        double[] rows = new double[Math.multiplyExact(count, length)];
        int kept = 0;
        for (int chosen = 0; chosen < count; chosen++) {
            int unit = (int) ((long) chosen * width / count);
            double largest = 0;
            for (int k = 0; k < fanIn; k++) {
                largest = Math.max(largest, Math.abs(weights[k * width + unit]));
            }
            if (largest == 0) {
                continue;
            }
            double squares = 0;
            for (int k = 0; k < fanIn; k++) {
                double element = weights[k * width + unit] / largest;
                rows[kept * length + k] = element;
                squares += element * element;
            }
            double norm = Math.sqrt(squares);
            for (int k = 0; k < fanIn; k++) {
                rows[kept * length + k] /= norm;
            }
            kept++;
        }
        return Arrays.copyOf(rows, kept * length);
    }

    /** Pairs within each hidden layer, from the first on. */
    public List<PairSummary> layers() {
        return layers;
    }

    /** All pairs, including those of different layers where these mean something. */
    public PairSummary all() {
        return all;
    }
}
