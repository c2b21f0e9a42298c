package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** References were computed with mpmath at 80 to 900 digits, at the doubles next to the bounds. */
class ErrorDistributionTest {
    private static final double[] POINTS = {-30, -6, -2.5, -0.3, 0, 0.7, 1.9, 3.2};

    @ParameterizedTest
    @CsvSource({
        "WEIBULL, -1, 2, -0.368772614316512256",
        "WEIBULL, -40, -39.5, -40.4327521295671886",
        "WEIBULL, -30, -29.999999, -43.8155100569363691",
        "WEIBULL, -5, -4.999, -11.9139965549708765",
        "WEIBULL, -1e-6, 1e-6, -14.1223633774044955",
        "WEIBULL, -0.5, -0.499999999999, -28.7375738976057953",
        "WEIBULL, 0.25, 0.2500001, -17.1521210818185785",
        "WEIBULL, 3, 3.25, -20.088872413091789",
        "WEIBULL, 5, 9, -148.413159102576603",
        "WEIBULL, 6, 6.001, -404.53108497483988",
        "WEIBULL, -50, 5, -1.92874984796391778e-22",
        "WEIBULL, 6.5, 6.75, -665.141633044361841",
        "WEIBULL, -8, 40, -0.000335462627902511839",
        "LOG_LOGISTIC, -1, 2, -0.491258879503896917",
        "LOG_LOGISTIC, -700, -699, -699.458675145387082",
        "LOG_LOGISTIC, -40, -39.5, -40.4327521295671886",
        "LOG_LOGISTIC, -30, -29.999999, -43.8155100569364627",
        "LOG_LOGISTIC, -5, -4.999, -11.9206926304694188",
        "LOG_LOGISTIC, -1e-6, 1e-6, -14.5086577385243028",
        "LOG_LOGISTIC, -0.5, -0.499999999999, -29.0791972062534495",
        "LOG_LOGISTIC, 0.25, 0.2500001, -17.5199744969049022",
        "LOG_LOGISTIC, 3, 3.25, -4.59532027270755732",
        "LOG_LOGISTIC, 5, 9, -5.02532419750472789",
        "LOG_LOGISTIC, 6, 6.001, -12.9132041362002869",
        "LOG_LOGISTIC, -50, 5, -0.00671534848911806862",
        "LOG_LOGISTIC, 30, 31, -30.4586751453872099",
        "LOG_LOGISTIC, -8, 40, -0.000335406372895773081",
        "LOG_NORMAL, -1, 2, -0.20016629432446258",
        "LOG_NORMAL, -35, -34, -582.446162246871686",
        "LOG_NORMAL, -40, -39.5, -784.720879106624012",
        "LOG_NORMAL, -30, -29.999999, -464.734434090103642",
        "LOG_NORMAL, -5, -4.999, -20.3241929373950489",
        "LOG_NORMAL, -1e-6, 1e-6, -14.0413019106091682",
        "LOG_NORMAL, -0.5, -0.499999999999, -28.6749817710977813",
        "LOG_NORMAL, 0.25, 0.2500001, -17.0682841966342385",
        "LOG_NORMAL, 3, 3.25, -7.16539583175241911",
        "LOG_NORMAL, 5, 9, -15.0649983939891195",
        "LOG_NORMAL, 6, 6.001, -25.8296924786036326",
        "LOG_NORMAL, -50, 5, -2.86651612963763593e-7",
        "LOG_NORMAL, 30, 31, -454.321243956343252",
        "LOG_NORMAL, -8, 40, -6.22096057427178606e-16"
    })
    void intervalsKeepTheirDigits(ErrorDistribution errors, double low, double high, double expected) {
        assertThat(errors.logBetween(low, high)).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    }

    /** The logarithms of F(z) and of 1 - F(z). */
    @ParameterizedTest
    @CsvSource({
        "WEIBULL, -30, -30.0000000000000468, -9.3576229688401746e-14",
        "WEIBULL, 0, -0.458675145387081891, -1.0",
        "WEIBULL, 4, -1.94233760495640184e-24, -54.5981500331442391",
        "WEIBULL, 700, 0.0, -1.01423205473500451e+304",
        "LOG_LOGISTIC, -800, -800.0, -3.66787458417768721e-348",
        "LOG_LOGISTIC, -2, -2.1269280110429725, -0.126928011042972496",
        "LOG_LOGISTIC, 0, -0.693147180559945309, -0.693147180559945309",
        "LOG_LOGISTIC, 50, -1.92874984796391778e-22, -50.0",
        "LOG_LOGISTIC, 800, -3.66787458417768721e-348, -800.0",
        "LOG_NORMAL, -38, -726.55721601882013, -2.88542836006878431e-316",
        "LOG_NORMAL, -2, -3.78318433368203195, -0.0230129093289634885",
        "LOG_NORMAL, 0, -0.693147180559945309, -0.693147180559945309",
        "LOG_NORMAL, 8, -6.22096057427178606e-16, -35.0134371599145499",
        "LOG_NORMAL, 38, -2.88542836006878431e-316, -726.55721601882013"
    })
    void tailsKeepTheirDigits(ErrorDistribution errors, double z, double below, double above) {
        assertThat(errors.logBetween(Double.NEGATIVE_INFINITY, z)).isCloseTo(below, within(1e-13 * Math.abs(below)));
        assertThat(errors.logBetween(z, Double.POSITIVE_INFINITY)).isCloseTo(above, within(1e-13 * Math.abs(above)));
    }

    @ParameterizedTest
    @EnumSource
    void theWholeLineIsCertain(ErrorDistribution errors) {
        assertThat(errors.logBetween(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void slopeAndCurvatureAreThoseOfTheDensity(ErrorDistribution errors) {
        double h = 1e-5;
        for (double z : POINTS) {
            double slope = (errors.logDensity(z + h) - errors.logDensity(z - h)) / (2 * h);
            double curvature = (errors.slope(z + h) - errors.slope(z - h)) / (2 * h);
            assertThat(errors.slope(z)).as("%s", z).isCloseTo(slope, within(1e-8 * (1 + Math.abs(slope))));
            assertThat(errors.curvature(z)).as("%s", z).isCloseTo(curvature, within(1e-8 * (1 + Math.abs(curvature))));
        }
    }

    /** Simpson's rule on an interval of 1/8 has a relative error under 1e-6 here. */
    @ParameterizedTest
    @EnumSource
    void theDensityIntegratesToTheProbability(ErrorDistribution errors) {
        for (double low = -3; low < 1.5; low += 0.125) {
            double high = low + 0.125;
            double sum = Math.exp(errors.logDensity(low))
                    + 4 * Math.exp(errors.logDensity(0.5 * (low + high)))
                    + Math.exp(errors.logDensity(high));
            assertThat(Math.exp(errors.logBetween(low, high)))
                    .isCloseTo(sum * 0.125 / 6, within(1e-6 * Math.exp(errors.logDensity(low))));
        }
    }

    /** A very narrow interval has its density times its width. */
    @ParameterizedTest
    @EnumSource
    void aNarrowIntervalIsNearlyExact(ErrorDistribution errors) {
        for (double z : POINTS) {
            double width = Math.scalb(1.0, -30);
            assertThat(errors.logBetween(z - width, z + width))
                    .as("%s", z)
                    .isCloseTo(errors.logDensity(z) + Math.log(2 * width), within(1e-9 * (1 + Math.abs(z))));
        }
    }

    @Test
    void farUpTheScaleOfWeibullNothingIsNotANumber() {
        assertThat(ErrorDistribution.WEIBULL.logBetween(800, 801)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ErrorDistribution.WEIBULL.logDensity(800)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ErrorDistribution.WEIBULL.slope(800)).isFinite();
    }

    @Test
    void theirNamesAreThoseOfASpec() {
        assertThat(ErrorDistribution.values())
                .extracting(ErrorDistribution::toString)
                .containsExactly("log-normal", "weibull", "log-logistic", "normal");
    }
}
