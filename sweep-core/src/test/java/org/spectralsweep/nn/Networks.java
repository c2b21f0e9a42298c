package org.spectralsweep.nn;

import java.util.List;
import java.util.Random;

/** Networks and data for tests. */
public final class Networks {
    private Networks() {}

    /** He weights, random biases, outer weights drawn like the hidden ones. */
    public static MlpSpec spec(
            int inputs,
            List<Integer> widths,
            int outputs,
            Parameterization parameterization,
            BiasMode bias,
            boolean trainOuter) {
        WeightInit weights = parameterization == Parameterization.NTK ? new Normal(1) : new He(0);
        Initialization start = new Initialization(weights, new NormalBias(0.3), OuterWeights.LIKE_HIDDEN, false);
        return new MlpSpec(inputs, widths, outputs, parameterization, 2, bias, start, trainOuter);
    }

    /** The same network with skip connections. */
    public static MlpSpec residual(MlpSpec plain) {
        return new MlpSpec(
                plain.inputs(),
                plain.widths(),
                plain.outputs(),
                plain.parameterization(),
                plain.cSigma(),
                plain.bias(),
                plain.initialization(),
                plain.trainOuter(),
                true,
                plain.output());
    }

    /** The same network with outputs that go through the logistic function. */
    public static MlpSpec sigmoid(MlpSpec linear) {
        return new MlpSpec(
                linear.inputs(),
                linear.widths(),
                linear.outputs(),
                linear.parameterization(),
                linear.cSigma(),
                linear.bias(),
                linear.initialization(),
                linear.trainOuter(),
                linear.skip(),
                OutputFunction.SIGMOID);
    }

    /** One hidden layer, otherwise like network (2) of B20. */
    public static MlpSpec shallow(int inputs, int width, Initialization start) {
        return new MlpSpec(inputs, List.of(width), 1, Parameterization.NTK, 1, BiasMode.HIDDEN, start, false);
    }

    /** One-hot rows of random labels. */
    public static double[] oneHot(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            values[i * columns + random.nextInt(columns)] = 1;
        }
        return values;
    }

    /** Standard normal numbers. */
    public static double[] gaussian(int length, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
