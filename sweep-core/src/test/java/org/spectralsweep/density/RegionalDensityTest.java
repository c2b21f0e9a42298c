package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.UnitVector;

class RegionalDensityTest {
    private static final List<Double> ONE_TWO_FOUR = List.of(1.0, 2.0, 4.0);

    private static double[] last(InputDomain domain) {
        return UnitVector.last(domain.ambientDimension());
    }

    private static RegionalDensity piecewise(InputDomain domain, List<Double> weights, Double... boundaries) {
        return new PiecewiseConstant(weights, List.of(boundaries), List.of()).on(domain, last(domain));
    }

    private static RegionalDensity fisher(InputDomain domain, double concentration, int regions) {
        return new VonMisesFisher(concentration, List.of(), regions).on(domain, last(domain));
    }

    /** Integral of p over the polar angles from a to b, by an adaptive rule that does not know the panels. */
    private static double polarIntegral(RegionalDensity density, int d, double a, double b) {
        PolarFrame frame = new PolarFrame(UnitVector.last(d));
        double[] tangent = UnitVector.last(d - 1);
        double[] point = new double[d];
        UnivariateFunction weight = s -> Math.pow(Math.sin(s), d - 2);
        UnivariateFunction mass = s -> {
            frame.place(s, tangent, point, 0);
            return density.value(new Points(1, d, point), 0) * weight.value(s);
        };
        return adaptive(mass, a, b) / adaptive(weight, 0, Math.PI);
    }

    private static double adaptive(UnivariateFunction f, double a, double b) {
        return new IterativeLegendreGaussIntegrator(16, 1e-12, 1e-14).integrate(5_000_000, f, a, b);
    }

    private static double circleIntegral(RegionalDensity density, double a, double b) {
        UnivariateFunction mass = angle -> density.value(Points.onCircle(new double[] {angle}), 0);
        return adaptive(mass, a, b) / (2 * Math.PI);
    }

    @Test
    void isOneEverywhereWhenUniform() {
        for (InputDomain domain :
                List.of(new Circle(), new Interval(2, 5), new Sphere(2), new Sphere(7), new Cube(3, 0, 1))) {
            RegionalDensity density = new Uniform().on(domain, last(domain));
            assertThat(density.regions()).isEqualTo(1);
            assertThat(density.density(0)).isEqualTo(1);
            assertThat(density.mass(0)).isCloseTo(1, within(1e-14));
            double[] coordinates = last(domain);
            Points one = domain.manifoldDimension() == 1
                    ? new Points(1, coordinates.length, coordinates, new double[] {3})
                    : new Points(1, coordinates.length, coordinates);
            assertThat(density.value(one, 0)).isEqualTo(1);
            assertThat(density.label(one)).containsExactly(0);
        }
    }

    @Test
    void isOneTwoFourSeventhsOfThreeOnThirdsOfTheCircle() {
        RegionalDensity density = piecewise(new Circle(), ONE_TWO_FOUR);
        for (int j = 0; j < 3; j++) {
            assertThat(density.density(j)).isCloseTo(3 * (1 << j) / 7.0, within(1e-14));
            assertThat(density.mass(j)).isCloseTo((1 << j) / 7.0, within(1e-14));
        }
        Points points = Points.onCircle(new double[] {-Math.PI, -1.1, -1, 1, 1.1, 3.1});
        assertThat(density.label(points)).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(density.value(points, 2)).isCloseTo(6.0 / 7, within(1e-14));
    }

    @Test
    void putsBoundariesAtFractionsOfAnInterval() {
        RegionalDensity density = piecewise(new Interval(10, 20), List.of(3.0, 1.0), 0.25);
        // Mean 1 = 0.25 p_0 + 0.75 p_1 with p_0 = 3 p_1.
        assertThat(density.density(1)).isCloseTo(2.0 / 3, within(1e-14));
        assertThat(density.mass(0)).isCloseTo(0.5, within(1e-14));
        assertThat(density.label(Points.onLine(new double[] {10, 12.49, 12.5, 19.9})))
                .containsExactly(0, 0, 1, 1);
    }

    @Test
    void putsCapsAndBandsAtFractionsOfThePolarAngle() {
        RegionalDensity hemispheres = piecewise(new Sphere(3), List.of(12.0, 1.0));
        assertThat(hemispheres.mass(0)).isCloseTo(12.0 / 13, within(1e-14));
        assertThat(hemispheres.density(0)).isCloseTo(24.0 / 13, within(1e-14));
        // On S^2 the cap of polar angle pi / 3 has a quarter of the area, the band down to 2 pi / 3 half of it.
        RegionalDensity bands = piecewise(new Sphere(3), ONE_TWO_FOUR);
        double z = 0.25 + 2 * 0.5 + 4 * 0.25;
        assertThat(bands.density(0)).isCloseTo(1 / z, within(1e-14));
        assertThat(bands.mass(1)).isCloseTo(1 / z, within(1e-14));
        assertThat(bands.mass(2)).isCloseTo(1 / z, within(1e-14));
        Points points = new Points(3, 3, new double[] {0, 0, 1, 1, 0, 0, 0.6, 0, -0.8});
        assertThat(bands.label(points)).containsExactly(0, 1, 2);
    }

    @Test
    void mirrorsBandsAboutTheAxisOnTheSphereOfDimensionTwo() {
        // Around the last axis, angle pi / 2.
        RegionalDensity bands = piecewise(new Sphere(2), ONE_TWO_FOUR);
        double quarter = Math.PI / 2;
        double[] angles = {quarter, quarter + 1, quarter - 1, quarter + 1.1, quarter - 2, quarter - 2.2, -quarter};
        assertThat(bands.label(Points.onCircle(angles))).containsExactly(0, 0, 0, 1, 1, 2, 2);
        assertThat(bands.regions()).isEqualTo(3);
        for (int j = 0; j < 3; j++) {
            assertThat(bands.mass(j)).isCloseTo((1 << j) / 7.0, within(1e-14));
            assertThat(bands.density(j)).isCloseTo(3 * (1 << j) / 7.0, within(1e-14));
        }
    }

    @Test
    void takesItsOwnAxisBeforeTheDefault() {
        PiecewiseConstant own = new PiecewiseConstant(List.of(1.0, 2.0), List.of(), List.of(0.0, -5.0, 0.0));
        Points point = new Points(2, 3, new double[] {0, 1, 0, 0, -1, 0});
        assertThat(own.on(new Sphere(3), new double[] {0, 1, 0}).label(point)).containsExactly(1, 0);
        PiecewiseConstant byDefault = new PiecewiseConstant(List.of(1.0, 2.0), List.of(), List.of());
        assertThat(byDefault.on(new Sphere(3), new double[] {0, 1, 0}).label(point))
                .containsExactly(0, 1);
        VonMisesFisher mode = new VonMisesFisher(5, List.of(-1.0, 0.0), 4);
        RegionalDensity circle = mode.on(new Circle(), new double[] {0, 1});
        assertThat(circle.label(Points.onCircle(new double[] {-Math.PI, 3, 0.1, 1.5})))
                .containsExactly(0, 0, 3, 2);
    }

    @Test
    void hasMassOneOnEverySphere() {
        for (int d = 3; d <= 10; d++) {
            for (RegionalDensity density : List.of(
                    piecewise(new Sphere(d), ONE_TWO_FOUR, 0.3, 0.45),
                    fisher(new Sphere(d), 0.5, 4),
                    fisher(new Sphere(d), 30, 3))) {
                double mass = 0;
                double mean = 0;
                for (int r = 0; r < density.regions(); r++) {
                    mass += density.mass(r);
                    mean += density.mass(r) / density.density(r);
                }
                assertThat(mass).isCloseTo(1, within(1e-13));
                // Sum of mass / mean density is the sum of the measures.
                assertThat(mean).isCloseTo(1, within(1e-12));
            }
            assertThat(polarIntegral(fisher(new Sphere(d), 30, 3), d, 0, Math.PI))
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void givesRegionsTheMassThatIntegrationFinds() {
        RegionalDensity sphere = fisher(new Sphere(4), 7, 4);
        RegionalDensity circle = new VonMisesFisher(7, List.of(1.0, 0.0), 4).on(new Circle(), new double[] {0, 1});
        for (int r = 0; r < 4; r++) {
            double a = Math.PI * r / 4;
            double b = Math.PI * (r + 1) / 4;
            double expected = polarIntegral(sphere, 4, a, b);
            assertThat(sphere.mass(r)).isCloseTo(expected, within(1e-8 * expected));
            double arcs = 2 * circleIntegral(circle, a, b);
            assertThat(circle.mass(r)).isCloseTo(arcs, within(1e-8 * arcs));
            assertThat(circle.density(r)).isCloseTo(arcs * 4, within(1e-7 * arcs));
        }
        assertThat(circleIntegral(piecewise(new Circle(), List.of(1.0, 40.0)), -Math.PI, 0))
                .isCloseTo(1.0 / 41, within(1e-12));
    }

    @Test
    void hasTheFisherDistributionsClosedFormOnTheTwoSphere() {
        // p = k / sinh k * exp(k t) with respect to the uniform measure dt / 2, so P(polar angle below s) is closed.
        for (double k : new double[] {1e-3, 0.5, 3, 40, 500, 1e4}) {
            RegionalDensity density = fisher(new Sphere(3), k, 1);
            double scale = k / -Math.expm1(-2 * k) * 2;
            double[] axis = {0, 0, 1};
            assertThat(density.value(new Points(1, 3, axis), 0)).isCloseTo(scale, within(1e-12 * scale));
            for (double s : new double[] {1e-3, 0.02, 0.3, 1, 2, 3}) {
                double half = Math.sin(s / 2) * Math.sin(s / 2);
                double expected = Math.expm1(-2 * k * half) / Math.expm1(-2 * k);
                assertThat(density.cdf(s)).isCloseTo(expected, within(1e-13 + 1e-11 * expected));
            }
        }
    }

    @Test
    void staysFiniteWhereTheExponentialWouldOverflow() {
        for (InputDomain domain : List.of(new Circle(), new Sphere(2), new Sphere(3), new Sphere(10), new Sphere(30))) {
            for (double k : new double[] {1e4, 1e7}) {
                RegionalDensity density = fisher(domain, k, 3);
                assertThat(density.mass(0)).isCloseTo(1, within(1e-12));
                assertThat(density.mass(2)).isEqualTo(0);
                double[] pole = last(domain);
                Points one = domain.isCircular()
                        ? Points.onCircle(new double[] {Math.PI / 2})
                        : new Points(1, pole.length, pole);
                double atPole = density.value(one, 0);
                // Laplace: p(mu) grows as (k / 2 pi)^{D/2} times the sphere's area; on the circle sqrt(2 pi k).
                assertThat(atPole).isFinite().isGreaterThan(100);
                if (domain.manifoldDimension() == 1) {
                    assertThat(atPole).isCloseTo(Math.sqrt(2 * Math.PI * k), within(atPole / k));
                }
            }
        }
    }

    @Test
    void keepsTheMassOfAFarTail() {
        RegionalDensity density = fisher(new Sphere(3), 100, 2);
        // P(t below 0) = (1 - e^-k) / (e^k - e^-k).
        double expected = -Math.expm1(-100) / (Math.exp(100) - Math.exp(-100));
        assertThat(density.mass(1)).isCloseTo(expected, within(1e-11 * expected));
    }

    @Test
    void isUniformAtConcentrationZero() {
        RegionalDensity density = fisher(new Sphere(5), 0, 4);
        for (int r = 0; r < 4; r++) {
            assertThat(density.density(r)).isCloseTo(1, within(1e-13));
        }
        assertThat(density.mass(0)).isLessThan(density.mass(1));
    }

    @Test
    void invertsItsDistributionFunction() {
        for (RegionalDensity density : List.of(
                piecewise(new Circle(), ONE_TWO_FOUR),
                piecewise(new Interval(-3, 1), List.of(5.0, 1.0), 0.1),
                piecewise(new Sphere(2), ONE_TWO_FOUR),
                piecewise(new Sphere(6), ONE_TWO_FOUR),
                fisher(new Circle(), 2, 4),
                fisher(new Circle(), 1e4, 2),
                fisher(new Sphere(3), 50, 4),
                fisher(new Sphere(9), 1e4, 4))) {
            double previous = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < 501; i++) {
                double u = (i + 0.5) / 501;
                double s = density.quantile(u);
                assertThat(density.cdf(s)).isCloseTo(u, within(2e-13));
                assertThat(s).isGreaterThan(previous);
                previous = s;
            }
            assertThat(density.cdf(density.quantile(1e-9))).isCloseTo(1e-9, within(1e-13));
            assertThat(density.quantile(Math.nextDown(1.0))).isLessThan(density.edge(density.segments()));
            assertThat(density.quantile(0)).isGreaterThanOrEqualTo(density.edge(0));
        }
    }

    @Test
    void refusesDomainsOnWhichItIsNotDefined() {
        Cube cube = new Cube(2, 0, 1);
        assertThatThrownBy(() -> piecewise(cube, ONE_TWO_FOUR))
                .hasMessage("density must be uniform on a cube but was piecewise-constant");
        for (InputDomain domain : List.of(cube, new Interval(0, 1))) {
            assertThatThrownBy(() -> fisher(domain, 1, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("density must be uniform")
                    .hasMessageEndingWith("was von-mises-fisher on " + domain.phrase());
        }
        PiecewiseConstant caps = new PiecewiseConstant(ONE_TWO_FOUR, List.of(), List.of(1.0, 0.0));
        assertThatThrownBy(() -> caps.on(new Circle(), new double[] {0, 1}))
                .hasMessageStartingWith("axis must be empty on the circle");
        assertThatThrownBy(() -> caps.on(new Sphere(3), new double[] {0, 0, 1}))
                .hasMessage("axis must have 3 components on a sphere of dimension 3 but was [1.0, 0.0]");
    }

    @Test
    void refusesInvalidWeightsAndBoundaries() {
        assertThatThrownBy(() -> new PiecewiseConstant(List.of(), List.of(), List.of()))
                .hasMessage("weights must hold at least one number but was []");
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new PiecewiseConstant(List.of(1.0, weight), List.of(), List.of()))
                    .hasMessage("weights must be positive and finite but was [1.0, " + weight + "]");
        }
        assertThatThrownBy(() -> new PiecewiseConstant(ONE_TWO_FOUR, List.of(0.5), List.of()))
                .hasMessage("boundaries must hold one number fewer than weights (2) or none but was [0.5]");
        for (List<Double> boundaries : List.of(
                List.of(0.5, 0.5),
                List.of(0.0, 0.5),
                List.of(0.5, 1.0),
                List.of(Double.NaN, 0.5),
                List.of(0.5, Double.NaN))) {
            assertThatThrownBy(() -> new PiecewiseConstant(ONE_TWO_FOUR, boundaries, List.of()))
                    .hasMessage("boundaries must increase inside (0, 1), as fractions of the domain, but was "
                            + boundaries);
        }
        assertThatThrownBy(() -> new PiecewiseConstant(ONE_TWO_FOUR, List.of(), List.of(0.0, 0.0)))
                .hasMessageStartingWith("axis must be a non-zero vector");
    }

    @Test
    void refusesInvalidConcentrationsAndRegions() {
        for (double concentration : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new VonMisesFisher(concentration, List.of(), 4))
                    .hasMessage("concentration must be at least 0 and finite but was " + concentration);
        }
        assertThatThrownBy(() -> new VonMisesFisher(1, List.of(), 0))
                .hasMessage("regions must be at least 1 but was 0");
        assertThatThrownBy(() -> new VonMisesFisher(1, List.of(0.0), 1))
                .hasMessageStartingWith("axis must be a non-zero vector");
    }

    @Test
    void onlyRatiosOfWeightsCountAtAnyScale() {
        for (double unit : new double[] {1, 2.5e307, 1e-300, 4.9e-324}) {
            List<Double> weights = List.of(unit, 2 * unit, 4 * unit);
            for (InputDomain domain :
                    List.of(new Circle(), new Interval(0, 1), new Sphere(2), new Sphere(10), new Sphere(30))) {
                double[] axis = last(domain);
                RegionalDensity density = new PiecewiseConstant(weights, List.of(), List.of()).on(domain, axis);
                RegionalDensity plain = new PiecewiseConstant(ONE_TWO_FOUR, List.of(), List.of()).on(domain, axis);
                for (int region = 0; region < 3; region++) {
                    assertThat(density.density(region))
                            .as("%s of %s", domain, weights)
                            .isCloseTo(plain.density(region), within(1e-14 * plain.density(region)));
                }
            }
        }
        for (List<Double> apart : List.of(List.of(1e-300, 1e300), List.of(1.0, 1e-201))) {
            assertThatThrownBy(() -> new PiecewiseConstant(apart, List.of(), List.of()))
                    .hasMessage("weights must be within a factor of 1.0E200 of each other but was " + apart);
        }
    }

    @Test
    void refusesRegionsThatVanishByRounding() {
        List<Double> close = List.of(0.5, Math.nextUp(0.5));
        Interval far = new Interval(1e15, 1e15 + 1);
        PiecewiseConstant narrow = new PiecewiseConstant(ONE_TWO_FOUR, close, List.of());
        assertThatThrownBy(() -> narrow.on(far, last(far)))
                .hasMessage(
                        "boundaries must leave every region a length above rounding but region 1 of 0 to 2 has none with "
                                + close);
        PiecewiseConstant equal = new PiecewiseConstant(Collections.nCopies(30, 1.0), List.of(), List.of());
        assertThatThrownBy(() -> equal.on(far, last(far)))
                .hasMessageStartingWith("boundaries must leave every region a length above rounding")
                .hasMessageEndingWith("has none with equal parts");
        assertThatThrownBy(() -> new Fourier(List.of(0.5), List.of(), 30).on(far, last(far)))
                .hasMessage("regions must be few enough that each keeps a length above rounding but was 30");
    }

    @Test
    void refusesToSampleARegionWithoutProbability() {
        RegionalDensity peak = fisher(new Circle(), 1e7, 3);
        assertThatThrownBy(() -> new Iid(100).draw(new Circle(), peak, new Well19937c(1)))
                .hasMessage("density must give every region some probability but there is none in region 1 of 0 to 2");
    }

    @Test
    void refusesSizesThatItCannotComputeWith() {
        assertThatThrownBy(() -> new VonMisesFisher(1.7e308, List.of(), 4))
                .hasMessage("concentration must be at most 1.0E30 but was 1.7E308");
        assertThatThrownBy(() -> new VonMisesFisher(1, List.of(), 10_001))
                .hasMessage("regions must be at most 10000 but was 10001");
        assertThatThrownBy(() -> new Fourier(List.of(), List.of(), 10_001))
                .hasMessage("regions must be at most 10000 but was 10001");
        assertThatThrownBy(() -> new Fourier(Collections.nCopies(101, 0.0), List.of(), 4))
                .hasMessage("cosines must hold at most 100 numbers but held 101");
        assertThatThrownBy(() -> new Fourier(List.of(1.7e308, 1.7e308), List.of(), 4))
                .hasMessageStartingWith("cosines must keep the density");
        assertThatThrownBy(() -> new Interval(-1e308, 1e308))
                .hasMessage("to must be a finite length above from (-1.0E308) but was 1.0E308");
    }
}
