package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DampedNewtonTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static double[] all(int size, double value) {
        double[] all = new double[size];
        Arrays.fill(all, value);
        return all;
    }

    /** 100 (y - x^2)^2 + (1 - x)^2 with its exact second derivatives; counts the evaluations. */
    private static final class Rosenbrock implements DampedNewton.Objective {
        private int evaluations;

        @Override
        public double value(double[] point) {
            evaluations++;
            double bend = point[1] - point[0] * point[0];
            return 100 * bend * bend + (1 - point[0]) * (1 - point[0]);
        }

        @Override
        public double derivatives(double[] point, double[] gradient, double[][] hessian) {
            double x = point[0];
            double bend = point[1] - x * x;
            gradient[0] = -400 * x * bend - 2 * (1 - x);
            gradient[1] = 200 * bend;
            hessian[0][0] = -400 * bend + 800 * x * x + 2;
            hessian[1][0] = -400 * x;
            hessian[1][1] = 200;
            return value(point);
        }
    }

    @Test
    void followsTheCurvedValley() {
        Rosenbrock valley = new Rosenbrock();
        DampedNewton.Minimum minimum =
                DampedNewton.minimise(valley, new double[] {-1.2, 1}, all(2, -NONE), all(2, NONE));
        assertThat(minimum.flat()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-9));
        assertThat(minimum.value()).isCloseTo(0, within(1e-18));
        assertThat(valley.evaluations).isLessThan(100);
    }

    @Test
    void findsTheSameFromAfar() {
        DampedNewton.Minimum minimum =
                DampedNewton.minimiseFromAfar(new Rosenbrock(), new double[] {-1.2, 1}, all(2, -NONE), all(2, NONE));
        assertThat(minimum.flat()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-9));
    }

    /** With x at most 0.5 the least is at y = x^2 = 0.25, where the function still falls towards larger x. */
    @Test
    void stopsAtABoundThatHolds() {
        DampedNewton.Minimum minimum = DampedNewton.minimise(
                new Rosenbrock(), new double[] {-1.2, 1}, all(2, -NONE), new double[] {0.5, NONE});
        assertThat(minimum.flat()).isTrue();
        assertThat(minimum.point()[0]).isEqualTo(0.5);
        assertThat(minimum.point()[1]).isCloseTo(0.25, within(1e-12));
        assertThat(minimum.value()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void aStartOutsideTheBoundsIsMovedInside() {
        DampedNewton.Minimum minimum = DampedNewton.minimise(
                new Rosenbrock(), new double[] {7, -3}, new double[] {-2, 0}, new double[] {2, 2});
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-9));
    }

    @Test
    void aCoordinateWithOneValueStaysThere() {
        DampedNewton.Minimum minimum = DampedNewton.minimise(
                new Rosenbrock(), new double[] {0, 0}, new double[] {0.3, -NONE}, new double[] {0.3, NONE});
        assertThat(minimum.flat()).isTrue();
        assertThat(minimum.point()).containsExactly(new double[] {0.3, 0.09}, within(1e-12));
    }

    /** (x + y - 1)^2 / 2 does not change along x - y. */
    @Test
    void aFlatDirectionStillEndsAtALeastValue() {
        DampedNewton.Objective ridge = new DampedNewton.Objective() {
            @Override
            public double value(double[] point) {
                double sum = point[0] + point[1] - 1;
                return 0.5 * sum * sum;
            }

            @Override
            public double derivatives(double[] point, double[] gradient, double[][] hessian) {
                gradient[0] = point[0] + point[1] - 1;
                gradient[1] = gradient[0];
                hessian[0][0] = 1;
                hessian[1][0] = 1;
                hessian[1][1] = 1;
                return value(point);
            }
        };
        DampedNewton.Minimum minimum = DampedNewton.minimise(ridge, new double[] {3, 1}, all(2, -NONE), all(2, NONE));
        assertThat(minimum.value()).isCloseTo(0, within(1e-15));
        assertThat(minimum.point()[0] - minimum.point()[1]).isCloseTo(2, within(1e-6));
    }

    /** -x has no least value, and a search for it must end and say so. */
    @Test
    void aFunctionWithoutAMinimumEnds() {
        DampedNewton.Objective falling = new DampedNewton.Objective() {
            @Override
            public double value(double[] point) {
                return -point[0];
            }

            @Override
            public double derivatives(double[] point, double[] gradient, double[][] hessian) {
                gradient[0] = -1;
                hessian[0][0] = 0;
                return value(point);
            }
        };
        assertThat(DampedNewton.minimise(falling, new double[] {0}, all(1, -NONE), all(1, NONE))
                        .flat())
                .isFalse();
    }

    @Test
    void aValueThatIsNotFiniteIsNoStep() {
        DampedNewton.Objective logarithm = new DampedNewton.Objective() {
            @Override
            public double value(double[] point) {
                return point[0] - Math.log(point[0]);
            }

            @Override
            public double derivatives(double[] point, double[] gradient, double[][] hessian) {
                gradient[0] = 1 - 1 / point[0];
                hessian[0][0] = 1 / (point[0] * point[0]);
                return value(point);
            }
        };
        DampedNewton.Minimum minimum = DampedNewton.minimise(logarithm, new double[] {9}, all(1, -NONE), all(1, NONE));
        assertThat(minimum.flat()).isTrue();
        assertThat(minimum.point()[0]).isCloseTo(1, within(1e-9));
    }
}
