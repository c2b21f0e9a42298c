package org.spectralsweep.targets;

import static org.assertj.core.api.Assertions.assertThat;
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

class TargetFunctionTest {
    private static final Phase QUARTER = new Phase(Math.PI / 2);

    private static Harmonic harmonic(int frequency, Phase phase) {
        return new Harmonic(frequency, phase, List.of());
    }

    @Test
    void isASineOfTheAngleOnTheCircle() {
        Points points = Points.onCircle(new double[] {-3, -0.5, 0, 1.2});
        for (InputDomain domain : List.of(new Circle(), new Sphere(2))) {
            double[] values = harmonic(3, new Phase(0.4)).values(domain, points);
            for (int i = 0; i < 4; i++) {
                assertThat(values[i]).isCloseTo(Math.sin(3 * points.parameter(i) + 0.4), within(1e-14));
            }
        }
    }

    @Test
    void runsThroughItsPeriodsOverAnInterval() {
        double[] values = harmonic(2, QUARTER).values(new Interval(-1, 3), Points.onLine(new double[] {-1, 0, 1, 2.5}));
        assertThat(values).containsExactly(new double[] {1, -1, 1, Math.cos(3.5 * Math.PI)}, within(1e-13));
    }

    @Test
    void runsAlongTheDirectionOnACube() {
        Cube cube = new Cube(2, 0, 2);
        Points points = new Points(2, 2, new double[] {0.5, 1, 1, 0.25});
        double[] along = new Harmonic(1, QUARTER, List.of(1, -2)).values(cube, points);
        assertThat(along)
                .containsExactly(
                        new double[] {Math.cos(2 * Math.PI * (0.25 - 1)), Math.cos(Math.PI / 2)}, within(1e-14));
        double[] first = harmonic(1, QUARTER).values(cube, points);
        assertThat(first).containsExactly(new double[] {0, -1}, within(1e-14));
    }

    @Test
    void runsAlongTheDirectionOnATorus() {
        Torus torus = new Torus(2);
        Points points = torus.at(new double[] {0.5, -2, -3, 1.25}, 2);
        double[] along = new Harmonic(3, new Phase(0.4), List.of(1, -2)).values(torus, points);
        assertThat(along)
                .containsExactly(new double[] {Math.sin(3 * 4.5 + 0.4), Math.sin(3 * -5.5 + 0.4)}, within(1e-13));
        double[] first = harmonic(3, QUARTER).values(torus, points);
        assertThat(first).containsExactly(new double[] {Math.cos(1.5), Math.cos(-9)}, within(1e-13));
        HarmonicSum sum = new HarmonicSum(
                List.of(new HarmonicSum.Term(3, 2, QUARTER), new HarmonicSum.Term(1, -1, new Phase(0.0))));
        assertThat(sum.values(torus, points))
                .containsExactly(
                        new double[] {2 * Math.cos(1.5) - Math.sin(0.5), 2 * Math.cos(-9) - Math.sin(-3)},
                        within(1e-13));
        assertThatThrownBy(() -> new Harmonic(1, QUARTER, List.of(1)).requireDefinedOn(torus))
                .hasMessage("direction must have 2 components on a torus of that dimension but was [1]");
    }

    @Test
    void addsWeightedTerms() {
        HarmonicSum sum = new HarmonicSum(List.of(
                new HarmonicSum.Term(9, 0.3, QUARTER),
                new HarmonicSum.Term(2, -1, new Phase(0.0)),
                new HarmonicSum.Term(9, 0.2, new Phase(0.0))));
        Points points = Points.onCircle(new double[] {0.7});
        double expected = 0.3 * Math.cos(6.3) - Math.sin(1.4) + 0.2 * Math.sin(6.3);
        assertThat(sum.values(new Circle(), points)).containsExactly(new double[] {expected}, within(1e-14));
        assertThat(sum.frequencies()).containsExactly(2, 9);
        assertThat(sum.highestFrequency()).isEqualTo(9);
    }

    @Test
    void isZonalAboutItsAxis() {
        Points points = new Points(2, 3, new double[] {0, 0.6, 0.8, 1, 0, 0});
        double[] last = new ZonalHarmonic(2, List.of()).values(new Sphere(3), points);
        assertThat(last).containsExactly(new double[] {(3 * 0.64 - 1) / 2, -0.5}, within(1e-15));
        double[] first = new ZonalHarmonic(2, List.of(2.0, 0.0, 0.0)).values(new Sphere(3), points);
        assertThat(first).containsExactly(new double[] {-0.5, 1}, within(1e-15));
    }

    @Test
    void isACosineFromTheAxisOnTheCircle() {
        double[] values = new ZonalHarmonic(5, List.of(0.0, 1.0))
                .values(new Circle(), Points.onCircle(new double[] {Math.PI / 2, 0.3}));
        assertThat(values).containsExactly(new double[] {1, Math.cos(5 * (0.3 - Math.PI / 2))}, within(1e-14));
    }

    @Test
    void drawsRandomPhasesAndKeepsTheOthers() {
        HarmonicSum sum = new HarmonicSum(List.of(
                new HarmonicSum.Term(1, 1, Phase.RANDOM),
                new HarmonicSum.Term(2, 1, QUARTER),
                new HarmonicSum.Term(3, 1, Phase.RANDOM)));
        HarmonicSum drawn = sum.withPhases(new Well19937c(1));
        assertThat(drawn).isEqualTo(sum.withPhases(new Well19937c(1))).isNotEqualTo(sum.withPhases(new Well19937c(2)));
        assertThat(drawn.terms().get(1).phase()).isEqualTo(QUARTER);
        assertThat(drawn.terms().get(0).phase().value())
                .isNotEqualTo(drawn.terms().get(2).phase().value());
        Well19937c stream = new Well19937c(4);
        double mean = 0;
        for (int i = 0; i < 4000; i++) {
            double phase = harmonic(1, Phase.RANDOM).withPhases(stream).phase().value();
            assertThat(phase).isGreaterThanOrEqualTo(-Math.PI).isLessThan(Math.PI);
            mean += phase / 4000;
        }
        // The standard error of the mean is pi / sqrt(3 * 4000) = 0.029.
        assertThat(mean).isCloseTo(0, within(0.1));
    }

    @Test
    void hasNoValuesWhileAPhaseIsRandom() {
        assertThatThrownBy(() -> harmonic(1, Phase.RANDOM).values(new Circle(), Points.onCircle(new double[1])))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsItsHighestFrequencyAlongEveryCoordinate() {
        assertThat(new Harmonic(4, QUARTER, List.of(1, -3)).highestFrequency()).isEqualTo(12);
        assertThat(new Harmonic(4, QUARTER, List.of(1, -3)).frequencies()).containsExactly(4);
        assertThat(harmonic(4, QUARTER).highestFrequency()).isEqualTo(4);
    }

    @Test
    void hasAnAxisOfNormOneEverywhere() {
        assertThat(new ZonalHarmonic(1, List.of(3.0, 4.0)).axis(new Circle()))
                .containsExactly(new double[] {0.6, 0.8}, within(1e-15));
        assertThat(harmonic(1, QUARTER).axis(new Circle())).containsExactly(0, 1);
        assertThat(harmonic(1, QUARTER).axis(new Interval(0, 1))).containsExactly(1);
    }

    @Test
    void refusesDomainsOnWhichItHasNoMeaning() {
        assertThatThrownBy(() -> harmonic(1, QUARTER).requireDefinedOn(new Sphere(3)))
                .hasMessage("target must be zonal-harmonic on a sphere of dimension 3 but was harmonic");
        assertThatThrownBy(() ->
                        new HarmonicSum(List.of(new HarmonicSum.Term(1, 1, QUARTER))).requireDefinedOn(new Sphere(4)))
                .hasMessage("target must be zonal-harmonic on a sphere of dimension 4 but was harmonic-sum");
        for (InputDomain domain : List.of(new Interval(0, 1), new Cube(2, 0, 1))) {
            assertThatThrownBy(() -> new ZonalHarmonic(1, List.of()).requireDefinedOn(domain))
                    .hasMessage("target must be harmonic or harmonic-sum on " + domain.phrase()
                            + " but was zonal-harmonic");
        }
        assertThatThrownBy(() -> new ZonalHarmonic(1, List.of(1.0, 0.0)).requireDefinedOn(new Sphere(3)))
                .hasMessage("axis must have 3 components on a sphere of dimension 3 but was [1.0, 0.0]");
        Harmonic directed = new Harmonic(1, QUARTER, List.of(1, 2));
        assertThatThrownBy(() -> directed.requireDefinedOn(new Circle()))
                .hasMessage("direction must be empty on the circle but was [1, 2]");
        assertThatThrownBy(() -> directed.requireDefinedOn(new Cube(3, 0, 1)))
                .hasMessage("direction must have 3 components on a cube of that dimension but was [1, 2]");
        directed.requireDefinedOn(new Cube(2, 0, 1));
        new ZonalHarmonic(1, List.of()).requireDefinedOn(new Circle());
        harmonic(1, QUARTER).requireDefinedOn(new Sphere(2));
    }

    @Test
    void refusesInvalidNumbers() {
        assertThatThrownBy(() -> harmonic(-1, QUARTER)).hasMessage("frequency must be at least 0 but was -1");
        assertThatThrownBy(() -> new ZonalHarmonic(-2, List.of()))
                .hasMessage("frequency must be at least 0 but was -2");
        assertThatThrownBy(() -> new HarmonicSum.Term(-2, 1, QUARTER))
                .hasMessage("frequency must be at least 0 but was -2");
        assertThatThrownBy(() -> new HarmonicSum.Term(2, Double.NaN, QUARTER))
                .hasMessage("weight must be finite but was NaN");
        assertThatThrownBy(() -> new HarmonicSum(List.of())).hasMessage("terms must hold at least one term but was []");
        assertThatThrownBy(() -> new Phase(Double.NaN)).hasMessage("phase must be finite or random but was NaN");
        assertThatThrownBy(() -> new Harmonic(1, QUARTER, List.of(0, 0)))
                .hasMessage("direction must be a non-zero vector but was [0, 0]");
        assertThatThrownBy(() -> new ZonalHarmonic(1, List.of(0.0, 0.0)))
                .hasMessage("axis must be a non-zero vector but was [0.0, 0.0]");
    }
}
