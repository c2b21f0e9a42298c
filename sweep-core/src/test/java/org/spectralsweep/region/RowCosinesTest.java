package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;

class RowCosinesTest {
    private static Mlp network(int inputs, List<Integer> widths) {
        return Mlp.initialized(
                Networks.spec(inputs, widths, 1, Parameterization.NTK, BiasMode.HIDDEN, true),
                Precision.FLOAT64,
                new Well19937c(5));
    }

    @Test
    void givesTheCosinesOfThreeUnits() {
        Mlp network = network(2, List.of(3));
        // Columns (1, 0), (2, 2), (-1, 0): cosines 1/sqrt 2, -1, -1/sqrt 2.
        network.values().write(0, new double[] {1, 2, -1, 0, 2, 0}, 0, 6);

        RowCosines cosines = RowCosines.of(network, 100, 4);

        assertThat(cosines.layers()).hasSize(1);
        assertThat(cosines.all().pairs()).isEqualTo(3);
        assertThat(cosines.all().mean()).isEqualTo(-1.0 / 3, within(1e-15));
        assertThat(cosines.all().positiveShare()).isEqualTo(1.0 / 3, within(1e-15));
        assertThat(cosines.all().meanMagnitude()).isEqualTo((1 + Math.sqrt(2)) / 3, within(1e-15));
        // Two below -1/2, one above 1/2, bins of width 1/2.
        assertThat(cosines.all().density()).containsExactly(4.0 / 3, 0, 0, 2.0 / 3);
        assertThat(cosines.layers().get(0).mean()).isEqualTo(cosines.all().mean());
    }

    @Test
    void unitsWithoutWeightsHaveNoAngle() {
        Mlp network = network(2, List.of(3));
        network.values().write(0, new double[] {1, 0, 1, 0, 0, 0}, 0, 6);
        assertThat(RowCosines.of(network, 100, 4).all().pairs()).isEqualTo(1);
        network.values().write(0, new double[] {1, 0, 0, 0, 0, 0}, 0, 6);
        assertThat(RowCosines.of(network, 100, 4).all().pairs()).isZero();
        assertThat(RowCosines.of(network, 100, 4).all().mean()).isNaN();
        assertThat(RowCosines.of(network, 100, 4).all().density()).containsOnly(Double.NaN);
    }

    /** More than a strip, the first layer's rows shorter than, as long as, and longer than the others. */
    @ParameterizedTest
    @ValueSource(ints = {2, 300, 310})
    void agreesWithPairsOfPaddedRows(int inputs) {
        Mlp network = network(inputs, List.of(300, 300, 20));

        RowCosines cosines = RowCosines.of(network, 10_000, 40);

        int length = Math.max(inputs, 300);
        double[][] rows = new double[620][length];
        int[] layerOf = new int[620];
        int at = 0;
        for (int layer = 0; layer < 3; layer++) {
            int width = network.spec().fanOut(layer);
            double[] weights = network.weights(layer);
            for (int unit = 0; unit < width; unit++) {
                layerOf[at] = layer;
                for (int k = 0; k < network.spec().fanIn(layer); k++) {
                    rows[at][k] = weights[k * width + unit];
                }
                at++;
            }
        }
        PairSummary all = new PairSummary(40);
        PairSummary[] within = {new PairSummary(40), new PairSummary(40), new PairSummary(40)};
        for (int i = 0; i < 620; i++) {
            for (int j = i + 1; j < 620; j++) {
                double cosine = dot(rows[i], rows[j]) / Math.sqrt(dot(rows[i], rows[i]) * dot(rows[j], rows[j]));
                all.add(cosine);
                if (layerOf[i] == layerOf[j]) {
                    within[layerOf[i]].add(cosine);
                }
            }
        }
        assertSame(cosines.all(), all);
        for (int layer = 0; layer < 3; layer++) {
            assertSame(cosines.layers().get(layer), within[layer]);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void assertSame(PairSummary actual, PairSummary expected) {
        assertThat(actual.pairs()).isEqualTo(expected.pairs()).isPositive();
        assertThat(actual.mean()).isEqualTo(expected.mean(), within(1e-13));
        assertThat(actual.positiveShare()).isEqualTo(expected.positiveShare(), within(1e-4));
        assertThat(actual.meanMagnitude()).isEqualTo(expected.meanMagnitude(), within(1e-13));
        double integral = 0;
        for (int bin = 0; bin < 40; bin++) {
            assertThat(actual.density()[bin]).isEqualTo(expected.density()[bin], within(1e-2));
            integral += actual.density()[bin] / 20;
        }
        assertThat(integral).isEqualTo(1, within(1e-12));
    }

    @Test
    void layersThatReadDifferentNumbersOfUnitsAreNotMixed() {
        RowCosines cosines = RowCosines.of(network(3, List.of(8, 16, 4)), 100, 10);

        assertThat(cosines.layers()).extracting(PairSummary::pairs).containsExactly(28L, 120L, 6L);
        assertThat(cosines.all().pairs()).isEqualTo(154);
        assertThat(RowCosines.of(network(3, List.of(8, 8, 4)), 100, 10).all().pairs())
                .isEqualTo(190);
    }

    @Test
    void takesSomeOfManyUnits() {
        assertThat(RowCosines.of(network(3, List.of(50, 50)), 10, 10).all().pairs())
                .isEqualTo(190);
    }

    @Test
    void weightsThatAreNotNumbersGiveNoCosines() {
        Mlp network = network(2, List.of(3));
        network.values().set(0, Double.NaN);
        PairSummary all = RowCosines.of(network, 100, 4).all();
        assertThat(all.mean()).isNaN();
        assertThat(all.positiveShare()).isNaN();
        assertThat(all.density()).containsOnly(Double.NaN);
    }
}
