package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.encoding.GaussianFourier;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;

class WeightFilesTest {
    private static final double[] NONE = {};

    @TempDir
    Path folder;

    private WeightFiles weights;

    @BeforeEach
    void open() throws IOException {
        weights = new UnitStore(folder.toString()).weights();
    }

    private static Mlp network(BiasMode bias, Precision precision, int seed) {
        Initialization start = new Initialization(new Normal(1), new NormalBias(1), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(3, List.of(5, 4), 2, Parameterization.NTK, 2, bias, start, true);
        return Mlp.initialized(spec, precision, new Well19937c(seed));
    }

    private static double[] values(Mlp network) {
        double[] values = new double[(int) network.parameters()];
        network.values().read(0, values, 0, values.length);
        return values;
    }

    private List<String> names(String trial) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("weights").resolve(trial))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void readsBackEveryWeight() throws IOException {
        for (BiasMode bias : BiasMode.values()) {
            for (Precision precision : Precision.values()) {
                Mlp kept = network(bias, precision, 1);
                weights.of("a", "1").keep(7, kept, NONE);
                Mlp read = network(bias, precision, 2);
                assertThat(values(read)).isNotEqualTo(values(kept));
                assertThat(weights.read("a", 7, read)).isTrue();
                assertThat(values(read)).isEqualTo(values(kept));
            }
        }
        assertThat(weights.read("a", 8, network(BiasMode.ALL, Precision.FLOAT64, 2)))
                .isFalse();
        assertThat(names("a")).containsExactly("step-7.npz");
    }

    /** The weight from input i to unit j is at [j, i], as in PyTorch, also in the output layer. */
    @Test
    void arraysAreUnitsTimesInputs() {
        Mlp network = network(BiasMode.HIDDEN, Precision.FLOAT64, 1);
        Map<String, NumpyArray> arrays = NetworkArrays.of(0, network, NONE);
        assertThat(arrays.keySet())
                .containsExactly(
                        "step",
                        "multipliers",
                        "layer1.weight",
                        "layer1.bias",
                        "layer2.weight",
                        "layer2.bias",
                        "layer3.weight");
        for (int layer = 0; layer < 3; layer++) {
            NumpyArray array = Objects.requireNonNull(arrays.get("layer" + (layer + 1) + ".weight"));
            int fanIn = network.spec().fanIn(layer);
            int fanOut = network.spec().fanOut(layer);
            assertThat(array.shape()).containsExactly(fanOut, fanIn);
            double[] weights = network.weights(layer);
            for (int i = 0; i < fanIn; i++) {
                for (int j = 0; j < fanOut; j++) {
                    assertThat(array.elements().applyAsDouble(j * fanIn + i)).isEqualTo(weights[i * fanOut + j]);
                }
            }
        }
        NumpyArray multipliers = Objects.requireNonNull(arrays.get("multipliers"));
        assertThat(multipliers.elements().applyAsDouble(0)).isEqualTo(1);
        assertThat(multipliers.elements().applyAsDouble(2)).isEqualTo(Math.sqrt(2.0 / 4));
    }

    @Test
    void frequenciesThatWereDrawnAreKept() throws IOException {
        Initialization start = new Initialization(new Normal(1), new NormalBias(1), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(6, List.of(5), 1, Parameterization.STANDARD, 1, BiasMode.ALL, start, true);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(1));
        double[] frequencies =
                new GaussianFourier(2, 3).bind(2, new Well19937c(2)).drawnFrequencies();
        NumpyArray array =
                Objects.requireNonNull(NetworkArrays.of(0, network, frequencies).get("encoding.frequencies"));
        assertThat(array.shape()).containsExactly(3, 2);
        assertThat(array.elements().applyAsDouble(5)).isEqualTo(frequencies[5]);
        weights.of("a", "1").keep(3, network, frequencies);
        assertThat(weights.read("a", 3, Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(3))))
                .isTrue();
    }

    @Test
    void listsStepsOfAllTrials() throws IOException {
        assertThat(weights.kept()).isEmpty();
        Mlp network = network(BiasMode.ALL, Precision.FLOAT64, 1);
        weights.of("a", "1").keep(0, network, NONE);
        weights.of("a", "2").keep(1000, network, NONE);
        weights.of("b", "1").keep(12, network, NONE);
        Files.writeString(folder.resolve("weights/a/.1-step-5.npz.tmp"), "half");
        Files.writeString(folder.resolve("weights/a/step-05.npz"), "another name");
        assertThat(weights.kept()).isEqualTo(Map.of("a", Set.of(0L, 1000L), "b", Set.of(12L)));
        assertThat(weights.of("a", "3").holds(1000)).isTrue();
        assertThat(weights.of("b", "3").holds(1000)).isFalse();
        weights.tidy();
        assertThat(names("a")).containsExactly("step-0.npz", "step-05.npz", "step-1000.npz");
    }

    @Test
    void attemptsWriteTheSameBytes() throws IOException {
        Mlp network = network(BiasMode.ALL, Precision.FLOAT32, 1);
        weights.of("a", "1").keep(3, network, NONE);
        byte[] first = Files.readAllBytes(folder.resolve("weights/a/step-3.npz"));
        weights.of("a", "2").keep(3, network, NONE);
        assertThat(Files.readAllBytes(folder.resolve("weights/a/step-3.npz"))).isEqualTo(first);
        assertThat(names("a")).containsExactly("step-3.npz");
    }

    @Test
    void refusesWeightsOfAnotherNetwork() throws IOException {
        weights.of("a", "1").keep(3, network(BiasMode.ALL, Precision.FLOAT32, 1), NONE);
        assertThatThrownBy(() -> weights.read("a", 3, network(BiasMode.NONE, Precision.FLOAT32, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the arrays should be [step, multipliers, layer1.weight, layer2.weight,");
        assertThatThrownBy(() -> weights.read("a", 3, network(BiasMode.ALL, Precision.FLOAT64, 1)))
                .hasMessage("the array layer1.weight should be FLOAT64 of shape [5, 3] but is FLOAT32 of shape [5, 3]");
        Files.move(folder.resolve("weights/a/step-3.npz"), folder.resolve("weights/a/step-4.npz"));
        assertThatThrownBy(() -> weights.read("a", 4, network(BiasMode.ALL, Precision.FLOAT32, 1)))
                .hasMessage("the array step should hold 4.0 but holds 3.0");
    }

    @Test
    void writesNothingBehindAClosedFence() throws IOException {
        Mlp network = network(BiasMode.ALL, Precision.FLOAT32, 1);
        UnitStore store = new UnitStore(folder.toString());
        WeightFiles closed = store.behind((Fence) () -> {
                    throw new FolderLost("taken");
                })
                .weights();
        assertThatThrownBy(() -> closed.of("a", "2").keep(1, network, NONE)).isInstanceOf(FolderLost.class);
        assertThat(folder.resolve("weights")).doesNotExist();
        int[] questions = {0};
        WeightFiles closing = store.behind((Fence) () -> {
                    if (questions[0]++ > 0) {
                        throw new FolderLost("taken");
                    }
                })
                .weights();
        assertThatThrownBy(() -> closing.of("a", "2").keep(1, network, NONE)).isInstanceOf(FolderLost.class);
        assertThat(names("a")).isEmpty();
    }
}
