package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.domain.UnitVector;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.targets.ZonalHarmonic;

class NyquistTest {
    private static void check(InputDomain domain, InputDensity density, Sampling sampling, TargetFunction target) {
        RegionalDensity regional = density.on(domain, UnitVector.last(domain.ambientDimension()));
        Nyquist.check(domain, sampling.draw(domain, regional, new Well19937c(1)), target);
    }

    private static Harmonic harmonic(int frequency, Integer... direction) {
        return new Harmonic(frequency, new Phase(0.0), List.of(direction));
    }

    private static void assertLimit(int lowestRefused, InputDomain domain, InputDensity density, Sampling sampling) {
        assertThatCode(() -> check(domain, density, sampling, harmonic(lowestRefused - 1)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(domain, density, sampling, harmonic(lowestRefused)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("frequency must be below ")
                .hasMessageEndingWith("but was " + lowestRefused);
    }

    @Test
    void refusesHalfTheNumberOfEquidistantPoints() {
        for (int n : new int[] {8, 24, 100, 366}) {
            assertLimit(n / 2, new Circle(), new Uniform(), new Grid(n, 0, 0));
            assertLimit(n / 2, new Sphere(2), new Uniform(), new Grid(n, 0, 0.5));
            assertLimit(n / 2, new Interval(-3, 4), new Uniform(), new Grid(n, 0, 0.5));
            assertLimit(n / 2, new Interval(0, 1), new Uniform(), new Quantiles(n));
            assertLimit(n / 2, new Cube(1, 0, 3), new Uniform(), new Grid(n, 0, 0));
        }
        assertLimit(4, new Circle(), new Uniform(), new Grid(7, 0, 0));
    }

    @Test
    void usesTheSpacingOfTheSparsestRegion() {
        PiecewiseConstant thirds = new PiecewiseConstant(List.of(1.0, 2.0, 4.0), List.of(), List.of());
        // pi / 0.02 = 157.08.
        assertLimit(158, new Circle(), thirds, new Grid(0, 0.02, 0));
        assertThatThrownBy(() -> check(new Circle(), thirds, new Grid(0, 0.02, 0), harmonic(200)))
                .hasMessage(
                        "frequency must be below 157.08 (pi / the largest spacing 0.02 of the 734 samples) but was 200");
    }

    @Test
    void countsTheGapThroughAnglePi() {
        // 3 points of step 2.2 leave 2 pi - 4.4 = 1.88 to the first one; 2 points of step 3.2 leave 3.08.
        assertLimit(2, new Circle(), new Uniform(), new Grid(0, 2.2, 0));
        assertLimit(1, new Circle(), new Uniform(), new Grid(0, 3.2, 0));
    }

    @Test
    void usesTheFastestCoordinateOfACube() {
        Cube line = new Cube(1, 0, 1);
        assertThatCode(() -> check(line, new Uniform(), new Grid(20, 0, 0), harmonic(3, -3)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(line, new Uniform(), new Grid(20, 0, 0), harmonic(4, -3)))
                .hasMessageEndingWith("was 12");
    }

    @Test
    void looksAtEachCoordinateOfATensorGrid() {
        for (InputDomain domain : List.of(new Cube(2, -1, 1), new Torus(2))) {
            assertThatCode(() -> check(domain, new Uniform(), new Grid(100, 0, 0), harmonic(2, 1, -2)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> check(domain, new Uniform(), new Grid(100, 0, 0), harmonic(3, 1, -2)))
                    .hasMessageStartingWith("frequency must be below 5 (")
                    .hasMessageEndingWith("of the 100 samples) but was 6");
        }
    }

    @Test
    void acceptsRandomAndSphericalSamples() {
        assertThatCode(() -> check(new Circle(), new Uniform(), new Iid(5), harmonic(1000)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(new Sphere(3), new Uniform(), new Grid(9, 0, 0), new ZonalHarmonic(50, List.of())))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(new Cube(2, 0, 1), new Uniform(), new Iid(9), harmonic(50)))
                .doesNotThrowAnyException();
    }
}
