package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentumCoursesTest {
    /** The recursion, one update after the other. */
    private static double[] recursion(double momentum, double share, int steps) {
        double[] r = new double[steps + 1];
        r[0] = 1;
        r[1] = 1 - share;
        for (int t = 1; t < steps; t++) {
            r[t + 1] = (1 + momentum - share) * r[t] - momentum * r[t - 1];
        }
        return r;
    }

    private static ComponentCourses courses(double momentum, double... shares) {
        return new DescentRule(momentum, 0, RateCourse.CONSTANT).components(1, shares);
    }

    private static long steps(double momentum, double share, double energy) {
        ComponentCourses courses = courses(momentum, share);
        long t = 0;
        while (!(Math.pow(courses.at(0, t), 2) < energy)) {
            t++;
        }
        return t;
    }

    @ParameterizedTest
    @CsvSource({"0.01, 230, 21", "0.001, 2302, 217", "0.0001, 23025, 2290"})
    void stepsToATenth(double share, long plain, long heavy) {
        assertThat(steps(0, share, 0.01)).isEqualTo(plain);
        assertThat(steps(0.9, share, 0.01)).isEqualTo(heavy);
    }

    /** Equal roots are at (1 - sqrt mu)^2 and (1 + sqrt mu)^2. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.9, 0.99})
    void agreesWithTheRecursion(double momentum) {
        double low = Math.pow(1 - Math.sqrt(momentum), 2);
        double high = Math.pow(1 + Math.sqrt(momentum), 2);
        double[] shares = {
            0,
            1e-9,
            low / 2,
            low * (1 - 1e-6),
            low,
            low * (1 + 1e-6),
            0.5,
            1,
            2,
            high * (1 - 1e-9),
            high,
            2 * (1 + momentum)
        };
        ComponentCourses courses = courses(momentum, shares);
        for (int k = 0; k < shares.length; k++) {
            double[] expected = recursion(momentum, shares[k], 400);
            for (int t = 0; t <= 400; t++) {
                assertThat(courses.at(k, t))
                        .as("share %s, step %d", shares[k], t)
                        .isCloseTo(expected[t], within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.9, 0.99})
    void noMoveIsLargerThanItsBound(double momentum) {
        double low = Math.pow(1 - Math.sqrt(momentum), 2);
        double high = Math.pow(1 + Math.sqrt(momentum), 2);
        double[] shares = {
            0, low / 3, low, low * 1.01, 0.3, 1, 2.5, high * 0.999, high * 1.0001, 2 * (1 + momentum) * 1.01
        };
        ComponentCourses courses = courses(momentum, shares);
        assertThat(courses.stride()).isEqualTo(2);
        for (int k = 0; k < shares.length; k++) {
            double[] r = recursion(momentum, shares[k], 300);
            for (int t = 0; t <= 200; t += 7) {
                double before = 0;
                for (int s = 2; s <= 100; s += 2) {
                    double bound = courses.moved(k, t, s, 1, courses.at(k, t));
                    assertThat(Math.abs(r[t + s] - r[t])).isLessThanOrEqualTo(bound * (1 + 1e-6) + 1e-7);
                    assertThat(bound).as("share %s, %d + %d", shares[k], t, s).isGreaterThanOrEqualTo(before - 1e-7);
                    before = bound;
                }
                assertThat(Math.abs(r[t])).isLessThanOrEqualTo(courses.most(k, t, courses.at(k, t)) + 1e-7);
            }
        }
    }

    /** With first layer and biases: 1 / (2 pi^2 k^2) for odd k, (k^2 + 1) / (2 pi^2 (k^2 - 1)^2) for even. */
    private static double eigenvalue(int k) {
        double square = (double) k * k;
        double factor = k % 2 == 1 ? 1 / square : (square + 1) / ((square - 1) * (square - 1));
        return factor / (2 * Math.PI * Math.PI);
    }

    private static double exponent(IntToDoubleFunction time) {
        SimpleRegression slope = new SimpleRegression();
        IntStream.rangeClosed(2, 12).forEach(k -> slope.addData(Math.log(k), Math.log(time.applyAsDouble(k))));
        return slope.getSlope();
    }

    /** On the uniform circle, kappa = 2 to 12, to a tenth of the energy. Rates are shares of 1 / lambda_max. */
    @ParameterizedTest
    @CsvSource({"1, 2.32, 1.54, 1.18", "0.01, 2.29, 2.29, 1.51"})
    void exponentsOfTheKernelsTime(double rate, double plain, double heavy, double heavier) {
        double eta = rate / 0.17566;
        assertThat(exponent(k -> Math.log(0.1) / (2 * Math.log1p(-eta * eigenvalue(k)))))
                .isCloseTo(plain, within(0.005));
        assertThat(exponent(k -> (double) steps(0.9, eta * eigenvalue(k), 0.1))).isCloseTo(heavy, within(0.005));
        assertThat(exponent(k -> (double) steps(0.99, eta * eigenvalue(k), 0.1)))
                .isCloseTo(heavier, within(0.005));
    }

    @Test
    void theAsymptoteIsHalvedAboveTheEdge() {
        double low = Math.pow(1 - Math.sqrt(0.99), 2);
        double ringing = Math.log((double) steps(0.99, 10 * low, 0.01) / steps(0.99, 1000 * low, 0.01)) / Math.log(100);
        double falling = Math.log((double) steps(0.99, low / 1000, 0.01) / steps(0.99, low / 10, 0.01)) / Math.log(100);
        assertThat(ringing).isCloseTo(0.5, within(0.06));
        assertThat(falling).isCloseTo(1, within(0.02));
    }
}
