package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.linalg.Precision;

class ActivationPatternsTest {
    private static Mlp network(List<Integer> widths, Precision precision, boolean skip) {
        MlpSpec spec = new MlpSpec(
                2,
                widths,
                1,
                Parameterization.STANDARD,
                2,
                BiasMode.HIDDEN,
                new Initialization(new He(0), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, false),
                true,
                skip);
        return Mlp.initialized(spec, precision, new Well19937c(1));
    }

    /** Widths around multiples of 64 bits, numbers of points around a block. */
    @ParameterizedTest
    @CsvSource({"1, 5", "63, 3", "64, 4", "65, 1100", "130, 1"})
    void areTheSignsOfThePreActivations(int width, int points) {
        Mlp network = network(List.of(width), Precision.FLOAT64, false);
        double[] x = new double[2 * points];
        Well19937c random = new Well19937c(2);
        for (int e = 0; e < x.length; e++) {
            x[e] = random.nextGaussian();
        }

        ActivationPatterns patterns = ActivationPatterns.of(network, x, points);

        double[] w = network.weights(0);
        double[] b = network.biases(0);
        for (int i = 0; i < points; i++) {
            for (int unit = 0; unit < width; unit++) {
                double z = x[2 * i] * w[unit] + x[2 * i + 1] * w[width + unit] + b[unit];
                assertThat(patterns.isOn(0, i, unit)).isEqualTo(z > 0);
            }
        }
        assertThat(patterns.pairs(0)).isEqualTo((long) width * points);
    }

    @Test
    void comeFromTheBranchesOfResidualLayers() {
        Mlp network = network(List.of(40, 40, 40), Precision.FLOAT32, true);
        double[] x = {0.3, -1, 2, 0.1};

        ActivationPatterns patterns = ActivationPatterns.of(network, x, 2);

        int off = 0;
        for (int unit = 0; unit < 40; unit++) {
            off += patterns.isOn(2, 0, unit) ? 0 : 1;
        }
        // Sums of rectified branches are hardly ever zero. Branches are zero about half of the time.
        assertThat(off).isBetween(5, 35);
    }

    @Test
    void countFlippedUnits() {
        Mlp network = network(List.of(70), Precision.FLOAT64, false);
        double[] x = {1, 0, 0, 1, -1, 0};
        ActivationPatterns before = ActivationPatterns.of(network, x, 3);

        // One unit is flipped: it is on where it was off, unless its pre-activation is zero.
        for (int row = 0; row < 3; row++) {
            int at = row < 2 ? network.weightsAt(0) + row * 70 + 5 : network.biasesAt(0) + 5;
            network.values().set(at, -network.values().get(at));
        }

        assertThat(ActivationPatterns.of(network, x, 3).flips(before, 0)).isEqualTo(3);
        assertThat(before.flips(before, 0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> before.flips(ActivationPatterns.of(network, x, 2), 0))
                .withMessageContaining("the same points");
    }

    /** Widths around multiples of 64 bits. Some points appear twice, so that patterns repeat. */
    @ParameterizedTest
    @CsvSource({"1, 60", "63, 60", "64, 60", "65, 60", "130, 3000"})
    void areComparedBitByBit(int width, int points) {
        Mlp network = network(List.of(width, width), Precision.FLOAT32, false);
        double[] x = Networks.gaussian(2 * points, 7);
        for (int i = 1; i < points; i += 3) {
            x[2 * i] = x[2 * i - 2];
            x[2 * i + 1] = x[2 * i - 1];
        }

        ActivationPatterns patterns = ActivationPatterns.of(network, x, points);

        Map<String, Integer> seen = new HashMap<>();
        int[] numbers = patterns.numbered();
        int[] alive = new int[2 * width];
        for (int i = 0; i < points; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int unit = 0; unit < 2 * width; unit++) {
                boolean on = patterns.isOn(unit / width, i, unit % width);
                pattern.append(on ? '1' : '0');
                alive[unit] |= on ? 1 : 0;
            }
            int expected = seen.computeIfAbsent(pattern.toString(), missing -> seen.size());
            assertThat(numbers[i]).isEqualTo(expected);
            int other = (i * 31 + 7) % points;
            int distance = 0;
            for (int unit = 0; unit < width; unit++) {
                distance += patterns.isOn(1, i, unit) == patterns.isOn(1, other, unit) ? 0 : 1;
            }
            assertThat(patterns.distance(1, i, other)).isEqualTo(distance);
        }
        assertThat(patterns.distinct()).isEqualTo(seen.size());
        int dead = 0;
        for (int unit = width; unit < 2 * width; unit++) {
            dead += alive[unit] == 0 ? 1 : 0;
        }
        assertThat(patterns.deadUnits()[1]).isEqualTo(dead);
        assertThat(patterns.units()).isEqualTo(2 * width);
    }
}
