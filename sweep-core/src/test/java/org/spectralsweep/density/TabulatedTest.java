package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.domain.UnitVector;

class TabulatedTest {
    private static RegionalDensity on(InputDomain domain, int regions, Double... values) {
        return new Tabulated(List.of(values), regions).on(domain, UnitVector.last(domain.ambientDimension()));
    }

    @Test
    void isLinearBetweenItsValuesAndClosedOnTheCircle() {
        for (InputDomain domain : List.of(new Circle(), new Sphere(2))) {
            // Values at -pi, -pi/2, 0, pi/2; their mean is 2.
            RegionalDensity density = on(domain, 4, 1.0, 3.0, 1.0, 3.0);
            double quarter = Math.PI / 2;
            Points points = Points.onCircle(
                    new double[] {-Math.PI, -1.5 * quarter, -quarter, 0.25 * quarter, 1.5 * quarter, 1.75 * quarter});
            double[] expected = {1, 2, 3, 1.5, 2, 1.5};
            for (int i = 0; i < expected.length; i++) {
                assertThat(density.value(points, i)).isCloseTo(expected[i] / 2, within(1e-14));
            }
            for (int region = 0; region < 4; region++) {
                assertThat(density.mass(region)).isCloseTo(0.25, within(1e-15));
                assertThat(density.density(region)).isCloseTo(1, within(1e-14));
            }
        }
    }

    @Test
    void reachesFromEndToEndOfAnInterval() {
        // 1 + 2 x on [0, 1]: mass 2, distribution (x + x^2) / 2.
        RegionalDensity density = on(new Interval(0, 1), 2, 1.0, 3.0);
        Points points = Points.onLine(new double[] {0, 0.5, Math.nextDown(1.0)});
        assertThat(density.value(points, 0)).isCloseTo(0.5, within(1e-15));
        assertThat(density.value(points, 1)).isCloseTo(1, within(1e-15));
        assertThat(density.value(points, 2)).isCloseTo(1.5, within(1e-14));
        assertThat(density.mass(0)).isCloseTo(0.375, within(1e-15));
        assertThat(density.density(1)).isCloseTo(1.25, within(1e-14));
        for (double u = 0.005; u < 1; u += 0.03) {
            assertThat(density.quantile(u)).isCloseTo((Math.sqrt(1 + 8 * u) - 1) / 2, within(1e-14));
        }
        Sample sample = new Quantiles(40).draw(new Interval(0, 1), density, new Well19937c(1));
        assertThat(sample.points().parameter(0)).isCloseTo((Math.sqrt(1.1) - 1) / 2, within(1e-14));
    }

    @Test
    void equalValuesAreUniformAndOnlyRatiosCount() {
        RegionalDensity flat = on(new Circle(), 3, 5.0, 5.0, 5.0);
        RegionalDensity one = on(new Circle(), 4, 1.0, 2.0, 4.0, 2.5, 7.0);
        RegionalDensity scaled = on(new Circle(), 4, 1e307, 2e307, 4e307, 2.5e307, 7e307);
        RegionalDensity tiny = on(new Circle(), 4, 1e-300, 2e-300, 4e-300, 2.5e-300, 7e-300);
        Points points = Points.onCircle(new double[] {-3, -1, 0.1, 2.9});
        for (int i = 0; i < 4; i++) {
            assertThat(flat.value(points, i)).isCloseTo(1, within(1e-14));
            assertThat(scaled.value(points, i)).isCloseTo(one.value(points, i), within(1e-14));
            assertThat(tiny.value(points, i)).isCloseTo(one.value(points, i), within(1e-14));
        }
        for (double u = 0.01; u < 1; u += 0.09) {
            assertThat(one.cdf(one.quantile(u))).isCloseTo(u, within(1e-13));
        }
    }

    @Test
    void drawsRandomPointsAndExactShares() {
        RegionalDensity density = on(new Circle(), 2, 1.0, 1.0, 3.0, 3.0);
        Sample sample = new Iid(1000, true).draw(new Circle(), density, new Well19937c(3));
        int upper = 0;
        for (int region : sample.region()) {
            upper += region;
        }
        assertThat(upper).isEqualTo((int) Math.round(1000 * density.mass(1)));
    }

    @Test
    void refusesValuesThatAreNotADensity() {
        for (double value : new double[] {0, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Tabulated(List.of(1.0, value), 4))
                    .hasMessage("values must be positive and finite but number 1, from 0, was " + value);
        }
        assertThatThrownBy(() -> new Tabulated(List.of(1.0), 4))
                .hasMessage("values must hold 2 to 10000 numbers but held 1");
        assertThatThrownBy(() -> new Tabulated(Collections.nCopies(10_001, 1.0), 4))
                .hasMessage("values must hold 2 to 10000 numbers but held 10001");
        assertThatThrownBy(() -> new Tabulated(List.of(1.0, 2.0), 0))
                .hasMessage("regions must be at least 1 but was 0");
        assertThatThrownBy(() -> new Tabulated(List.of(1e-300, 1.0, 1e300), 4))
                .hasMessage(
                        "values must be within a factor of 1.0E200 of each other but ranged from 1.0E-300 to 1.0E300");
        Interval far = new Interval(1e15, 1e15 + 1);
        assertThatThrownBy(() -> on(far, 30, 1.0, 2.0))
                .hasMessage("regions must be few enough that each keeps a length above rounding but was 30");
        assertThatThrownBy(() -> on(new Torus(2), 4, 1.0, 2.0))
                .hasMessage("density must be uniform on a torus but was tabulated");
        assertThatThrownBy(() -> on(new Sphere(3), 4, 1.0, 2.0))
                .hasMessage("density must be uniform, piecewise-constant or von-mises-fisher on a sphere of dimension 3"
                        + " but was tabulated");
        RegionalDensity varying = on(new Circle(), 4, 1.0, 2.0);
        assertThatThrownBy(() -> new Grid(100, 0, 0).draw(new Circle(), varying, new Well19937c(1)))
                .hasMessage(
                        "sampling must be quantiles or iid where the density varies inside its regions but was grid");
    }
}
