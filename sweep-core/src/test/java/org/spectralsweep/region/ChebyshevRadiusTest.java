package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;

class ChebyshevRadiusTest {
    private static double radius(double[] rows, double[] biases, double... point) {
        ChebyshevRadius cells = ChebyshevRadius.of(point.length, rows, biases, -1, 1);
        double radius = cells.at(point, 0);
        assertThat(cells.byDual(point, 0)).isEqualTo(radius, within(1e-9));
        assertThat(cells.fromNearest(point, 0, biases.length)).isEqualTo(radius, within(1e-9));
        assertThat(cells.fromNearest(point, 0, 5)).isEqualTo(radius, within(1e-9));
        return radius;
    }

    @Test
    void theWholeCubeHasHalfItsSide() {
        assertThat(radius(new double[0], new double[0], 0.3, -0.9, 0.99)).isEqualTo(1, within(1e-12));
        assertThat(ChebyshevRadius.of(2, new double[0], new double[0], 2, 5).at(new double[] {2, 5}, 0))
                .isEqualTo(1.5, within(1e-12));
    }

    /** Planes at x = -1/2, 0, 1/2 and y = 0: cells of 1/2 x 1. */
    @Test
    void cellsOfAGridHaveHalfTheirShorterSide() {
        double[] rows = {2, 0, -3, 0, 1, 0, 0, 5};
        double[] biases = {1, 0, -0.5, 0};
        assertThat(radius(rows, biases, 0.4, 0.9)).isEqualTo(0.25, within(1e-12));
        assertThat(radius(rows, biases, -0.999, -0.3)).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void oneHalfSpaceLeavesTheRestOfTheCube() {
        // 0.6 x + 0.8 y = 0.9 cuts a triangle with legs 1 - 1/6 and 1 - 3/8 off the corner (1, 1).
        double[] row = {6, 8};
        double[] bias = {-9};
        double a = 1 - 1.0 / 6;
        double b = 1 - 3.0 / 8;
        assertThat(radius(row, bias, 0.95, 0.95)).isEqualTo((a + b - Math.hypot(a, b)) / 2, within(1e-12));
        // On the other side, the ball touches the plane and the two far faces: 1.4 (r - 1) + r = 0.9, r = 2.3 / 2.4.
        assertThat(radius(row, bias, 0, 0)).isEqualTo(2.3 / 2.4, within(1e-12));
    }

    /** Legs 0.3 and 0.4 from (-0.2, -0.1): incircle (0.3 + 0.4 - 0.5) / 2. */
    @Test
    void aTriangleHasItsIncircle() {
        double[] rows = {1, 0, 0, -2, 40, 30};
        double[] biases = {0.2, -0.2, 40 * 0.2 + 30 * 0.1 - 12};
        assertThat(radius(rows, biases, -0.1, 0)).isEqualTo(0.1, within(1e-12));
        assertThat(radius(rows, biases, -0.199, -0.099)).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void handlesPlanesThroughThePointAndDuplicates() {
        assertThat(radius(new double[] {1, 0, 1, 0, 2, 0}, new double[3], 0.0, 0.2))
                .isEqualTo(0.5, within(1e-12));
        // A unit and its opposite are both off on the plane alone.
        assertThat(radius(new double[] {1, 0, -1, 0}, new double[2], 0.0, 0.2)).isZero();
        assertThat(radius(new double[] {0, 0, 1, 0}, new double[] {3, 0}, 0.1, 0.2))
                .isEqualTo(0.5, within(1e-12));
    }

    /** The largest distance to the nearest plane that a fine grid and a search around its best point find. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6"})
    void noPointOfTheCellIsFurtherFromItsBoundary(long seed) {
        double[] rows = Networks.gaussian(2 * 9, seed);
        double[] biases = Networks.gaussian(9, seed + 50);
        Random random = new Random(seed);
        double[] point = {2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1};

        double best = Double.NEGATIVE_INFINITY;
        double[] centre = {0, 0};
        double span = 1;
        for (int zoom = 0; zoom < 8; zoom++) {
            double[] middle = centre.clone();
            for (int i = -100; i <= 100; i++) {
                for (int j = -100; j <= 100; j++) {
                    double[] c = {middle[0] + span * i / 100, middle[1] + span * j / 100};
                    double slack = slack(rows, biases, point, c);
                    if (slack > best) {
                        best = slack;
                        centre = c;
                    }
                }
            }
            span /= 5;
        }
        assertThat(radius(rows, biases, point)).isEqualTo(best, within(2e-6)).isPositive();
    }

    private static double slack(double[] rows, double[] biases, double[] point, double[] c) {
        double slack = 1 - Math.max(Math.abs(c[0]), Math.abs(c[1]));
        for (int i = 0; i < biases.length; i++) {
            double norm = Math.hypot(rows[2 * i], rows[2 * i + 1]);
            double side = Math.signum(rows[2 * i] * point[0] + rows[2 * i + 1] * point[1] + biases[i]);
            slack = Math.min(slack, side * (rows[2 * i] * c[0] + rows[2 * i + 1] * c[1] + biases[i]) / norm);
        }
        return slack;
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "3, 40", "16, 120", "40, 100"})
    void agreesWithTheProblemAsItIsWritten(int dimension, int planes) {
        Random random = new Random(dimension);
        for (int trial = 0; trial < 3; trial++) {
            double[] point = random.doubles(dimension, -1, 1).toArray();
            double radius = radius(
                    Networks.gaussian(planes * dimension, trial + 1), Networks.gaussian(planes, trial + 100), point);
            assertThat(radius).isPositive();
        }
    }

    /** A mirrored network has every plane twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 12})
    void planesInPairsChangeNothing(int dimension) {
        double[] rows = Networks.gaussian(40 * dimension, 1);
        double[] biases = Networks.gaussian(40, 2);
        double[] twice = Arrays.copyOf(rows, 2 * rows.length);
        System.arraycopy(rows, 0, twice, rows.length, rows.length);
        double[] biasesTwice = Arrays.copyOf(biases, 80);
        System.arraycopy(biases, 0, biasesTwice, 40, 40);
        double[] point = new Random(3).doubles(dimension, -1, 1).toArray();
        assertThat(radius(twice, biasesTwice, point)).isEqualTo(radius(rows, biases, point), within(1e-10));
    }

    /** The columns of such planes look like those of slack variables. */
    @Test
    void planesAlongFacesOfTheCubeChangeNothing() {
        double[] rows = {1, 0, -1, 0, 0, 1, 0, -1, 1, 0};
        double[] biases = {1, 1, 1, 1, -0.5};
        assertThat(radius(rows, biases, -0.3, 0.7)).isEqualTo(0.75, within(1e-12));
        assertThat(radius(new double[] {1, -1, 1}, new double[] {1, 1, -0.5}, 0.8))
                .isEqualTo(0.25, within(1e-12));
    }

    /**
     * LL23's modes for 512 units by octaves in two dimensions, read off a plot. The distributions are symmetric enough
     * for the median to stand for the mode.
     */
    @Test
    void fourOctavesStartWhereThePaperSays() {
        assertThat(medianAtTheStart(16, 60)).isEqualTo(0.021, within(0.0015));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"16, 0.021", "32, 0.038", "48, 0.053", "64, 0.069", "80, 0.084"})
    void allOctavesStartWhereThePaperSays(int inputs, double mode) {
        assertThat(medianAtTheStart(inputs, 300)).isEqualTo(mode, within(0.05 * mode));
    }

    private static double medianAtTheStart(int inputs, int points) {
        Initialization start =
                new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(inputs, List.of(512), 1, Parameterization.STANDARD, 2, BiasMode.ALL, start, true);
        ChebyshevRadius cells =
                ChebyshevRadius.ofFirstLayer(Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(1)), -1, 1);
        Random random = new Random(1);
        double[] radii = new double[points];
        for (int i = 0; i < points; i++) {
            radii[i] = cells.at(random.doubles(inputs, -1, 1).toArray(), 0);
        }
        Arrays.sort(radii);
        return radii[points / 2];
    }

    @Test
    void weightsThatAreNotFiniteGiveNaN() {
        ChebyshevRadius cells = ChebyshevRadius.of(1, new double[] {Double.NaN}, new double[] {1}, -1, 1);
        assertThat(cells.at(new double[] {0}, 0)).isNaN();
        ChebyshevRadius biased =
                ChebyshevRadius.of(1, new double[] {1}, new double[] {Double.POSITIVE_INFINITY}, -1, 1);
        assertThat(biased.at(new double[] {0}, 0)).isNaN();
    }

    @Test
    void refusesAPointOutsideAndACubeWithoutASide() {
        ChebyshevRadius cells = ChebyshevRadius.of(1, new double[] {1}, new double[] {1}, -1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cells.at(new double[] {1.5}, 0))
                .withMessage("points must lie from -1.0 to 1.0 but one was at 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChebyshevRadius.of(1, new double[] {1}, new double[] {1}, 2, 2))
                .withMessage("to must be above from (2.0) but was 2.0");
    }
}
