package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.domain.UnitVector;

class SamplingTest {
    private static final PiecewiseConstant ONE_TWO_FOUR =
            new PiecewiseConstant(List.of(1.0, 2.0, 4.0), List.of(), List.of());

    private static RandomGenerator random() {
        return new Well19937c(11);
    }

    private static Sample draw(InputDomain domain, InputDensity density, Sampling sampling) {
        return sampling.draw(domain, density.on(domain, UnitVector.last(domain.ambientDimension())), random());
    }

    private static int[] counts(Sample sample) {
        int[] counts = new int[Arrays.stream(sample.region()).max().orElseThrow() + 1];
        for (int region : sample.region()) {
            counts[region]++;
        }
        return counts;
    }

    private static void assertUnitPoints(Points points) {
        for (int i = 0; i < points.count(); i++) {
            double sum = 0;
            for (int c = 0; c < points.dimension(); c++) {
                double x = points.coordinates()[i * points.dimension() + c];
                sum += x * x;
            }
            assertThat(sum).isCloseTo(1, within(1e-13));
        }
    }

    /** The grid of Fig. 7, arXiv 2003.04560: numpy's arange(left_j, right_j, h_j) with h = .02, .01, .005. */
    @Test
    void hasThe734PointsOfFigureSeven() {
        Sample sample = draw(new Circle(), ONE_TWO_FOUR, new Grid(0, 0.02, 0));
        assertThat(counts(sample)).containsExactly(105, 210, 419);
        Points points = sample.points();
        assertThat(points.count()).isEqualTo(734);
        int next = 0;
        for (int j = 0; j < 3; j++) {
            double left = -Math.PI + 2 * Math.PI * j / 3;
            double right = -Math.PI + 2 * Math.PI * (j + 1) / 3;
            double h = 0.02 / (1 << j);
            for (int i = 0; left + i * h < right; i++) {
                assertThat(points.parameter(next)).isCloseTo(left + i * h, within(1e-14));
                assertThat(sample.region()[next++]).isEqualTo(j);
            }
        }
        assertThat(next).isEqualTo(734);
        assertThat(sample.largestSpacing()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void countsAWholeNumberOfStepsDespiteRounding() {
        // 1 / 0.1 = 10 and (1.3 - 1) / 0.1 = 3.0000000000000004 in doubles.
        assertThat(CurveSample.stepsIn(1, 0.1, 0)).isEqualTo(10);
        assertThat(CurveSample.stepsIn(1.3 - 1, 0.1, 0)).isEqualTo(3);
        assertThat(CurveSample.stepsIn(1.05, 0.1, 0)).isEqualTo(11);
        assertThat(CurveSample.stepsIn(1.05, 0.1, 0.6)).isEqualTo(10);
        assertThat(CurveSample.stepsIn(0.05, 0.1, 0.6)).isEqualTo(0);
    }

    @Test
    void putsUniformPointsAtEqualAngles() {
        for (InputDomain domain : List.of(new Circle(), new Sphere(2))) {
            Sample sample = draw(domain, new Uniform(), new Grid(7, 0, 0.5));
            for (int i = 0; i < 7; i++) {
                assertThat(sample.points().parameter(i))
                        .isCloseTo(-Math.PI + 2 * Math.PI * (i + 0.5) / 7, within(1e-14));
                assertThat(sample.points().coordinates()[2 * i + 1])
                        .isCloseTo(Math.sin(sample.points().parameter(i)), within(1e-15));
            }
            assertThat(sample.largestSpacing()).isCloseTo(2 * Math.PI / 7, within(1e-14));
        }
    }

    @Test
    void sharesPointsOutByMassToTheLastOne() {
        assertThat(CurveSample.shares(7, new double[] {1 / 7.0, 2 / 7.0, 4 / 7.0}))
                .containsExactly(1, 2, 4);
        assertThat(CurveSample.shares(10, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}))
                .containsExactly(4, 3, 3);
        assertThat(CurveSample.shares(10, new double[] {0.26, 0.37, 0.37})).containsExactly(2, 4, 4);
        for (int n : new int[] {3, 7, 8, 100, 733, 734}) {
            if (n >= 7) {
                Sample sample = draw(new Circle(), ONE_TWO_FOUR, new Grid(n, 0, 0));
                assertThat(sample.points().count()).isEqualTo(n);
                assertThat(Arrays.stream(counts(sample)).sum()).isEqualTo(n);
            }
            assertThat(Arrays.stream(CurveSample.shares(n, new double[] {0.31, 0.02, 0.67}))
                            .sum())
                    .isEqualTo(n);
        }
    }

    @Test
    void spacesThePointsOfARegionEqually() {
        Sample sample = draw(new Interval(0, 3), ONE_TWO_FOUR, new Grid(14, 0, 0.5));
        assertThat(sample.points().parameter())
                .containsExactly(
                        new double[] {
                            0.25, 0.75, 1.125, 1.375, 1.625, 1.875, 2.0625, 2.1875, 2.3125, 2.4375, 2.5625, 2.6875,
                            2.8125, 2.9375
                        },
                        within(1e-13));
        assertThat(sample.largestSpacing()).isCloseTo(0.5, within(1e-13));
    }

    @Test
    void mirrorsBandsOnTheSphereOfDimensionTwo() {
        RegionalDensity density = ONE_TWO_FOUR.on(new Sphere(2), new double[] {0, 1});
        for (Sampling sampling : List.of(new Grid(70, 0, 0.5), new Quantiles(70), new Grid(0, 0.02, 0.5))) {
            Sample sample = sampling.draw(new Sphere(2), density, random());
            assertThat(density.label(sample.points())).isEqualTo(sample.region());
            double first = 0;
            for (int i = 0; i < sample.points().count(); i++) {
                double angle = sample.points().parameter(i);
                assertThat(angle).isGreaterThanOrEqualTo(-Math.PI).isLessThan(Math.PI);
                first += Math.cos(angle);
            }
            assertThat(first).isCloseTo(0, within(sampling instanceof Grid grid && grid.step() > 0 ? 3.0 : 1e-10));
        }
        assertThat(counts(new Grid(70, 0, 0.5).draw(new Sphere(2), density, random())))
                .containsExactly(10, 20, 40);
    }

    @Test
    void placesQuantilesWhereTheMassIsEqual() {
        RegionalDensity density = new VonMisesFisher(3, List.of(), 2).on(new Circle(), new double[] {0, 1});
        Sample sample = new Quantiles(200).draw(new Circle(), density, random());
        for (int i = 0; i < 200; i++) {
            double s = Circle.wrap(sample.points().parameter(i) - Math.PI / 2);
            assertThat(density.cdf(s)).isCloseTo((i + 0.5) / 200, within(1e-12));
        }
        assertThat(density.label(sample.points())).isEqualTo(sample.region());
        Sample uniform = draw(new Interval(1, 2), new Uniform(), new Quantiles(4));
        assertThat(uniform.points().parameter())
                .containsExactly(new double[] {1.125, 1.375, 1.625, 1.875}, within(1e-14));
        // Quantiles of a piecewise-constant density are midpoints of equal intervals if each region has whole ones.
        assertThat(draw(new Circle(), ONE_TWO_FOUR, new Quantiles(14)).points().parameter())
                .containsExactly(
                        draw(new Circle(), ONE_TWO_FOUR, new Grid(14, 0, 0.5))
                                .points()
                                .parameter(),
                        within(1e-13));
    }

    @Test
    void spreadsTheFibonacciLatticeOverTheTwoSphere() {
        int n = 1000;
        Sample sample = draw(new Sphere(3), new Uniform(), new Grid(n, 0, 0));
        assertUnitPoints(sample.points());
        assertThat(sample.largestSpacing()).isNaN();
        double closest = 2;
        double[] mean = new double[3];
        double[] second = new double[3];
        double[] x = sample.points().coordinates();
        for (int i = 0; i < n; i++) {
            assertThat(x[3 * i + 2]).isCloseTo(1 - 2 * (i + 0.5) / n, within(1e-13));
            for (int c = 0; c < 3; c++) {
                mean[c] += x[3 * i + c] / n;
                second[c] += x[3 * i + c] * x[3 * i + c] / n;
            }
            for (int j = 0; j < i; j++) {
                closest = Math.min(
                        closest,
                        Math.hypot(
                                Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]),
                                x[3 * i + 2] - x[3 * j + 2]));
            }
        }
        assertThat(mean).containsExactly(new double[3], within(1e-3));
        assertThat(second).containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(2e-3));
        // Neighbours keep about sqrt(4 pi / n) apart; two points at random would come 50 times closer.
        assertThat(closest).isGreaterThan(0.7 * Math.sqrt(4 * Math.PI / n));
    }

    @Test
    void givesHemispheresTheirSharesOfTheFibonacciLattice() {
        PiecewiseConstant density = new PiecewiseConstant(List.of(1.0, 3.0), List.of(), List.of(1.0, 1.0, 0.0));
        Sample sample = draw(new Sphere(3), density, new Grid(1200, 0, 0));
        assertThat(counts(sample)).containsExactly(300, 900);
        assertThat(density.on(new Sphere(3), UnitVector.last(3)).label(sample.points()))
                .isEqualTo(sample.region());
    }

    @Test
    void fillsACubeWithATensorGrid() {
        Sample sample = draw(new Cube(2, 0, 2), new Uniform(), new Grid(4, 0, 0.5));
        assertThat(sample.points().coordinates()).containsExactly(0.5, 0.5, 0.5, 1.5, 1.5, 0.5, 1.5, 1.5);
        assertThat(sample.largestSpacing()).isEqualTo(1);
        Sample stepped = draw(new Cube(3, 0, 1), new Uniform(), new Grid(0, 0.4, 0));
        assertThat(stepped.points().count()).isEqualTo(27);
        Sample line = draw(new Cube(1, 0, 1), new Uniform(), new Grid(5, 0, 0));
        assertThat(line.largestSpacing()).isCloseTo(0.2, within(1e-15));
        assertThat(draw(new Cube(10, 0, 1), new Uniform(), new Grid(1024, 0, 0))
                        .points()
                        .count())
                .isEqualTo(1024);
    }

    @Test
    void fillsATorusWithATensorGridOfAngles() {
        Torus torus = new Torus(2);
        Sample sample = draw(torus, new Uniform(), new Grid(9, 0, 0.5));
        assertThat(sample.points().dimension()).isEqualTo(4);
        assertThat(sample.largestSpacing()).isCloseTo(2 * Math.PI / 3, within(1e-15));
        for (int i = 0; i < 9; i++) {
            double norm = 0;
            for (int c = 0; c < 4; c++) {
                norm += Math.pow(sample.points().coordinates()[4 * i + c], 2);
            }
            assertThat(norm).isCloseTo(1, within(1e-15));
            assertThat(torus.turn(sample.points(), i, 0)).isCloseTo((i / 3 - 1) / 3.0, within(1e-15));
            assertThat(torus.turn(sample.points(), i, 1)).isCloseTo((i % 3 - 1) / 3.0, within(1e-15));
        }
        assertThatThrownBy(() -> draw(torus, new Uniform(), new Grid(8, 0, 0)))
                .hasMessage(
                        "points must be a whole number to the power 2 on a torus of that dimension (nearest: 9) but was 8");
        assertThatThrownBy(() -> draw(torus, ONE_TWO_FOUR, new Iid(8)))
                .hasMessage("density must be uniform on a torus but was piecewise-constant");
        double[] mean = new double[4];
        Sample random = draw(torus, new Uniform(), new Iid(20_000));
        for (int e = 0; e < 80_000; e++) {
            mean[e % 4] += random.points().coordinates()[e] / 20_000;
        }
        assertThat(mean).containsExactly(new double[4], within(0.02));
    }

    @Test
    void takesTheCornersOfABooleanCube() {
        BooleanCube cube = new BooleanCube(3);
        Sample whole = draw(cube, new Uniform(), new Grid(8, 0, 0));
        assertThat(whole.points().coordinates()).isEqualTo(cube.whole().coordinates());
        assertThat(whole.largestSpacing()).isNaN();
        double[] mean = new double[3];
        Sample random = draw(cube, new Uniform(), new Iid(20_000));
        for (int e = 0; e < 60_000; e++) {
            double x = random.points().coordinates()[e];
            assertThat(Math.abs(x)).isEqualTo(1 / Math.sqrt(3));
            mean[e % 3] += x / 20_000;
        }
        assertThat(mean).containsExactly(new double[3], within(0.02));
        assertThatThrownBy(() -> draw(cube, new Uniform(), new Grid(0, 0.5, 0)))
                .hasMessage("points must be 8, all corners of a Boolean cube of dimension 3, for a grid but was 0");
        assertThatThrownBy(() -> draw(cube, new Uniform(), new Grid(8, 0, 0.5)))
                .hasMessage("offset must be 0 on a Boolean cube of dimension 3 but was 0.5");
        assertThatThrownBy(() -> draw(cube, new Uniform(), new Quantiles(8)))
                .hasMessage("sampling must be grid or iid on a Boolean cube of dimension 3 but was quantiles");
        assertThatThrownBy(() -> draw(cube, ONE_TWO_FOUR, new Iid(8)))
                .hasMessage("density must be uniform on a Boolean cube of dimension 3 but was piecewise-constant");
        assertThatThrownBy(() -> draw(cube, new Tabulated(List.of(1.0, 2.0), 1), new Iid(8)))
                .hasMessage("density must be uniform on a Boolean cube of dimension 3 but was tabulated");
    }

    @Test
    void givesEachStratumItsExactShare() {
        for (InputDomain domain :
                List.of(new Circle(), new Interval(-1, 3), new Sphere(2), new Sphere(3), new Sphere(5))) {
            RegionalDensity density = ONE_TWO_FOUR.on(domain, UnitVector.last(domain.ambientDimension()));
            Sample sample = new Iid(700, true).draw(domain, density, random());
            int[] counts = counts(sample);
            for (int region = 0; region < 3; region++) {
                assertThat(counts[region]).isCloseTo((int) Math.round(700 * density.mass(region)), within(1));
            }
            assertThat(density.label(sample.points())).as("%s", domain).isEqualTo(sample.region());
        }
        // B20, Fig. 9: 300 points on one hemisphere, 600 on the other, independent within each.
        PiecewiseConstant hemispheres = new PiecewiseConstant(List.of(1.0, 2.0), List.of(), List.of());
        RegionalDensity density = hemispheres.on(new Sphere(3), UnitVector.last(3));
        Sample sample = new Iid(900, true).draw(new Sphere(3), density, random());
        assertThat(counts(sample)).containsExactly(300, 600);
        double mean = 0;
        for (int i = 0; i < 300; i++) {
            mean += sample.points().coordinates()[3 * i + 2] / 300;
        }
        assertThat(mean).as("height is uniform on a hemisphere").isCloseTo(0.5, within(0.06));
    }

    @Test
    void drawsIndependentPointsFromTheDensity() {
        int n = 20_000;
        for (InputDomain domain : List.of(new Circle(), new Sphere(2), new Sphere(3), new Sphere(6))) {
            for (InputDensity density : List.of(ONE_TWO_FOUR, new VonMisesFisher(1.5, List.of(), 4))) {
                RegionalDensity regional = density.on(domain, UnitVector.last(domain.ambientDimension()));
                Sample sample = new Iid(n).draw(domain, regional, random());
                assertUnitPoints(sample.points());
                assertThat(sample.largestSpacing()).isNaN();
                assertThat(regional.label(sample.points())).isEqualTo(sample.region());
                // The masses sum to 1, so one degree of freedom is lost.
                double chi = 0;
                int[] counts = counts(sample);
                for (int r = 0; r < regional.regions(); r++) {
                    double expected = n * regional.mass(r);
                    chi += (counts[r] - expected) * (counts[r] - expected) / expected;
                }
                assertThat(chi)
                        .isLessThan(
                                new ChiSquaredDistribution(regional.regions() - 1).inverseCumulativeProbability(0.999));
            }
        }
    }

    @Test
    void fillsEveryTwentiethOfTheDistributionAlike() {
        int n = 20_000;
        RegionalDensity density = new VonMisesFisher(4, List.of(), 2).on(new Circle(), new double[] {0, 1});
        Sample sample = new Iid(n).draw(new Circle(), density, random());
        int[] counts = new int[20];
        for (int i = 0; i < n; i++) {
            counts[(int) (20 * density.cdf(Circle.wrap(sample.points().parameter(i) - Math.PI / 2)))]++;
        }
        double chi = 0;
        for (int count : counts) {
            chi += (count - n / 20.0) * (count - n / 20.0) / (n / 20.0);
        }
        assertThat(chi).isLessThan(new ChiSquaredDistribution(19).inverseCumulativeProbability(0.999));
    }

    /** On S^2 the mean of mu.x under von Mises-Fisher is coth k - 1/k. */
    @Test
    void hasTheMeanResultantLengthOfTheFisherDistribution() {
        int n = 20_000;
        double[] mu = {0.6, 0, 0.8};
        for (double k : new double[] {0.5, 3, 50, 1e4}) {
            RegionalDensity density =
                    new VonMisesFisher(k, List.of(3.0, 0.0, 4.0), 1).on(new Sphere(3), UnitVector.last(3));
            double expected = 1 / Math.tanh(k) - 1 / k;
            double variance = 1 - 2 * expected / k - expected * expected;
            for (Sampling sampling : List.of(new Iid(n), new Grid(n, 0, 0))) {
                Sample sample = sampling.draw(new Sphere(3), density, random());
                double mean = 0;
                double[] across = new double[3];
                for (int i = 0; i < n; i++) {
                    mean += sample.points().dot(mu, i) / n;
                    across[1] += sample.points().coordinates()[3 * i + 1] / n;
                }
                double tolerance =
                        sampling instanceof Iid ? 4 * Math.sqrt(variance / n) : 1e-4 * Math.sqrt(variance) + 1e-9;
                assertThat(mean).isCloseTo(expected, within(tolerance));
                assertThat(across[1]).isCloseTo(0, within(4 / Math.sqrt(n * Math.max(1, k / 2))));
            }
        }
    }

    @Test
    void drawsUniformDirectionsAndCubes() {
        int n = 20_000;
        Sample sphere = draw(new Sphere(4), new Uniform(), new Iid(n));
        assertUnitPoints(sphere.points());
        Sample cube = draw(new Cube(4, -1, 1), new Uniform(), new Iid(n));
        for (int c = 0; c < 4; c++) {
            double square = 0;
            double inCube = 0;
            for (int i = 0; i < n; i++) {
                square += Math.pow(sphere.points().coordinates()[4 * i + c], 2) / n;
                inCube += Math.pow(cube.points().coordinates()[4 * i + c], 2) / n;
            }
            assertThat(square).isCloseTo(0.25, within(0.01));
            assertThat(inCube).isCloseTo(1.0 / 3, within(0.01));
        }
        assertThat(Arrays.stream(cube.points().coordinates()).max().orElseThrow())
                .isLessThan(1);
    }

    @Test
    void dependsOnItsStreamOnly() {
        RegionalDensity density = ONE_TWO_FOUR.on(new Sphere(5), UnitVector.last(5));
        Sample one = new Iid(100).draw(new Sphere(5), density, random());
        assertThat(one.points().coordinates())
                .isEqualTo(new Iid(100)
                        .draw(new Sphere(5), density, random())
                        .points()
                        .coordinates())
                .isNotEqualTo(new Iid(100)
                        .draw(new Sphere(5), density, new Well19937c(12))
                        .points()
                        .coordinates());
    }

    @Test
    void refusesSamplesThatADomainDoesNotHave() {
        VonMisesFisher smooth = new VonMisesFisher(2, List.of(), 2);
        assertThatThrownBy(() -> draw(new Circle(), smooth, new Grid(50, 0, 0)))
                .hasMessage(
                        "sampling must be quantiles or iid where the density varies inside its regions but was grid");
        assertThatThrownBy(() -> draw(new Sphere(4), new Uniform(), new Grid(50, 0, 0)))
                .hasMessage("sampling must be iid on a sphere of dimension 4 but was grid");
        assertThatThrownBy(() -> draw(new Sphere(3), new Uniform(), new Quantiles(50)))
                .hasMessage("sampling must be grid or iid on a sphere of dimension 3 but was quantiles");
        assertThatThrownBy(() -> draw(new Cube(1, 0, 1), new Uniform(), new Quantiles(50)))
                .hasMessage("sampling must be grid or iid on a cube but was quantiles");
        assertThatThrownBy(() -> draw(new Sphere(3), new Uniform(), new Grid(0, 0.1, 0)))
                .hasMessage("points must be at least 1 on a sphere, which has no step, but was 0");
        assertThatThrownBy(() -> draw(new Sphere(3), new Uniform(), new Grid(50, 0, 0.5)))
                .hasMessage("offset must be 0 on a sphere but was 0.5");
        assertThatThrownBy(() -> draw(new Cube(3, 0, 1), new Uniform(), new Grid(100, 0, 0)))
                .hasMessage(
                        "points must be a whole number to the power 3 on a cube of that dimension (nearest: 125) but was 100");
        assertThatThrownBy(() -> draw(new Cube(3, 0, 1), new Uniform(), new Grid(90, 0, 0)))
                .hasMessageContaining("(nearest: 64)");
        assertThatThrownBy(() -> draw(new Cube(3, 0, 1), new Uniform(), new Grid(0, 1e-5, 0)))
                .hasMessageStartingWith("step must");
    }

    @Test
    void refusesToLeaveARegionEmpty() {
        assertThatThrownBy(() -> draw(new Circle(), ONE_TWO_FOUR, new Grid(2, 0, 0)))
                .hasMessage(
                        "points must be enough to put one in every density region but was 2, none of them in region 0 of 0 to 2,"
                                + " which holds 0.143 of the probability");
        VonMisesFisher peaked = new VonMisesFisher(1e4, List.of(), 4);
        for (Sampling sampling : List.of(new Quantiles(100), new Iid(100))) {
            assertThatThrownBy(() -> draw(new Circle(), peaked, sampling))
                    .hasMessageContaining("in region 1 of 0 to 3");
        }
        assertThatThrownBy(() -> draw(new Circle(), ONE_TWO_FOUR, new Grid(0, 7, 0.9)))
                .hasMessage("step must be small enough to put a point in every density region but was 7.0");
        assertThatThrownBy(() -> draw(new Circle(), ONE_TWO_FOUR, new Grid(0, 1e-9, 0)))
                .hasMessage("step must give at most 16777216 points but was 1.0E-9");
    }

    @Test
    void refusesInvalidSizes() {
        assertThatThrownBy(() -> new Grid(0, 0, 0))
                .hasMessage("points must be at least 1 where no step is given but was 0");
        assertThatThrownBy(() -> new Grid(-1, 0, 0)).hasMessage("points must be at least 1 but was -1");
        assertThatThrownBy(() -> new Grid(5, 0.1, 0))
                .hasMessage("step must be left out where points is given but was 0.1");
        for (double step : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Grid(0, step, 0))
                    .hasMessage("step must be positive and finite but was " + step);
        }
        for (double offset : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> new Grid(5, 0, offset)).hasMessage("offset must be in [0, 1) but was " + offset);
        }
        assertThatThrownBy(() -> new Quantiles(0)).hasMessage("points must be at least 1 but was 0");
        assertThatThrownBy(() -> new Iid(-4)).hasMessage("points must be at least 1 but was -4");
    }
}
