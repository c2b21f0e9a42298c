package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinusoidTest {
    @ParameterizedTest
    @CsvSource({"1.3, 0.4", "2.71, -2", "7.05, 3.1", "28.2, 1", "55.5, -0.1"})
    void findsAFrequencyBetweenWholeCycles(double omega, double phase) {
        double[] t = line(-1.0, 2 * Math.PI / 3, 200);
        double[] values = Arrays.stream(t)
                .map(x -> 0.7 * Math.cos(omega * (x + 1) + phase))
                .toArray();

        Sinusoid fit = Sinusoid.fit(t, values);

        assertThat(fit.frequency()).isEqualTo(omega, within(1e-6));
        assertThat(fit.amplitude()).isEqualTo(0.7, within(1e-6));
        assertThat(fit.phase()).isEqualTo(phase, within(1e-5));
    }

    @Test
    void noiseMovesItLittle() {
        Random random = new Random(1);
        double[] t = line(0, 2, 300);
        double[] values = Arrays.stream(t)
                .map(x -> Math.sin(9.4 * x) + 0.1 * random.nextGaussian())
                .toArray();

        Sinusoid fit = Sinusoid.fit(t, values);

        assertThat(fit.frequency()).isEqualTo(9.4, within(0.03));
        assertThat(fit.amplitude()).isEqualTo(1, within(0.03));
    }

    @Test
    void aStretchTooShortIsUnknown() {
        double[] t = line(0, 1, 50);
        assertThat(Sinusoid.fit(t, Arrays.stream(t).map(x -> 1.0).toArray()).frequency())
                .isNaN();
        assertThat(Sinusoid.fit(line(0, 1, 5), new double[] {1, -1, 1, -1, 1}).amplitude())
                .isNaN();
    }

    private static double[] line(double from, double length, int points) {
        return IntStream.range(0, points)
                .mapToDouble(i -> from + length * i / points)
                .toArray();
    }
}
