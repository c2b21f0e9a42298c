package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References were computed with 40 to 60 digits. */
class NormalTailTest {
    @ParameterizedTest
    @CsvSource({
        "-50, -1254.8313611394199",
        "-37.5, -707.668989317507191",
        "-20.5, -214.0667289632638",
        "-19.5, -194.016965777497499",
        "-10, -53.2312851505124706",
        "-3, -6.60772622151034954",
        "-1, -1.84102164500926351",
        "0, -0.693147180559945309",
        "1, -0.17275377902344989",
        "3, -0.0013508099647481938",
        "9, -1.12858840595384065e-19"
    })
    void logProbabilityKeepsItsDigitsInBothTails(double z, double expected) {
        assertThat(NormalTail.logProbability(z)).isCloseTo(expected, within(2e-13 * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 2, -0.20016629432446258",
        "30, 31, -454.321243956343252",
        "-31, -30, -454.321243956343252",
        "2, 2.0001, -12.129378905178662",
        "-0.25, -0.2495, -8.55102853376368061",
        "-0.0002, 0.0003, -8.51984100441342173",
        "5, 5.002, -19.6385431299641604",
        "-45, -44.9996, -1021.2339710708865"
    })
    void logDifferenceKeepsItsDigits(double low, double high, double expected) {
        assertThat(NormalTail.logDifference(low, high)).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    }

    @Test
    void infiniteBoundsGiveTheTails() {
        assertThat(NormalTail.logDifference(-0.5, Double.POSITIVE_INFINITY))
                .isCloseTo(NormalTail.logProbability(0.5), within(1e-14));
        assertThat(NormalTail.logDifference(Double.NEGATIVE_INFINITY, -30))
                .isCloseTo(NormalTail.logProbability(-30), within(1e-11));
        assertThat(NormalTail.logDifference(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isCloseTo(0, within(1e-15));
    }

    @Test
    void theSidesOfBothSwitchesMeet() {
        assertThat(NormalTail.logProbability(-20 + 1e-12))
                .isCloseTo(NormalTail.logProbability(-20 - 1e-12), within(1e-9));
        for (double low : new double[] {-6, -0.4, -0.0004, 0.3, 4}) {
            double narrow = NormalTail.logDifference(low, low + 0.9999999e-3);
            double wide = NormalTail.logDifference(low, low + 1.0000001e-3);
            assertThat(wide - narrow).as("at %s", low).isBetween(1e-7, 3e-7);
        }
    }

    @Test
    void agreesWithTheDistributionFunction() {
        NormalDistribution normal = new NormalDistribution();
        for (double low = -5; low < 5; low += 0.7) {
            for (double width : new double[] {0.01, 0.5, 3}) {
                double expected = Math.log(normal.probability(low, low + width));
                assertThat(NormalTail.logDifference(low, low + width)).isCloseTo(expected, within(1e-7));
            }
        }
    }

    /**
     * An interval about 0 of width 2h has the logarithm of 2h / sqrt(2 pi), up to h^2 / 6. An interval of nearly the
     * whole line has minus both tails.
     */
    @Test
    void anIntervalAboutZeroMayBeVeryNarrowOrVeryWide() {
        for (double half : new double[] {1e-4, 1e-6, 1e-12}) {
            assertThat(NormalTail.logDifference(-half, half))
                    .isCloseTo(Math.log(2 * half) - NormalTail.LOG_SQRT_TWO_PI, within(1e-8));
        }
        assertThat(NormalTail.logDifference(-9, 9)).isCloseTo(-2.25717681190768e-19, within(1e-28));
        assertThat(NormalTail.logDifference(-6, 7)).isCloseTo(-9.87867458e-10, within(1e-17));
    }
}
