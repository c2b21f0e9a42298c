package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.kernel.ComponentCourses;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.kernel.RateCourse;

class MomentumTheoryTest {
    @ParameterizedTest
    @CsvSource({"0.5", "0.9", "0.99"})
    void aTimeTellsOnWhichSideAComponentIs(double momentum) {
        double edge = Math.pow(1 - Math.sqrt(momentum), 2);
        for (double share : new double[] {0.5, 0.1, 0.01}) {
            for (double ratio : new double[] {0.1, 0.5, 0.8}) {
                assertThat(MomentumTheory.power(momentum, (double) steps(momentum, ratio * edge, share), share))
                        .isEqualTo(1);
            }
            for (double ratio : new double[] {1.0001, 2, 10}) {
                assertThat(MomentumTheory.power(momentum, (double) steps(momentum, ratio * edge, share), share))
                        .isEqualTo(0.5);
            }
        }
        assertThat(MomentumTheory.power(0, 3, 0.5)).isEqualTo(1);
    }

    private static long steps(double momentum, double share, double energy) {
        ComponentCourses courses =
                new DescentRule(momentum, 0, RateCourse.CONSTANT).components(1, new double[] {share});
        long t = 0;
        while (!(Math.pow(courses.at(0, t), 2) < energy)) {
            t++;
        }
        return t;
    }
}
