package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * Regions of leaky units of slope a below zero against those of ReLU. Since s(z) = relu(z) - a relu(-z), a network of
 * ReLU units of twice the width is the same function with the same regions.
 */
class LeakyRegionsTest {
    private static final List<Integer> WIDTHS = List.of(7, 6, 5);

    private static Mlp leaky(double slope) {
        Mlp relu = HandBuilt.random(2, WIDTHS, 2, BiasMode.ALL, false, Precision.FLOAT64, 4);
        MlpSpec spec = relu.spec().withActivation(new LeakyRelu(slope));
        Mlp leaky = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(1));
        leaky.values().copy(0, relu.values(), 0, relu.values().length());
        return leaky;
    }

    /** Unit j becomes the units j, with its weights, and width + j, with their opposites. */
    private static Mlp twin(Mlp network, double slope) {
        MlpSpec spec = network.spec();
        List<Integer> widths = new ArrayList<>();
        WIDTHS.forEach(width -> widths.add(2 * width));
        Mlp twin = HandBuilt.zero(2, widths, 2);
        for (int layer = 0; layer < spec.layers(); layer++) {
            boolean output = layer == spec.layers() - 1;
            double[] biases = network.biases(layer);
            for (int unit = 0; unit < spec.fanOut(layer); unit++) {
                double[] reads = new double[twin.spec().fanIn(layer)];
                int fanIn = spec.fanIn(layer);
                for (int i = 0; i < fanIn; i++) {
                    int at = output ? unit * fanIn + i : i * spec.fanOut(layer) + unit;
                    reads[i] = network.values().get(network.weightsAt(layer) + at);
                    if (layer > 0) {
                        reads[fanIn + i] = -slope * reads[i];
                    }
                }
                HandBuilt.setUnit(twin, layer, unit, biases[unit], reads);
                if (!output) {
                    double[] opposite = reads.clone();
                    for (int i = 0; i < opposite.length; i++) {
                        opposite[i] = -opposite[i];
                    }
                    HandBuilt.setUnit(twin, layer, spec.fanOut(layer) + unit, -biases[unit], opposite);
                }
            }
        }
        return twin;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 0.3, 2})
    void pathsHaveThePiecesOfTheTwin(double slope) {
        Mlp leaky = leaky(slope);
        Mlp twin = twin(leaky, slope);
        double[] x = {0.3, -0.2, 0.9, 0.4};
        assertThat(leaky.outputs(x, 2)).containsExactly(twin.outputs(x, 2), within(1e-14));
        double[] path = {-4, -3.1, 4, 3.3, -3, 2.5};

        PathPieces pieces = PathPieces.along(leaky, path, 3);
        PathPieces expected = PathPieces.along(twin, path, 3);

        assertThat(expected.breakpoints()).hasSizeGreaterThan(8);
        assertThat(pieces.breakpoints()).containsExactly(expected.breakpoints(), within(1e-9));
        assertThat(pieces.bends()).containsExactly(expected.bends(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 0.3, 2})
    void slicesHaveTheRegionsOfTheTwin(double slope) {
        Mlp leaky = leaky(slope);
        Mlp twin = twin(leaky, slope);
        Slice slice = Slice.plane(-3, 3);

        double[] expected = areas(twin, slice);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(areas(leaky, slice)).containsExactly(expected, within(1e-8));
    }

    private static double[] areas(Mlp network, Slice slice) {
        List<Double> areas = new ArrayList<>();
        SliceSubdivision.of(network, slice, region -> areas.add(region.area()));
        return areas.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 0.3, 2})
    void pointsHaveTheDistancesOfTheTwin(double slope) {
        Mlp leaky = leaky(slope);
        Mlp twin = twin(leaky, slope);
        double[] x = {0.3, -0.2, 0.9, 0.4, -1.5, 0.1};

        assertThat(BoundaryDistances.of(leaky, x, 3).inInputs())
                .containsExactly(BoundaryDistances.of(twin, x, 3).inInputs(), within(1e-12));
    }
}
