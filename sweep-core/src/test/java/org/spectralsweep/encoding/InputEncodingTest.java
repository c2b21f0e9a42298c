package org.spectralsweep.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class InputEncodingTest {
    private static RandomGenerator random() {
        return new Well19937c(5);
    }

    @Test
    void identityCopies() {
        double[] rows = {1, 2, 3, 4};
        Encoder encoder = new Identity().bind(2, random());
        double[] encoded = encoder.encode(rows, 2);
        assertThat(encoded).isEqualTo(rows).isNotSameAs(rows);
        assertThat(encoder.outputs()).isEqualTo(2);
        assertThat(new Identity().bandwidth()).isNaN();
    }

    @Test
    void positionalWritesSineBeforeCosineOctaveByOctave() {
        Positional encoding = new Positional(2, true, false);
        double[] encoded = encoding.bind(2, random()).encode(new double[] {0.3, -0.7}, 1);
        double[] expected = {
            Math.sin(0.3 * Math.PI), Math.cos(0.3 * Math.PI), Math.sin(0.6 * Math.PI), Math.cos(0.6 * Math.PI),
            Math.sin(-0.7 * Math.PI), Math.cos(-0.7 * Math.PI), Math.sin(-1.4 * Math.PI), Math.cos(-1.4 * Math.PI)
        };
        assertThat(encoded).containsExactly(expected, within(1e-14));
        assertThat(encoding.outputs(2)).isEqualTo(8);
        assertThat(encoding.bandwidth()).isEqualTo(2);
    }

    @Test
    void positionalCanIncludeCoordinatesAndDropPi() {
        Positional encoding = new Positional(1, false, true);
        double[] encoded = encoding.bind(2, random()).encode(new double[] {0.3, -0.7, 2, 0}, 2);
        double[] expected = {
            0.3,
            -0.7,
            Math.sin(0.3),
            Math.cos(0.3),
            Math.sin(-0.7),
            Math.cos(-0.7),
            2,
            0,
            Math.sin(2),
            Math.cos(2),
            0,
            1
        };
        assertThat(encoded).containsExactly(expected, within(1e-14));
        assertThat(encoding.bind(2, random()).outputs()).isEqualTo(6);
    }

    @Test
    void gaussianFeaturesAreSinesThenCosinesOfOneMatrix() {
        GaussianFourier encoding = new GaussianFourier(3, 4);
        RandomGenerator copy = random();
        double[] b = new double[8];
        for (int i = 0; i < b.length; i++) {
            b[i] = 3 * copy.nextGaussian();
        }
        double[] x = {0.25, -0.5, 0.1, 0.9};
        double[] encoded = encoding.bind(2, random()).encode(x, 2);
        for (int i = 0; i < 2; i++) {
            for (int f = 0; f < 4; f++) {
                double angle = 2 * Math.PI * (b[2 * f] * x[2 * i] + b[2 * f + 1] * x[2 * i + 1]);
                assertThat(encoded[8 * i + f]).isCloseTo(Math.sin(angle), within(1e-12));
                assertThat(encoded[8 * i + 4 + f]).isCloseTo(Math.cos(angle), within(1e-12));
            }
        }
        assertThat(encoding.outputs(2)).isEqualTo(8);
        assertThat(encoding.bandwidth()).isEqualTo(3);
    }

    @Test
    void gaussianFeaturesAreDrawnOnceNotAtEveryCall() {
        Encoder encoder = new GaussianFourier(10, 3).bind(1, random());
        double[] x = {0.4};
        assertThat(encoder.encode(x, 1)).isEqualTo(encoder.encode(x, 1));
        RandomGenerator stream = random();
        Encoder one = new GaussianFourier(10, 3).bind(1, stream);
        Encoder next = new GaussianFourier(10, 3).bind(1, stream);
        assertThat(one.encode(x, 1)).isNotEqualTo(next.encode(x, 1));
    }

    @Test
    void refusesEncodingsWithoutFeatures() {
        assertThatThrownBy(() -> new Positional(0, true, false))
                .hasMessage("octaves must be between 1 and 30 but was 0");
        assertThatThrownBy(() -> new Positional(31, true, false))
                .hasMessage("octaves must be between 1 and 30 but was 31");
        assertThatThrownBy(() -> new GaussianFourier(1, 0)).hasMessage("features must be at least 1 but was 0");
        for (double bandwidth : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new GaussianFourier(bandwidth, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bandwidth must be positive and finite but was " + bandwidth);
        }
    }
}
