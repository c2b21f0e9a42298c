package org.spectralsweep.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HarmonicsTest {
    private static final double[] COSINES = {-1, -0.97, -0.3, 0, 1e-9, 0.5, 0.999, 1};

    @Test
    void areCosinesOnTheCircle() {
        for (int k : new int[] {0, 1, 2, 7, 40}) {
            for (double angle = 0; angle < 3.2; angle += 0.1) {
                assertThat(Harmonics.gegenbauer(k, 2, Math.cos(angle))).isCloseTo(Math.cos(k * angle), within(1e-11));
            }
        }
    }

    @Test
    void areLegendrePolynomialsOnTheTwoSphere() {
        for (double t : COSINES) {
            assertThat(Harmonics.gegenbauer(0, 3, t)).isEqualTo(1);
            assertThat(Harmonics.gegenbauer(1, 3, t)).isEqualTo(t);
            assertThat(Harmonics.gegenbauer(2, 3, t)).isCloseTo((3 * t * t - 1) / 2, within(1e-15));
            assertThat(Harmonics.gegenbauer(3, 3, t)).isCloseTo((5 * t * t * t - 3 * t) / 2, within(1e-15));
            double fourth = (35 * Math.pow(t, 4) - 30 * t * t + 3) / 8;
            assertThat(Harmonics.gegenbauer(4, 3, t)).isCloseTo(fourth, within(1e-14));
        }
    }

    @Test
    void areChebyshevPolynomialsOnTheThreeSphere() {
        for (int k : new int[] {1, 5, 33, 200}) {
            for (double angle = 0.05; angle < 3.1; angle += 0.15) {
                double expected = Math.sin((k + 1) * angle) / ((k + 1) * Math.sin(angle));
                assertThat(Harmonics.gegenbauer(k, 4, Math.cos(angle))).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void areOneAtTheAxisAndNeverLarger() {
        for (int d = 2; d <= 10; d++) {
            for (int k : new int[] {0, 1, 2, 50, 200}) {
                assertThat(Harmonics.gegenbauer(k, d, 1)).isCloseTo(1, within(1e-13));
                assertThat(Harmonics.gegenbauer(k, d, -1)).isCloseTo(k % 2 == 0 ? 1 : -1, within(1e-11));
                for (double t = -1; t <= 1; t += 0.01) {
                    assertThat(Math.abs(Harmonics.gegenbauer(k, d, t))).isLessThan(1 + 1e-12);
                }
            }
        }
    }

    @Test
    void clipsCosinesThatRoundingPutsBeyondOne() {
        assertThat(Harmonics.gegenbauer(7, 2, 1 + 1e-15)).isEqualTo(1);
        assertThat(Harmonics.gegenbauer(200, 3, 1 + 1e-15)).isCloseTo(1, within(1e-13));
    }

    @Test
    void comeInSpacesOfKnownDimension() {
        assertThat(Harmonics.multiplicity(0, 5)).isEqualTo(1);
        assertThat(Harmonics.multiplicity(9, 2)).isEqualTo(2);
        assertThat(Harmonics.multiplicity(9, 3)).isEqualTo(19);
        assertThat(Harmonics.multiplicity(9, 4)).isEqualTo(100);
        assertThat(Harmonics.multiplicity(1, 10)).isEqualTo(10);
        assertThat(Harmonics.multiplicity(2, 10)).isEqualTo(54);
    }

    @Test
    void refuseANegativeDegreeAndADimensionBelowTwo() {
        assertThatThrownBy(() -> Harmonics.gegenbauer(-1, 3, 0)).hasMessage("degree must be at least 0 but was -1");
        assertThatThrownBy(() -> Harmonics.gegenbauer(1, 1, 0)).hasMessage("dimension must be at least 2 but was 1");
    }

    @Test
    void haveNoFourierAngleOnASphere() {
        Points pole = new Points(1, 3, new double[] {0, 0, 1});
        assertThatThrownBy(() -> Harmonics.angles(new Sphere(3), pole, new int[3]))
                .hasMessage("domain must have Fourier harmonics but was a sphere of dimension 3");
    }
}
