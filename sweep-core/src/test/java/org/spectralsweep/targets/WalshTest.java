package org.spectralsweep.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;

class WalshTest {
    private static final BooleanCube CUBE = new BooleanCube(5);

    private static double[] values(int degree, Integer... coordinates) {
        return new Walsh(degree, List.of(coordinates)).values(CUBE, CUBE.whole());
    }

    @Test
    void isTheParityOfItsCoordinates() {
        Points corners = CUBE.at(new int[] {0b00000, 0b00001, 0b00101, 0b10101, 0b11000});

        assertThat(new Walsh(2, List.of()).values(CUBE, corners)).containsExactly(1, -1, -1, -1, 1);
        assertThat(new Walsh(2, List.of(4, 2)).values(CUBE, corners)).containsExactly(1, 1, -1, 1, -1);
        assertThat(new Walsh(0, List.of()).values(CUBE, corners)).containsOnly(1);
    }

    @Test
    void takesTheFirstCoordinatesWhereNoneAreGiven() {
        assertThat(values(3)).isEqualTo(values(3, 2, 0, 1)).isNotEqualTo(values(3, 0, 1, 3));
        assertThat(values(5)).isEqualTo(values(5, 0, 1, 2, 3, 4));
    }

    @Test
    void differentOnesAreOrthogonal() {
        List<double[]> functions =
                List.of(values(0), values(1), values(1, 3), values(2), values(2, 1, 2), values(3), values(5));
        for (double[] f : functions) {
            for (double[] g : functions) {
                double product = 0;
                for (int i = 0; i < f.length; i++) {
                    product += f[i] * g[i];
                }
                assertThat(product).isEqualTo(f == g ? 32 : 0);
            }
        }
    }

    private static void assertRefused(ThrowingCallable what, String message) {
        assertThatIllegalArgumentException().isThrownBy(what).withMessage(message);
    }

    @Test
    void refusesSubsetsThatAreNone() {
        assertRefused(() -> new Walsh(-1, List.of()), "degree must be at least 0 but was -1");
        assertRefused(
                () -> new Walsh(2, List.of(1)),
                "coordinates must hold 2 numbers, as many as degree, or none but was [1]");
        assertRefused(
                () -> new Walsh(2, List.of(1, 1)), "coordinates must hold different numbers from 0 on but was [1, 1]");
        assertRefused(
                () -> new Walsh(1, List.of(-1)), "coordinates must hold different numbers from 0 on but was [-1]");
    }

    @Test
    void refusesDomainsThatLackItsCoordinates() {
        assertRefused(
                () -> new Walsh(1, List.of()).requireDefinedOn(new Circle()),
                "domain must be a Boolean cube for target walsh but was the circle");
        assertRefused(
                () -> new Walsh(6, List.of()).requireDefinedOn(CUBE),
                "degree must be at most 5 on a Boolean cube of dimension 5 but was 6");
        assertRefused(
                () -> new Walsh(1, List.of(5)).requireDefinedOn(CUBE),
                "coordinates must be below 5 on a Boolean cube of dimension 5 but was [5]");
    }

    @Test
    void harmonicsOfManifoldsAreRefusedOnTheCube() {
        assertRefused(
                () -> new Harmonic(2, new Phase(0.0), List.of()).requireDefinedOn(CUBE),
                "target must be walsh on a Boolean cube of dimension 5 but was harmonic");
        assertRefused(
                () -> new HarmonicSum(List.of(new HarmonicSum.Term(1, 1, new Phase(0.0)))).requireDefinedOn(CUBE),
                "target must be walsh on a Boolean cube of dimension 5 but was harmonic-sum");
        assertRefused(
                () -> new ZonalHarmonic(2, List.of()).requireDefinedOn(CUBE),
                "target must be walsh on a Boolean cube of dimension 5 but was zonal-harmonic");
        for (InputDomain domain : List.of(new Torus(2), new Sphere(2))) {
            new Harmonic(2, new Phase(0.0), List.of()).requireDefinedOn(domain);
        }
    }

    @Test
    void aSumAddsItsTerms() {
        WalshSum sum = new WalshSum(List.of(
                new WalshSum.Term(1, 0.5, List.of()),
                new WalshSum.Term(3, -2, List.of(4, 1, 0)),
                new WalshSum.Term(1, 1, List.of(2))));
        double[] first = values(1);
        double[] second = values(3, 0, 1, 4);
        double[] third = values(1, 2);
        double[] all = sum.values(CUBE, CUBE.whole());
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isEqualTo(0.5 * first[i] - 2 * second[i] + third[i]);
        }
        assertThat(sum.frequencies()).containsExactly(1, 3);
        assertRefused(() -> new WalshSum(List.of()), "terms must hold at least one term but was []");
        assertRefused(() -> new WalshSum.Term(1, Double.NaN, List.of()), "weight must be finite but was NaN");
        assertRefused(
                () -> new WalshSum(List.of(new WalshSum.Term(6, 1, List.of()))).requireDefinedOn(CUBE),
                "degree must be at most 5 on a Boolean cube of dimension 5 but was 6");
        assertRefused(
                () -> sum.requireDefinedOn(new Circle()),
                "domain must be a Boolean cube for target walsh but was the circle");
    }

    @Test
    void itsDegreeStandsForTheFrequency() {
        Walsh walsh = new Walsh(3, List.of());
        assertThat(walsh.frequencies()).containsExactly(3);
        assertThat(walsh.highestFrequency()).isEqualTo(3);
        assertThat(walsh.direction(CUBE)).hasSize(1);
    }
}
