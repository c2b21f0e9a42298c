package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arcs that follow moving weights against the signs at every point. */
class ArcsTest {
    private static final int UNITS = 40;

    private static void compare(Arcs arcs, double[] units, String when) {
        PointCycle cycle = arcs.cycle();
        int size = cycle.size();
        for (int unit = 0; unit < UNITS; unit++) {
            boolean[] inside = new boolean[size];
            int start = Arcs.start(arcs.bounds()[unit]);
            int end = Arcs.end(arcs.bounds()[unit]);
            assertThat(start).isBetween(0, size - 1);
            assertThat(end).isBetween(start, start + size);
            for (int k = start; k < end; k++) {
                inside[k % size] = true;
            }
            boolean[] positive = new boolean[size];
            for (int k = 0; k < size; k++) {
                positive[k] = cycle.value(k, units[4 * unit], units[4 * unit + 1], units[4 * unit + 2]) > 0;
            }
            assertThat(inside).as("unit %d of %d points %s", unit, size, when).isEqualTo(positive);
        }
    }

    private static void draw(double[] units, CirclePoints points, Random random, double biasScale) {
        for (int unit = 0; unit < UNITS; unit++) {
            units[4 * unit] = random.nextGaussian();
            units[4 * unit + 1] = points.inputs == 2 ? random.nextGaussian() : 0;
            units[4 * unit + 2] = biasScale * random.nextGaussian();
            units[4 * unit + 3] = 1;
        }
    }

    @ParameterizedTest
    @EnumSource(CirclePoints.class)
    void stayRightWhereverTheWeightsMove(CirclePoints points) {
        Random random = new Random(7);
        for (int n : new int[] {1, 2, 3, 4, 5, 7, 20, 33, 257}) {
            for (double biasScale : new double[] {0, 1, 4}) {
                PointCycle cycle = PointCycle.of(points.x(n), points.inputs, n, biasScale > 0);
                Arcs arcs = new Arcs(cycle, UNITS);
                ArcSum sum = new ArcSum(cycle, 1, 0);
                double[] units = new double[4 * UNITS];
                draw(units, points, random, biasScale);
                arcs.place(units, 0, UNITS);
                compare(arcs, units, "from nothing");
                double[] steps = {1e-4, 1e-3, 1e-2, 0.1, 1, 30, 1e-300, 0};
                for (int move = 0; move < 400; move++) {
                    double step = steps[move / 10 % steps.length];
                    for (int i = 0; i < units.length; i++) {
                        boolean moves =
                                i % 4 == 0 || (i % 4 == 1 && points.inputs == 2) || (i % 4 == 2 && biasScale > 0);
                        if (moves) {
                            units[i] = (step == 1e-300 ? 0 : units[i]) + step * random.nextGaussian();
                        }
                    }
                    if (move % 97 == 0) {
                        draw(units, points, random, biasScale);
                    }
                    sum.add(0, arcs, units, 0, 0, UNITS);
                    compare(arcs, units, "after move " + move + " by " + step);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CirclePoints.class)
    void terminateOnAnyNumbersAndRecover(CirclePoints points) {
        Random random = new Random(8);
        double[] odd = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, Double.MAX_VALUE, Double.MIN_VALUE
        };
        for (int n : new int[] {1, 2, 3, 33}) {
            PointCycle cycle = PointCycle.of(points.x(n), points.inputs, n, true);
            Arcs arcs = new Arcs(cycle, UNITS);
            ArcSum sum = new ArcSum(cycle, 1, 0);
            double[] units = new double[4 * UNITS];
            for (int round = 0; round < 200; round++) {
                draw(units, points, random, 1);
                if (round % 2 == 0) {
                    for (int i = 0; i < units.length; i++) {
                        units[i] = random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : units[i];
                    }
                }
                if (round == 0) {
                    arcs.place(units, 0, UNITS);
                }
                sum.add(0, arcs, units, 0, 0, UNITS);
                if (round % 2 == 1) {
                    compare(arcs, units, "after numbers that are not finite");
                }
            }
        }
    }

    @Test
    void equalPointsShareAPosition() {
        double[] x = {1, 0, -1, 0, 0, 1, -1, -0.0, 1, -0.0, 0, -1, 0, 1};
        PointCycle cycle = PointCycle.of(x, 2, 7, true);
        assertThat(cycle.size()).isEqualTo(4);
        assertThat(cycle.positions()).containsExactly(1, 3, 2, 3, 1, 0, 2);
        assertThat(PointCycle.of(new double[] {3, -1, 3, 2, -0.0, 0}, 1, 6, true)
                        .positions())
                .containsExactly(3, 0, 3, 2, 1, 1);
        assertThat(PointCycle.of(new double[6], 2, 3, true).size()).isEqualTo(1);
    }

    @Test
    void refusePointsOffLinesAndCircles() {
        assertThatThrownBy(() -> PointCycle.of(new double[] {1, 0, 0, 1 + 1e-8}, 2, 2, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("points must lie on a line or on a circle around the origin for arcs but their norms"
                        + " differed");
        assertThat(PointCycle.fits(new double[] {1, 0, 0, 1 + 1e-10}, 2, 2)).isTrue();
        assertThat(PointCycle.fits(new double[6], 3, 2)).isFalse();
        assertThat(PointCycle.fits(new double[0], 1, 0)).isFalse();
    }
}
