package org.spectralsweep.nn;

/**
 * Evaluates one network repeatedly, at its current parameters, on fixed points. Buffers are kept from call to call.
 * There are three ways:
 *
 * <ul>
 *   <li>On arcs, for one hidden layer of rectifiers and one linear output on points of a line or of a circle around
 *   the origin. A call costs O(width log count + count), and O(width + count) if the points are spread evenly. It
 *   computes in float64, even if the parameters are float32.
 *   <li>Without storing activations, for one hidden layer, one linear output and few inputs.
 *   <li>Otherwise block by block. The outputs are those of {@link Mlp#outputs}, to the bit.
 * </ul>
 *
 * <p>In the first two cases {@link Mlp#outputs} differs from the result by rounding. Not thread-safe.
 */
public sealed interface Evaluator permits ArcEvaluator, ShallowEvaluator, BlockEvaluator {
    /**
     * An evaluator of a network on {@code count} points.
     *
     * @param x count x inputs, row-major; kept, not copied, and must not change
     */
    static Evaluator of(Mlp network, double[] x, int count) {
        if (ArcUnits.fits(network.spec()) && PointCycle.fits(x, network.spec().inputs(), count)) {
            return new ArcEvaluator(network, x, count);
        }
        return HiddenSum.fits(network.spec())
                ? new ShallowEvaluator(network, x, count)
                : new BlockEvaluator(network, x, count);
    }

    /** The network. */
    Mlp network();

    /** f on every point, count x outputs. This is the live array, overwritten by the next call. */
    double[] outputs();

    /**
     * The number of units in each hidden layer whose slope is zero on every point; a fresh array. Units of ReLU are
     * zero there. For a layer that skips, the units are counted before the layer's input is added.
     */
    int[] deadUnits();
}
