package org.spectralsweep.nn;

import java.util.Arrays;
import org.spectralsweep.linalg.HiddenLayer;
import org.spectralsweep.linalg.HiddenLayerLoops;
import org.spectralsweep.linalg.RealArray;

/**
 * The outputs of a network with one hidden layer, few inputs and one linear output, by
 * {@link HiddenLayerLoops#addSum}. No activation is stored. Sums over 256 units are computed in the network's precision
 * and added up in float64. The halves of a mirrored network are summed separately, so that they are exactly opposite at
 * the start.
 */
public final class HiddenSum {
    private final Mlp network;
    private final HiddenLayerLoops loops;
    private final HiddenLayer layer;
    private final double[] otherHalf;
    private final LinearShare linear;

    /**
     * Allocates the buffers.
     *
     * @param network one that {@link #fits} accepts
     * @param most the most points ever passed in at once
     */
    public HiddenSum(Mlp network, int most, HiddenLayerLoops loops) {
        MlpSpec spec = network.spec();
        if (!spec.activation().isRectifier()) {
            throw new IllegalArgumentException("the network must have rectifiers but had "
                    + spec.activation().type());
        }
        if (spec.output() != OutputFunction.LINEAR) {
            throw new IllegalArgumentException("the network must have a linear output but had a sigmoid one");
        }
        if (spec.widths().size() != 1 || spec.outputs() != 1) {
            throw new IllegalArgumentException("the network must have one hidden layer and one output but had "
                    + spec.widths().size() + " and " + spec.outputs());
        }
        this.network = network;
        this.loops = loops;
        layer = new HiddenLayer(
                spec.inputs(), spec.widths().get(0), spec.hasBias(0), spec.multiplier(1), spec.trainOuter());
        linear = new LinearShare(network, layer);
        otherHalf = new double[spec.initialization().mirrored() ? most : 0];
    }

    /**
     * Whether a network has one hidden layer of rectifiers, one linear output and no more inputs than the loops
     * support.
     */
    public static boolean fits(MlpSpec spec) {
        return spec.activation().isRectifier()
                && spec.widths().size() == 1
                && spec.outputs() == 1
                && spec.output() == OutputFunction.LINEAR
                && spec.inputs() <= HiddenLayer.MOST_INPUTS;
    }

    /** The hidden layer as the loops see it. */
    public HiddenLayer layer() {
        return layer;
    }

    /**
     * f on some points.
     *
     * @param x coordinate by coordinate: the k-th coordinates start at k * stride
     * @param into receives count numbers
     */
    public void outputs(RealArray x, int stride, int count, double[] into) {
        RealArray parameters = network.values();
        boolean biased = network.spec().hasBias(1);
        boolean leaky = network.spec().negativeSlope() != 0;
        double bias = biased ? parameters.get(network.biasesAt(1)) : 0;
        Arrays.fill(into, 0, count, leaky ? 0 : bias);
        boolean halves = otherHalf.length > 0;
        int units = halves ? layer.width() / 2 : layer.width();
        loops.addSum(into, count, x, stride, parameters, layer, 0, units);
        if (halves) {
            Arrays.fill(otherHalf, 0, count, 0);
            loops.addSum(otherHalf, count, x, stride, parameters, layer, units, units);
            for (int i = 0; i < count; i++) {
                into[i] += otherHalf[i];
            }
        }
        if (leaky) {
            linear.mix(into, bias, x, stride, count);
        }
    }

    /**
     * The gradient of sum_i errors_i f(x_i), in the layout of {@link Mlp#values()}, without that of the output's bias.
     *
     * @param gradient receives it
     * @param x as in {@link #outputs}
     */
    public void gradient(RealArray gradient, int count, RealArray x, int stride, RealArray errors) {
        loops.gradient(gradient, count, x, stride, errors, network.values(), layer);
        if (network.spec().negativeSlope() != 0) {
            linear.mixGradient(gradient, count, x, stride, errors);
        }
    }
}
