package org.spectralsweep.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hipparchus.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooleanCubeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void holdsEveryCornerOnceOnTheUnitSphere(int dimension) {
        BooleanCube cube = new BooleanCube(dimension);
        Points corners = cube.whole();
        Set<List<Double>> seen = new HashSet<>();
        for (int i = 0; i < corners.count(); i++) {
            List<Double> signs = new ArrayList<>();
            double square = 0;
            for (int c = 0; c < dimension; c++) {
                double x = corners.coordinates()[i * dimension + c];
                square += x * x;
                signs.add(Math.signum(x));
            }
            assertThat(square).isEqualTo(1, within(1e-15));
            seen.add(signs);
        }
        assertThat(corners.count()).isEqualTo(cube.corners()).isEqualTo(1 << dimension);
        assertThat(seen).hasSize(1 << dimension);
    }

    @Test
    void theBitsOfACornersNumberAreItsSigns() {
        Points points = new BooleanCube(4).at(new int[] {0b0000, 0b0110});

        assertThat(points.coordinates()).containsExactly(0.5, 0.5, 0.5, 0.5, 0.5, -0.5, -0.5, 0.5);
    }

    @Test
    void refusesDimensionsOutOfRange() {
        for (int dimension : new int[] {0, 17}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BooleanCube(dimension))
                    .withMessage("dimension must be between 1 and 16 on a Boolean cube but was " + dimension);
        }
    }

    /** The definition, term by term. */
    private static long krawtchouk(int k, int j, int d) {
        long sum = 0;
        for (int i = Math.max(0, k - (d - j)); i <= Math.min(j, k); i++) {
            long term =
                    CombinatoricsUtils.binomialCoefficient(j, i) * CombinatoricsUtils.binomialCoefficient(d - j, k - i);
            sum += i % 2 == 0 ? term : -term;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 10, 16})
    void krawtchoukPolynomialsAreTheirDefinition(int d) {
        for (int j = 0; j <= d; j++) {
            long[] row = Krawtchouk.row(j, d);
            for (int k = 0; k <= d; k++) {
                assertThat(row[k]).isEqualTo(krawtchouk(k, j, d));
            }
        }
    }

    @Test
    void krawtchoukPolynomialsAreOrthogonal() {
        int d = 16;
        for (int k = 0; k <= d; k++) {
            for (int l = 0; l <= d; l++) {
                long sum = 0;
                for (int j = 0; j <= d; j++) {
                    long[] row = Krawtchouk.row(j, d);
                    sum += CombinatoricsUtils.binomialCoefficient(d, j) * row[k] * row[l];
                }
                assertThat(sum).isEqualTo(k == l ? (1L << d) * CombinatoricsUtils.binomialCoefficient(d, k) : 0);
            }
        }
    }

    @Test
    void krawtchoukPolynomialsRefuseWhatTheyDoNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Krawtchouk.row(0, 61))
                .withMessage("d must be between 1 and 60 but was 61");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Krawtchouk.row(5, 4))
                .withMessage("j must be between 0 and 4 but was 5");
        assertThat(Krawtchouk.row(0, 60)[30]).isEqualTo(118264581564861424L);
    }
}
