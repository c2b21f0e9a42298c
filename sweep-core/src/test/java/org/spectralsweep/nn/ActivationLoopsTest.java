package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.ElementFunction;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** Activations over arrays against one element at a time. */
class ActivationLoopsTest {
    static Stream<Activation> activations() {
        return Stream.concat(
                ActivationTest.activations(),
                Stream.of(new LeakyRelu(-1), new LeakyRelu(0), new LeakyRelu(3), new Sine(30)));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void agreeWithTheActivation(Activation activation) {
        Random random = new Random(2);
        ActivationLoops loops = new ActivationLoops(activation);
        // The argument of a sine is rounded to float32 before its sine is taken.
        double steepest = activation instanceof Sine sine ? sine.frequency() : 1;
        for (Precision precision : Precision.values()) {
            for (int n : new int[] {0, 1, 7, 8, 15, 16, 17, 1023, ElementFunction.TILE, 2 * ElementFunction.TILE + 5}) {
                RealArray z = precision.zeros(n + 3);
                RealArray slopes = precision.zeros(n + 3);
                double[] at = new double[n + 3];
                for (int i = 0; i < at.length; i++) {
                    z.set(i, i % 11 == 10 ? 0 : 3 * random.nextGaussian());
                    at[i] = z.get(i);
                    slopes.set(i, 77);
                }
                z.apply(n, slopes, loops);
                double tolerance = precision == Precision.FLOAT64 ? 0 : 4e-7;
                for (int i = 0; i < n; i++) {
                    double value = activation.value(at[i]);
                    double slope = activation.slope(at[i]);
                    double size = 1 + Math.abs(steepest * at[i]);
                    assertThat(z.get(i))
                            .as("s(%s)", at[i])
                            .isEqualTo(value, within(tolerance * (size + Math.abs(value))));
                    assertThat(slopes.get(i))
                            .as("s'(%s)", at[i])
                            .isEqualTo(slope, within(tolerance * (steepest * size + Math.abs(slope))));
                }
                for (int i = n; i < at.length; i++) {
                    assertThat(z.get(i)).isEqualTo(at[i]);
                    assertThat(slopes.get(i)).isEqualTo(77);
                }
            }
        }
    }

    /** A network that diverged must be seen to. */
    @ParameterizedTest
    @MethodSource("activations")
    void keepWhatIsNotANumber(Activation activation) {
        for (Precision precision : Precision.values()) {
            RealArray z = precision.zeros(1);
            RealArray slopes = precision.zeros(1);
            z.set(0, Double.NaN);
            z.apply(1, slopes, new ActivationLoops(activation));
            if (precision == Precision.FLOAT32 || !activation.isRectifier() && !(activation instanceof ReluSquared)) {
                assertThat(z.get(0)).isNaN();
            }
        }
    }
}
