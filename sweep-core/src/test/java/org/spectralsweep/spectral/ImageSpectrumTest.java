package org.spectralsweep.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSpectrumTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 7, 1", "5, 3, 3", "8, 8, 1", "16, 9, 3"})
    void sumsToTheSquaresOfTheValues(int rows, int columns, int channels) {
        double[] values =
                new Random(1).doubles((long) rows * columns * channels).toArray();

        double[] bands = ImageSpectrum.bands(values, rows, columns, channels);

        double squares = Arrays.stream(values).map(v -> v * v).sum();
        assertThat(Arrays.stream(bands).sum()).isCloseTo(squares, within(1e-10 * squares));
    }

    /** |k| = 5 is in [4, 8), the third octave. 2^b itself starts a band. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "1, 1, 1", "2, 0, 2", "0, 4, 3", "3, 4, 3", "5, 6, 3", "8, 0, 4", "-3, 4, 3"})
    void putsAPlaneWaveIntoItsOctave(int vertical, int horizontal, int band) {
        int rows = 24;
        int columns = 20;
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            double turns = (double) vertical * (i / columns) / rows + (double) horizontal * (i % columns) / columns;
            values[i] = Math.cos(2 * Math.PI * turns + 0.3);
        }

        double[] bands = ImageSpectrum.bands(values, rows, columns, 1);

        double squares = Arrays.stream(values).map(v -> v * v).sum();
        for (int b = 0; b < bands.length; b++) {
            assertThat(bands[b]).as("band %d", b).isCloseTo(b == band ? squares : 0, within(1e-9 * squares));
        }
    }
}
