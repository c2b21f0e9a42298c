package org.spectralsweep.nn;

import org.spectralsweep.linalg.HiddenLayer;
import org.spectralsweep.linalg.HiddenLayerLoops;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.Simd;

/**
 * The evaluator of networks with one hidden layer and few inputs. Outputs come from {@link HiddenSum}, and active units
 * are counted with {@link HiddenLayerLoops#gradient}.
 */
final class ShallowEvaluator implements Evaluator {
    private final Mlp network;
    private final int count;
    private final HiddenLayerLoops loops;
    private final HiddenSum sum;
    private final RealArray x;
    private final double[] outputs;
    private final HiddenLayer counted;
    private final RealArray parameters;
    private final RealArray activePoints;
    private final RealArray ones;

    ShallowEvaluator(Mlp network, double[] points, int count) {
        this.network = network;
        this.count = count;
        Precision precision = network.precision();
        int inputs = network.spec().inputs();
        int width = network.spec().fanOut(0);
        loops = HiddenLayerLoops.of(precision, Simd.best());
        sum = new HiddenSum(network, count, loops);
        x = precision.zeros(Math.multiplyExact(inputs, count));
        ones = precision.zeros(Math.max(count, width));
        for (int i = 0; i < ones.length(); i++) {
            ones.set(i, 1);
        }
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < inputs; k++) {
                x.set(k * count + i, points[i * inputs + k]);
            }
        }
        outputs = new double[count];
        // With outer weights of 1, the gradient of the sum of f with respect to a bias is the number of points where
        // the unit is active.
        counted = new HiddenLayer(inputs, width, true, 1, false);
        parameters = precision.zeros(Math.addExact(counted.outerAt(), width));
        parameters.copy(counted.outerAt(), ones, 0, width);
        activePoints = precision.zeros(counted.outerAt());
    }

    @Override
    public Mlp network() {
        return network;
    }

    @Override
    public double[] outputs() {
        sum.outputs(x, count, count, outputs);
        return outputs;
    }

    @Override
    public int[] deadUnits() {
        if (network.spec().negativeSlope() != 0) {
            return new int[] {0};
        }
        int biasesAt = counted.biasesAt();
        parameters.copy(0, network.values(), 0, sum.layer().outerAt());
        loops.gradient(activePoints, count, x, count, ones, parameters, counted);
        int dead = 0;
        for (int unit = 0; unit < counted.width(); unit++) {
            dead += activePoints.get(biasesAt + unit) == 0 ? 1 : 0;
        }
        return new int[] {dead};
    }
}
