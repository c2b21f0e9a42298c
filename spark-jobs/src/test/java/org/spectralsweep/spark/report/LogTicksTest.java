package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTicksTest {
    private static final double[] NONE = {};

    @Test
    void labelsTheMeasuredFrequenciesWhereTheyFit() {
        double[] frequencies = {2, 3, 4, 6, 8, 10, 12};
        assertThat(LogTicks.of(1.8, 13, frequencies, 0.042)).containsExactly(frequencies);
        double[] many = IntStream.rangeClosed(1, 40).asDoubleStream().toArray();
        assertThat(LogTicks.of(0.9, 44, many, 0.042)).containsExactly(1, 2, 3, 4, 6, 8, 10, 20, 30, 40);
    }

    @Test
    void thinsOutAsTheAxisGrows() {
        assertThat(LogTicks.of(240, 610, NONE, 0.045)).containsExactly(250, 300, 400, 500, 600);
        assertThat(LogTicks.of(40, 5500, NONE, 0.05)).containsExactly(50, 100, 200, 500, 1000, 2000, 5000);
        assertThat(LogTicks.of(0.5, 2e6, NONE, 0.06))
                .containsExactly(1, 3, 10, 30, 100, 300, 1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6);
        assertThat(LogTicks.of(0.5, 2e40, NONE, 0.05).length).isBetween(10, 21);
    }

    @Test
    void neighboursKeepTheirDistanceOnEveryAxis() {
        for (double span = 0.05; span < 60; span *= 1.17) {
            double high = 3.3 * Math.pow(10, span);
            double[] ticks = LogTicks.of(3.3, high, NONE, 0.045);
            for (int i = 1; i < ticks.length; i++) {
                assertThat(Math.log10(ticks[i] / ticks[i - 1])).isGreaterThanOrEqualTo(0.045 * span);
            }
            assertThat(DoubleStream.of(ticks)).allMatch(t -> t >= 3.3 && t <= high);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2",
        "12, 12",
        "99999, 99999",
        "100000, 10⁵",
        "200000, 2·10⁵",
        "0.5, 0.5",
        "0.001, 0.001",
        "0.0002, 2·10⁻⁴",
        "2.5, 2.5"
    })
    void labelsReadAsNumbers(double value, String label) {
        assertThat(LogTicks.label(value)).isEqualTo(label);
    }
}
