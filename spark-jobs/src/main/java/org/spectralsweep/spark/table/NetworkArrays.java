package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * A network's weights as named arrays. Layers are counted from 1, the last is the output layer. {@code layer1.weight}
 * is units x inputs, as PyTorch's {@code Linear} has it, and {@code layer1.bias} is there if the layer has a bias.
 * {@code multipliers} are the factors in front of the weights, one a layer, and {@code step} counts the updates.
 * {@code encoding.frequencies} are those that the encoding drew, a row for each sine of the first layer's inputs.
 */
final class NetworkArrays {
    private static final String STEP = "step";
    private static final String MULTIPLIERS = "multipliers";
    private static final String FREQUENCIES = "encoding.frequencies";

    private NetworkArrays() {}

    /** The arrays, which look into the network when they are written. */
    static Map<String, NumpyArray> of(long step, Mlp network, double[] frequencies) {
        Map<String, NumpyArray> arrays = of(step, network);
        if (frequencies.length > 0) {
            int rows = network.spec().inputs() / 2;
            arrays.put(
                    FREQUENCIES,
                    new NumpyArray(
                            NumpyArray.Type.FLOAT64, List.of(rows, frequencies.length / rows), e -> frequencies[e]));
        }
        return arrays;
    }

    private static Map<String, NumpyArray> of(long step, Mlp network) {
        MlpSpec spec = network.spec();
        NumpyArray.Type type =
                network.precision() == Precision.FLOAT32 ? NumpyArray.Type.FLOAT32 : NumpyArray.Type.FLOAT64;
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        arrays.put(STEP, new NumpyArray(NumpyArray.Type.INT64, List.of(), e -> step));
        arrays.put(MULTIPLIERS, new NumpyArray(NumpyArray.Type.FLOAT64, List.of(spec.layers()), network::multiplier));
        for (int l = 0; l < spec.layers(); l++) {
            int layer = l;
            int fanIn = spec.fanIn(layer);
            arrays.put(weight(layer), new NumpyArray(type, List.of(spec.fanOut(layer), fanIn), e -> network.values()
                    .get(network.weightAt(layer, e % fanIn, e / fanIn))));
            if (spec.hasBias(layer)) {
                arrays.put(bias(layer), new NumpyArray(type, List.of(spec.fanOut(layer)), e -> network.values()
                        .get(network.biasesAt(layer) + e)));
            }
        }
        return arrays;
    }

    /**
     * Gives a network the weights of the arrays.
     *
     * @throws IOException if they are those of another network or of another step; the network is then spoilt
     */
    static void into(Mlp network, long step, Map<String, NumpyArray> arrays) throws IOException {
        Map<String, NumpyArray> own = of(step, network);
        Set<String> names = new LinkedHashSet<>(arrays.keySet());
        names.remove(FREQUENCIES);
        if (!names.equals(own.keySet())) {
            throw new IOException("the arrays should be " + own.keySet() + " but are " + names);
        }
        for (Map.Entry<String, NumpyArray> named : own.entrySet()) {
            NumpyArray stored = stored(arrays, named.getKey());
            NumpyArray wanted = named.getValue();
            if (!stored.shape().equals(wanted.shape()) || stored.type() != wanted.type()) {
                throw new IOException("the array " + named.getKey() + " should be " + wanted.type() + " of shape "
                        + wanted.shape() + " but is " + stored.type() + " of shape " + stored.shape());
            }
        }
        requireSame(STEP, stored(arrays, STEP), stored(own, STEP));
        requireSame(MULTIPLIERS, stored(arrays, MULTIPLIERS), stored(own, MULTIPLIERS));
        MlpSpec spec = network.spec();
        for (int layer = 0; layer < spec.layers(); layer++) {
            int fanIn = spec.fanIn(layer);
            NumpyArray weights = stored(arrays, weight(layer));
            for (int e = 0; e < weights.count(); e++) {
                int at = network.weightAt(layer, e % fanIn, e / fanIn);
                network.values().set(at, weights.elements().applyAsDouble(e));
            }
            if (spec.hasBias(layer)) {
                NumpyArray biases = stored(arrays, bias(layer));
                for (int e = 0; e < biases.count(); e++) {
                    network.values()
                            .set(network.biasesAt(layer) + e, biases.elements().applyAsDouble(e));
                }
            }
        }
    }

    private static NumpyArray stored(Map<String, NumpyArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name));
    }

    private static void requireSame(String name, NumpyArray stored, NumpyArray wanted) throws IOException {
        for (int e = 0; e < wanted.count(); e++) {
            double value = stored.elements().applyAsDouble(e);
            if (value != wanted.elements().applyAsDouble(e)) {
                throw new IOException("the array " + name + " should hold "
                        + wanted.elements().applyAsDouble(e) + " but holds " + value);
            }
        }
    }

    private static String weight(int layer) {
        return "layer" + (layer + 1) + ".weight";
    }

    private static String bias(int layer) {
        return "layer" + (layer + 1) + ".bias";
    }
}
