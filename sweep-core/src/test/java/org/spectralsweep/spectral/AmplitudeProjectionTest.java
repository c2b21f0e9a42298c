package org.spectralsweep.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.domain.UnitVector;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.HarmonicSum;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.targets.ZonalHarmonic;

class AmplitudeProjectionTest {
    private static final InputDensity THIRDS = new PiecewiseConstant(List.of(1.0, 2.0, 4.0), List.of(), List.of());
    private static final TargetFunction FOURTH = harmonic(4, 0);

    private static Harmonic harmonic(int frequency, double phase, Integer... direction) {
        return new Harmonic(frequency, new Phase(phase), List.of(direction));
    }

    private static HarmonicSum.Term term(int frequency, double weight, double phase) {
        return new HarmonicSum.Term(frequency, weight, new Phase(phase));
    }

    /** A domain's grid and projection for the frequencies of one test. */
    private record Setting(
            InputDomain domain, EvaluationGrid grid, RegionalDensity density, AmplitudeProjection projection) {
        static Setting of(InputDomain domain, InputDensity density, TargetFunction target, Integer... frequencies) {
            int highest = Math.max(
                    target.highestFrequency(),
                    Arrays.stream(frequencies).max(Integer::compare).orElseThrow());
            EvaluationGrid grid = EvaluationGrid.of(domain, highest, target.axis(domain), new Well19937c(1));
            RegionalDensity regional = density.on(domain, target.axis(domain));
            return new Setting(
                    domain,
                    grid,
                    regional,
                    AmplitudeProjection.of(domain, grid, regional, List.of(frequencies), target));
        }

        double[] values(TargetFunction f) {
            return f.values(domain, grid.points());
        }

        double whole(double[] values, int f) {
            return projection.whole(values, f, Normalization.AMPLITUDE);
        }

        double region(double[] values, int region, int f) {
            return projection.region(values, region, f, Normalization.AMPLITUDE);
        }
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> factor * v).toArray();
    }

    @Test
    void findsTheAmplitudeWhateverThePhase() {
        for (InputDomain domain : List.of(new Circle(), new Sphere(2), new Interval(-2, 7), new Cube(1, 0, 3))) {
            Setting setting = Setting.of(domain, new Uniform(), FOURTH, 3, 4, 0, 150);
            for (double phase = -3; phase < 3; phase += 0.7) {
                double[] values = scaled(setting.values(harmonic(4, phase)), -2.5);
                assertThat(setting.whole(values, 1)).isCloseTo(2.5, within(1e-12));
                assertThat(setting.projection().whole(values, 1, Normalization.POWER))
                        .isCloseTo(3.125, within(1e-12));
                for (int other : new int[] {0, 2, 3}) {
                    assertThat(setting.whole(values, other)).isCloseTo(0, within(1e-12));
                }
            }
        }
    }

    @Test
    void findsTheMeanAtFrequencyZero() {
        Setting setting = Setting.of(new Circle(), THIRDS, FOURTH, 0, 4);
        double[] values = Arrays.stream(setting.values(FOURTH)).map(v -> v - 3).toArray();
        assertThat(setting.whole(values, 0)).isCloseTo(3, within(1e-12));
        assertThat(setting.projection().whole(values, 0, Normalization.POWER)).isCloseTo(9, within(1e-11));
        assertThat(setting.region(values, 1, 0)).isCloseTo(3, within(1e-12));
        assertThat(setting.region(values, 1, 1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void addsUpToTheMeanSquare() {
        HarmonicSum sum = new HarmonicSum(
                List.of(term(0, 0.7, 1), term(1, 1, 0.2), term(5, -0.3, 2), term(12, 2, -1), term(40, 0.1, 0)));
        for (InputDomain domain : List.of(new Circle(), new Interval(0, 1))) {
            Integer[] all = IntStream.rangeClosed(0, 45).boxed().toArray(Integer[]::new);
            Setting setting = Setting.of(domain, new Uniform(), sum, all);
            double[] values = setting.values(sum);
            double power = 0;
            for (int f = 0; f < all.length; f++) {
                power += setting.projection().whole(values, f, Normalization.POWER);
            }
            double meanSquare = Arrays.stream(values).map(v -> v * v).sum() / values.length;
            assertThat(power).isCloseTo(meanSquare, within(1e-12));
        }
    }

    @Test
    void tellsTheAmplitudesOfRegionsApart() {
        Setting setting = Setting.of(new Circle(), THIRDS, harmonic(6, 0), 6);
        double[] values = setting.values(harmonic(6, 0.3));
        int[] label = setting.density().label(setting.grid().points());
        double[] amplitude = {0.5, -2, 3};
        for (int i = 0; i < values.length; i++) {
            values[i] *= amplitude[label[i]];
        }
        for (int r = 0; r < 3; r++) {
            assertThat(setting.region(values, r, 0)).isCloseTo(Math.abs(amplitude[r]), within(1e-12));
            assertThat(setting.projection().region(values, r, 0, Normalization.POWER))
                    .isCloseTo(amplitude[r] * amplitude[r] / 2, within(1e-12));
        }
    }

    @Test
    void tellsFrequenciesApartOnARegionLongEnough() {
        // On a third of the circle 5 and 14 do not complete whole periods. Fitted alone they would leak.
        HarmonicSum sum = new HarmonicSum(List.of(term(5, 1, 0.4), term(14, 0.3, -2)));
        Setting setting = Setting.of(new Circle(), THIRDS, sum, 5, 14);
        double[] values = setting.values(sum);
        for (int r = 0; r < 3; r++) {
            assertThat(setting.region(values, r, 0)).isCloseTo(1, within(1e-11));
            assertThat(setting.region(values, r, 1)).isCloseTo(0.3, within(1e-11));
        }
    }

    @Test
    void fitsFrequenciesAloneOnARegionThatMixesThem() {
        Setting setting = Setting.of(new Circle(), THIRDS, harmonic(10, 0), 10, 11, 12);
        double[] values = setting.values(harmonic(10, 0.4));
        for (int r = 0; r < 3; r++) {
            assertThat(setting.region(values, r, 0)).isCloseTo(1, within(1e-11));
            // Over a third of the circle frequencies 10 and 11 differ by a third of a period. Apart from the sum
            // frequency, 11 therefore sees sin(x) / x of 10 at x = pi / 3.
            assertThat(setting.region(values, r, 1)).isCloseTo(0.827, within(0.05));
        }
    }

    @Test
    void isNotANumberWhereARegionIsTooShort() {
        InputDensity uneven = new PiecewiseConstant(List.of(1.0, 1.0, 1.0), List.of(0.002, 0.25), List.of());
        Setting setting = Setting.of(new Circle(), uneven, harmonic(4, 0), 0, 1, 2, 4);
        double[] values = setting.values(harmonic(4, 0.1));
        for (int f = 0; f < 4; f++) {
            // Three grid points.
            assertThat(setting.region(values, 0, f)).isNaN();
            assertThat(setting.region(values, 2, f)).isNotNaN();
            assertThat(setting.whole(values, f)).isNotNaN();
        }
        // A quarter of the circle is half a period of frequency 2, a little less here.
        assertThat(setting.region(values, 1, 1)).isNaN();
        assertThat(setting.region(values, 1, 2)).isNaN();
        assertThat(setting.region(values, 1, 3)).isNotNaN();
        Setting halves = Setting.of(
                new Circle(), new PiecewiseConstant(List.of(1.0, 1.0), List.of(), List.of()), harmonic(1, 0), 1);
        assertThat(halves.region(halves.values(harmonic(1, 1)), 0, 0)).isCloseTo(1, within(1e-12));
    }

    @Test
    void findsPlaneHarmonicsOfACubeAlongTheirDirection() {
        for (int dimension : new int[] {2, 3}) {
            Integer[] v = dimension == 2 ? new Integer[] {1, -2} : new Integer[] {1, -2, 1};
            Cube cube = new Cube(dimension, -1, 1);
            Setting setting = Setting.of(cube, new Uniform(), harmonic(3, 0, v), 3, 2);
            assertThat(setting.grid().points().count()).isEqualTo(dimension == 2 ? 32_761 : 32_768);
            double[] values = scaled(setting.values(harmonic(3, 0.9, v)), 1.7);
            assertThat(setting.whole(values, 0)).isCloseTo(1.7, within(1e-12));
            assertThat(setting.whole(values, 1)).isCloseTo(0, within(1e-12));
            assertThat(setting.region(values, 0, 0)).isCloseTo(1.7, within(1e-12));
            double[] elsewhere = setting.values(harmonic(3, 0.9));
            assertThat(setting.whole(elsewhere, 0)).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void findsPlaneHarmonicsOfATorusAlongTheirDirection() {
        for (int dimension = 1; dimension <= 3; dimension++) {
            Integer[] v = Arrays.copyOf(new Integer[] {1, -2, 1}, dimension);
            Setting setting = Setting.of(new Torus(dimension), new Uniform(), harmonic(3, 0, v), 3, 2);
            assertThat(setting.grid().points().dimension()).isEqualTo(2 * dimension);
            double[] values = scaled(setting.values(harmonic(3, 0.9, v)), 1.7);
            assertThat(setting.whole(values, 0)).isCloseTo(1.7, within(1e-12));
            assertThat(setting.whole(values, 1)).isCloseTo(0, within(1e-12));
            assertThat(setting.region(values, 0, 0)).isCloseTo(1.7, within(1e-12));
        }
        Setting random = Setting.of(new Torus(4), new Uniform(), harmonic(3, 0), 3, 2);
        double[] values = random.values(harmonic(3, 0.9));
        assertThat(random.whole(values, 0)).isCloseTo(1, within(1e-12));
        // 16,384 random points: five standard errors, 5 / 128.
        assertThat(random.whole(values, 1)).isCloseTo(0, within(0.04));
    }

    @Test
    void usesRandomPointsWhereACubesGridIsTooCoarse() {
        for (Cube cube : List.of(new Cube(3, 0, 1), new Cube(6, 0, 1))) {
            Setting setting = Setting.of(cube, new Uniform(), harmonic(16, 0), 16, 17);
            double[] values = setting.values(harmonic(16, 0.9));
            assertThat(setting.whole(values, 0)).isCloseTo(1, within(1e-12));
            assertThat(setting.whole(values, 1)).isCloseTo(0, within(0.03));
        }
    }

    @Test
    void isNotANumberBeyondTheGrid() {
        Cube cube = new Cube(2, 0, 1);
        EvaluationGrid grid = EvaluationGrid.of(cube, 10, UnitVector.last(2), new Well19937c(1));
        RegionalDensity uniform = new Uniform().on(cube, UnitVector.last(2));
        AmplitudeProjection projection =
                AmplitudeProjection.of(cube, grid, uniform, List.of(45, 46), harmonic(1, 0, 2, 1));
        double[] values = harmonic(1, 0).values(cube, grid.points());
        assertThat(projection.whole(values, 0, Normalization.AMPLITUDE)).isCloseTo(0, within(1e-12));
        assertThat(projection.whole(values, 1, Normalization.AMPLITUDE)).isNaN();
        assertThat(projection.region(values, 0, 1, Normalization.AMPLITUDE)).isNaN();
    }

    @Test
    void findsZonalCoefficientsAboutAnyAxis() {
        for (int d = 3; d <= 10; d++) {
            Double[] axis = new Double[d];
            Arrays.setAll(axis, c -> c % 3 - 0.5);
            ZonalHarmonic target = new ZonalHarmonic(20, List.of(axis));
            Sphere sphere = new Sphere(d);
            Setting setting = Setting.of(sphere, new Uniform(), target, 0, 3, 7, 20);
            double[] unit = target.axis(sphere);
            Points points = setting.grid().points();
            double[] values = new double[points.count()];
            double total = 0;
            for (int i = 0; i < values.length; i++) {
                double t = points.dot(unit, i);
                values[i] = 0.4
                        + 2 * Harmonics.gegenbauer(3, sphere.dimension(), t)
                        - 0.5 * Harmonics.gegenbauer(20, sphere.dimension(), t);
                total += setting.grid().weight(i);
            }
            assertThat(total).isCloseTo(1, within(1e-13));
            double[] expected = {0.4, 2, 0, 0.5};
            for (int f = 0; f < 4; f++) {
                assertThat(setting.whole(values, f)).isCloseTo(expected[f], within(1e-10));
            }
            assertThat(setting.projection().whole(values, 1, Normalization.POWER))
                    .isCloseTo(4 / Harmonics.multiplicity(3, d), within(1e-12));
        }
    }

    @Test
    void ignoresNonZonalPartsOnTheTwoSphere() {
        Setting setting = Setting.of(new Sphere(3), new Uniform(), new ZonalHarmonic(2, List.of()), 0, 1, 2, 3);
        // x y and x z are harmonics of degree 2 that average to zero around the axis z.
        Points points = setting.grid().points();
        double[] values = new double[points.count()];
        for (int i = 0; i < values.length; i++) {
            double[] x = points.coordinates();
            values[i] = x[3 * i] * x[3 * i + 1] + x[3 * i] * x[3 * i + 2];
        }
        for (int f = 0; f < 4; f++) {
            assertThat(setting.whole(values, f)).isCloseTo(0, within(1e-14));
        }
    }

    @Test
    void findsZonalCoefficientsOfHemispheres() {
        for (int d : new int[] {3, 5}) {
            Sphere sphere = new Sphere(d);
            ZonalHarmonic target = new ZonalHarmonic(8, List.of());
            Setting setting =
                    Setting.of(sphere, new PiecewiseConstant(List.of(1.0, 3.0), List.of(), List.of()), target, 8, 1);
            int[] label = setting.density().label(setting.grid().points());
            double[] values = setting.values(target);
            for (int i = 0; i < values.length; i++) {
                values[i] *= label[i] == 0 ? 0.2 : 1.5;
            }
            assertThat(setting.region(values, 0, 0)).isCloseTo(0.2, within(1e-10));
            assertThat(setting.region(values, 1, 0)).isCloseTo(1.5, within(1e-10));
            // Degree 1 has a quarter of a period on a hemisphere.
            assertThat(setting.region(values, 1, 1)).isNaN();
        }
    }

    @Test
    void samplesEveryPeriodEightTimes() {
        assertThat(EvaluationGrid.of(new Circle(), 10, new double[] {0, 1}, new Well19937c(1))
                        .points()
                        .count())
                .isEqualTo(1024);
        assertThat(EvaluationGrid.of(new Circle(), 300, new double[] {0, 1}, new Well19937c(1))
                        .points()
                        .count())
                .isEqualTo(2400);
        Points line = EvaluationGrid.of(new Interval(2, 4), 1, new double[] {1}, new Well19937c(1))
                .points();
        assertThat(line.count()).isEqualTo(1024);
        assertThat(line.parameter(0)).isEqualTo(2);
        assertThat(line.parameter(1023)).isCloseTo(4 - 2.0 / 1024, within(1e-14));
        assertThat(EvaluationGrid.of(new Sphere(3), 30, UnitVector.last(3), new Well19937c(1))
                        .points()
                        .count())
                .isBetween(3000, 5000);
    }

    @Test
    void refusesFrequenciesThatNoGridCanHold() {
        for (int frequency : new int[] {-1, 100_001}) {
            assertThatThrownBy(() -> EvaluationGrid.of(new Circle(), frequency, new double[] {0, 1}, new Well19937c(1)))
                    .hasMessage("frequency must be between 0 and 100000 to be measured on a grid but was " + frequency);
        }
    }
}
