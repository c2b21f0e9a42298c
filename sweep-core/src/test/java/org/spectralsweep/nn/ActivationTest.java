package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
    static Stream<Activation> activations() {
        return Stream.of(
                new Relu(),
                new LeakyRelu(0.2),
                new ReluSquared(),
                new Erf(),
                new Tanh(),
                new Gelu(),
                new Sine(3),
                new Gaussian());
    }

    @ParameterizedTest
    @MethodSource("activations")
    void slopesMatchFiniteDifferences(Activation activation) {
        double step = 1e-4;
        for (double z = -6.05; z < 6.1; z += 0.1) {
            double difference = (activation.value(z - 2 * step)
                            - 8 * activation.value(z - step)
                            + 8 * activation.value(z + step)
                            - activation.value(z + 2 * step))
                    / (12 * step);
            assertThat(activation.slope(z)).isEqualTo(difference, within(2e-10));
        }
    }

    @Test
    void theirValuesAreTheKnownOnes() {
        assertThat(new LeakyRelu(0.2).value(-2)).isEqualTo(-0.4);
        assertThat(new ReluSquared().value(3)).isEqualTo(9);
        assertThat(new Erf().value(1)).isEqualTo(0.8427007929497149, within(1e-15));
        assertThat(new Gelu().value(1)).isEqualTo(0.8413447460685429, within(1e-15));
        assertThat(new Sine(2).value(Math.PI / 4)).isEqualTo(1, within(1e-15));
        assertThat(new Gaussian().value(2)).isEqualTo(Math.exp(-2), within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void farOutTheyAreNumbers(Activation activation) {
        for (double z : new double[] {-1e3, -40, 0, 40, 1e3}) {
            assertThat(activation.value(z)).isFinite();
            assertThat(activation.slope(z)).isFinite();
        }
    }

    @Test
    void refusesParametersThatNoActivationHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sine(0))
                .withMessage("frequency must be a positive number but was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeakyRelu(Double.NaN))
                .withMessage("negative-slope must be finite but was NaN");
    }
}
