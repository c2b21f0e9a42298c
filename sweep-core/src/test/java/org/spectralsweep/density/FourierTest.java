package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.domain.UnitVector;

class FourierTest {
    /** B20, Fig. 5: (3 cos(2x + pi) + 4.5) / (9 pi) with respect to dx. The density here is that times 2 pi. */
    private static final Fourier FIGURE_5 = new Fourier(List.of(0.0, -2.0 / 3), List.of(), 8);

    private static RegionalDensity onCircle(Fourier density) {
        return density.on(new Circle(), UnitVector.last(2));
    }

    @Test
    void isTheDensityOfFigure5() {
        RegionalDensity density = onCircle(FIGURE_5);
        double[] angles = {-3, -1.2, 0, 0.4, 2};
        Points points = Points.onCircle(angles);
        for (int i = 0; i < angles.length; i++) {
            double expected = (3 * Math.cos(2 * angles[i] + Math.PI) + 4.5) / (9 * Math.PI) * 2 * Math.PI;
            assertThat(density.value(points, i)).isCloseTo(expected, within(1e-13));
        }
        double mass = 0;
        for (int region = 0; region < 8; region++) {
            mass += density.mass(region);
            assertThat(density.density(region)).isCloseTo(8 * density.mass(region), within(1e-13));
        }
        assertThat(mass).isCloseTo(1, within(1e-13));
    }

    @Test
    void quantilesInvertTheClosedFormOfTheDistribution() {
        RegionalDensity density = onCircle(FIGURE_5);
        for (double u = 0.01; u < 1; u += 0.07) {
            double s = density.quantile(u);
            double cdf = (s + Math.PI - Math.sin(2 * s) / 3) / (2 * Math.PI);
            assertThat(cdf).isCloseTo(u, within(1e-13));
            assertThat(density.cdf(s)).isCloseTo(u, within(1e-13));
        }
        double[] high = new double[40];
        high[39] = 0.9;
        RegionalDensity fast = onCircle(
                new Fourier(List.of(), java.util.Arrays.stream(high).boxed().toList(), 1));
        double s = fast.quantile(0.3);
        double cdf = (s + Math.PI - 0.9 / 40 * (Math.cos(40 * s) - 1)) / (2 * Math.PI);
        assertThat(cdf).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void hasThePeriodOfAnInterval() {
        Interval interval = new Interval(2, 5);
        RegionalDensity density = new Fourier(List.of(0.5), List.of(), 3).on(interval, UnitVector.last(1));
        Points points = Points.onLine(new double[] {2, 3.5, 4.25});
        assertThat(density.value(points, 0)).isCloseTo(1.5, within(1e-13));
        assertThat(density.value(points, 1)).isCloseTo(0.5, within(1e-13));
        assertThat(density.value(points, 2)).isCloseTo(1, within(1e-13));
        Sample sample = new Quantiles(300).draw(interval, density, new Well19937c(1));
        int[] counts = new int[3];
        for (int region : sample.region()) {
            counts[region]++;
        }
        assertThat(counts[0]).isEqualTo(counts[2]).isGreaterThan(counts[1]);
    }

    /**
     * (1 - cos u)^2 = 3/2 - 2 cos u + cos(2u) / 2 is zero at u = 0, to fourth order. Scaled to the mean 1 - minimum and
     * added to the constant minimum, it has the mean 1 and that minimum.
     */
    @Test
    void findsFlatMinimaBetweenThePointsOfAnyGrid() {
        for (double t0 : new double[] {0.1234, -2.9, 1e-3}) {
            for (double minimum : new double[] {1e-3, 1e-9, -1e-9, -1e-3}) {
                double share = (1 - minimum) / 1.5;
                List<Double> cosines = List.of(-2 * share * Math.cos(t0), share / 2 * Math.cos(2 * t0));
                List<Double> sines = List.of(-2 * share * Math.sin(t0), share / 2 * Math.sin(2 * t0));
                if (minimum > 0) {
                    assertThat(new Fourier(cosines, sines, 4).cosines()).isEqualTo(cosines);
                } else {
                    assertThatIllegalArgumentException().isThrownBy(() -> new Fourier(cosines, sines, 4));
                }
            }
        }
    }

    @Test
    void refusesADensityThatIsNotPositiveAndSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fourier(List.of(0.0, -1.5), List.of(), 4))
                .withMessageStartingWith("cosines must keep the density")
                .withMessageContaining("positive but it was -0.5000 at t = ");
        // A density that is zero somewhere is not positive either. This minimum lies between the points of any grid.
        assertThatIllegalArgumentException().isThrownBy(() -> new Fourier(List.of(0.6), List.of(0.8000001), 4));
        assertThat(new Fourier(List.of(0.6), List.of(0.79), 4).regions()).isEqualTo(4);
        // hypot(0.6, 0.8) = 1: the density is zero at one angle, and rounding must not lift it above zero.
        assertThatIllegalArgumentException().isThrownBy(() -> new Fourier(List.of(0.6), List.of(0.8), 4));
        for (double huge : new double[] {1e300, 1e308, Double.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Fourier(List.of(huge, huge), List.of(huge, huge), 4))
                    .withMessageStartingWith("cosines must keep the density");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fourier(List.of(), List.of(), 2_000_000_000))
                .withMessage("regions must be at most 10000 but was 2000000000");
        for (InputDomain product : List.of(new Torus(2), new Cube(1, 0, 1))) {
            assertThatThrownBy(() -> FIGURE_5.on(product, UnitVector.last(product.ambientDimension())))
                    .hasMessage("density must be uniform on " + product.phrase() + " but was fourier");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fourier(List.of(), List.of(Double.NaN), 4))
                .withMessage("sines must hold finite numbers but was [NaN]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fourier(List.of(), List.of(), 0))
                .withMessage("regions must be at least 1 but was 0");
        assertThatThrownBy(() -> FIGURE_5.on(new Sphere(3), UnitVector.last(3)))
                .hasMessage("density must be uniform, piecewise-constant or von-mises-fisher on a sphere of dimension 3"
                        + " but was fourier");
        assertThatThrownBy(() -> new Grid(100, 0, 0).draw(new Circle(), onCircle(FIGURE_5), new Well19937c(1)))
                .hasMessageContaining("sampling must be quantiles or iid");
    }
}
