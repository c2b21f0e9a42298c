package org.spectralsweep.nn;

/**
 * Evaluates one network again and again, at its parameters of the moment, on points that stay the same: buffers are kept from call to call.
 *
 * <p>A network with one hidden layer and one linear output on points of a line or of a circle around the origin is evaluated on arcs, in O(width +
 * count) where the weights moved little since the call before, O(width log count + count) at the first call; and in float64, also where its
 * parameters are float32, so that {@link Mlp#outputs} differs from it by its own rounding; so it does where few inputs let a network be evaluated
 * without storing activations. Any other is evaluated as {@link Mlp#outputs} and {@link Mlp#deadUnits} do, to the bit.
 *
 * <p>Not for several threads at once.
 */
public sealed interface Evaluator permits ArcEvaluator, ShallowEvaluator, BlockEvaluator {
    /**
     * An evaluator of a network on {@code count} points.
     *
     * @param x count x inputs, row-major; kept, not copied, and not to change
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

    /** f on every point, count x outputs; the live array, overwritten by the next call. */
    double[] outputs();

    /** How many units of each hidden layer are zero on every point, as {@link Mlp#deadUnits} counts them; a fresh array. */
    int[] deadUnits();
}
