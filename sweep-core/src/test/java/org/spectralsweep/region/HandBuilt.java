package org.spectralsweep.region;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;

/** Networks with weights from a test or from a seed. */
final class HandBuilt {
    private HandBuilt() {}

    static Mlp random(
            int inputs, List<Integer> widths, int outputs, BiasMode bias, boolean skip, Precision precision, int seed) {
        Initialization start =
                new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(inputs, widths, outputs, Parameterization.STANDARD, 2, bias, start, true, skip);
        return Mlp.initialized(spec, precision, new Well19937c(seed));
    }

    /** A network with biases everywhere, all weights zero. */
    static Mlp zero(int inputs, List<Integer> widths, int outputs) {
        Mlp network = random(inputs, widths, outputs, BiasMode.ALL, false, Precision.FLOAT64, 1);
        network.values().clear(network.values().length());
        return network;
    }

    /** Sets what a unit reads, and its bias. */
    static void setUnit(Mlp network, int layer, int unit, double bias, double... weights) {
        MlpSpec spec = network.spec();
        boolean output = layer == spec.layers() - 1;
        for (int i = 0; i < spec.fanIn(layer); i++) {
            int at = output ? unit * spec.fanIn(layer) + i : i * spec.fanOut(layer) + unit;
            network.values().set(network.weightsAt(layer) + at, weights[i]);
        }
        network.values().set(network.biasesAt(layer) + unit, bias);
    }

    /** The first hidden layers of a network, as a network of one output. */
    static Mlp cutOff(Mlp network, int hiddenLayers) {
        MlpSpec spec = network.spec();
        MlpSpec shorter = new MlpSpec(
                spec.inputs(),
                spec.widths().subList(0, hiddenLayers),
                1,
                spec.parameterization(),
                spec.cSigma(),
                spec.bias(),
                spec.initialization(),
                true,
                spec.skip() && hiddenLayers > 1);
        Mlp cut = Mlp.initialized(shorter, network.precision(), new Well19937c(1));
        cut.values().copy(0, network.values(), 0, cut.weightsAt(hiddenLayers));
        return cut;
    }
}
