package org.spectralsweep.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class InputDomainTest {
    @Test
    void refusesASphereOfADimensionWithoutAKernel() {
        for (int dimension : new int[] {-3, 0, 1, 31}) {
            assertThatThrownBy(() -> new Sphere(dimension))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dimension must be between 2 and 30 on a sphere but was " + dimension);
        }
    }

    @Test
    void refusesAnIntervalWithoutLengthOrEnd() {
        assertThatThrownBy(() -> new Interval(1, 1)).hasMessage("to must be above from (1.0) but was 1.0");
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessageStartingWith("to must be above from");
        assertThatThrownBy(() -> new Interval(Double.NaN, 1)).hasMessage("from must be finite but was NaN");
        assertThatThrownBy(() -> new Interval(0, Double.POSITIVE_INFINITY))
                .hasMessage("to must be finite but was Infinity");
        assertThatThrownBy(() -> new Interval(-1e308, 1e308))
                .hasMessage("to must be a finite length above from (-1.0E308) but was 1.0E308");
    }

    @Test
    void refusesACubeWithoutSides() {
        assertThatThrownBy(() -> new Cube(0, 0, 1)).hasMessage("dimension must be at least 1 but was 0");
        assertThatThrownBy(() -> new Cube(2, 0, Double.NaN)).hasMessage("to must be finite but was NaN");
        assertThatThrownBy(() -> new Cube(2, 0, -1)).hasMessageStartingWith("to must be above from");
    }

    @Test
    void refusesATorusOfADimensionOutsideItsRange() {
        for (int dimension : new int[] {-1, 0, 6}) {
            assertThatThrownBy(() -> new Torus(dimension))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dimension must be between 1 and 5 on a torus but was " + dimension);
        }
    }

    @Test
    void embedsATorusInTheUnitSphereAndRecoversItsAngles() {
        for (int dimension = 1; dimension <= 5; dimension++) {
            Torus torus = new Torus(dimension);
            assertThat(torus.ambientDimension()).isEqualTo(2 * dimension);
            assertThat(torus.manifoldDimension()).isEqualTo(dimension);
            double[] angles = new double[3 * dimension];
            java.util.Arrays.setAll(angles, e -> -Math.PI + 0.37 * e);
            Points points = torus.at(angles, 3);
            for (int i = 0; i < 3; i++) {
                double norm = 0;
                for (int c = 0; c < dimension; c++) {
                    double cosine = points.coordinates()[2 * (i * dimension + c)];
                    double sine = points.coordinates()[2 * (i * dimension + c) + 1];
                    assertThat(cosine * Math.sqrt(dimension))
                            .isCloseTo(Math.cos(angles[i * dimension + c]), within(1e-15));
                    norm += cosine * cosine + sine * sine;
                    double turn = 2 * Math.PI * torus.turn(points, i, c);
                    assertThat(Math.sin(turn - angles[i * dimension + c])).isCloseTo(0, within(1e-14));
                }
                assertThat(norm).isCloseTo(1, within(1e-15));
            }
        }
    }

    @Test
    void knowsItsDimensions() {
        assertThat(new Sphere(5).ambientDimension()).isEqualTo(5);
        assertThat(new Sphere(5).manifoldDimension()).isEqualTo(4);
        assertThat(new Circle().manifoldDimension()).isEqualTo(1);
        assertThat(new Cube(3, 0, 1).manifoldDimension()).isEqualTo(3);
        assertThat(new Sphere(2).isCircular()).isTrue();
        assertThat(new Sphere(3).isCircular()).isFalse();
        assertThat(new Interval(0, 1).isCircular()).isFalse();
    }

    @Test
    void wrapsAnglesIntoOneTurn() {
        for (double angle : new double[] {-Math.PI, -1, -0.0, 0.7, Math.nextDown(Math.PI)}) {
            assertThat(Circle.wrap(angle)).isEqualTo(angle);
        }
        assertThat(Circle.wrap(Math.PI)).isEqualTo(-Math.PI);
        assertThat(Circle.wrap(4)).isCloseTo(4 - 2 * Math.PI, within(1e-15));
        assertThat(Circle.wrap(-4)).isCloseTo(2 * Math.PI - 4, within(1e-15));
        for (double angle = -50; angle < 50; angle += 0.37) {
            assertThat(Circle.wrap(angle)).isGreaterThanOrEqualTo(-Math.PI).isLessThan(Math.PI);
            assertThat(Math.sin(Circle.wrap(angle))).isCloseTo(Math.sin(angle), within(1e-13));
        }
    }

    @Test
    void refusesPointsOfTheWrongShape() {
        assertThatThrownBy(() -> new Points(2, 2, new double[3])).hasMessageContaining("2 x 2 numbers but held 3");
        assertThatThrownBy(() -> new Points(2, 1, new double[2], new double[1])).hasMessageContaining("held 1");
        Points plain = new Points(1, 2, new double[2]);
        assertThatThrownBy(() -> plain.parameter(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void scalesAxesToNormOne() {
        double[] fallback = UnitVector.last(3);
        Sphere sphere = new Sphere(3);
        assertThat(UnitVector.of("axis", List.of(), sphere, fallback)).containsExactly(0, 0, 1);
        assertThat(UnitVector.of("axis", List.of(0.0, 3.0, -4.0), sphere, fallback))
                .containsExactly(new double[] {0, 0.6, -0.8}, within(1e-15));
        assertThat(UnitVector.of("axis", List.of(1e-200, 0.0, 0.0), sphere, fallback))
                .containsExactly(1, 0, 0);
        assertThat(UnitVector.of("axis", List.of(0.0, 1e300, 0.0), sphere, fallback))
                .containsExactly(0, 1, 0);
    }

    @Test
    void refusesAnAxisWithoutDirection() {
        assertThatThrownBy(() -> UnitVector.check("axis", List.of(0.0, 0.0)))
                .hasMessage("axis must be a non-zero vector but was [0.0, 0.0]");
        assertThatThrownBy(() -> UnitVector.check("axis", List.of(1.0, Double.NaN)))
                .hasMessage("axis must hold finite numbers but was [1.0, NaN]");
        assertThatThrownBy(() -> UnitVector.of("axis", List.of(1.0), new Sphere(3), UnitVector.last(3)))
                .hasMessage("axis must have 3 components on a sphere of dimension 3 but was [1.0]");
    }

    @Test
    void placesPointsAtThePolarAngleFromAnyAxis() {
        RandomGenerator random = new Well19937c(3);
        for (int d = 2; d <= 10; d++) {
            for (double[] axis : List.of(
                    UnitVector.last(d),
                    opposite(UnitVector.last(d)),
                    PolarFrame.randomDirection(d, random),
                    nearlyLast(d))) {
                PolarFrame frame = new PolarFrame(axis);
                double[] first = PolarFrame.randomDirection(d - 1, random);
                double[] points = new double[2 * d];
                for (double s : new double[] {0, 1e-7, 1, 3, Math.PI}) {
                    frame.place(s, first, points, 0);
                    frame.place(s, opposite(first), points, 1);
                    Points placed = new Points(2, d, points);
                    double[] x = java.util.Arrays.copyOf(points, d);
                    assertThat(placed.dot(x, 0)).isCloseTo(1, within(1e-14));
                    assertThat(placed.dot(axis, 0)).isCloseTo(Math.cos(s), within(1e-14));
                    // Opposite tangents at the same polar angle are 2 s apart.
                    assertThat(placed.dot(x, 1)).isCloseTo(Math.cos(2 * s), within(1e-14));
                }
            }
        }
    }

    @Test
    void keepsTheFirstCoordinatesAsTangentsOfTheLastAxis() {
        double[] point = new double[3];
        new PolarFrame(UnitVector.last(3)).place(Math.PI / 2, new double[] {0.6, 0.8}, point, 0);
        assertThat(point).containsExactly(new double[] {0.6, 0.8, 0}, within(1e-15));
    }

    private static double[] opposite(double[] v) {
        return java.util.Arrays.stream(v).map(x -> -x).toArray();
    }

    private static double[] nearlyLast(int d) {
        double[] axis = UnitVector.last(d);
        axis[0] = 1e-9;
        return axis;
    }
}
