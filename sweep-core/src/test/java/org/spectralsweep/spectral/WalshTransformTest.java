package org.spectralsweep.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.UnitVector;
import org.spectralsweep.targets.Walsh;

class WalshTransformTest {
    private static double[] random(int count) {
        Well19937c random = new Well19937c(3);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /** The definition: one sum for each subset. */
    private static double coefficient(double[] values, int subset) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += Integer.bitCount(i & subset) % 2 == 0 ? values[i] : -values[i];
        }
        return sum / values.length;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7})
    void isTheSumOverCorners(int dimension) {
        double[] values = random(1 << dimension);
        double[] fast = WalshTransform.coefficients(values);
        for (int subset = 0; subset < values.length; subset++) {
            assertThat(fast[subset]).isEqualTo(coefficient(values, subset), within(1e-15));
        }
    }

    @Test
    void amplitudesHoldTheWholeEnergy() {
        double[] values = random(1 << 6);
        double energy = 0;
        for (int degree = 0; degree <= 6; degree++) {
            energy += Math.pow(WalshTransform.amplitude(values, degree), 2);
        }
        double mean = 0;
        for (double value : values) {
            mean += value * value / values.length;
        }
        assertThat(energy).isEqualTo(mean, within(1e-14));
    }

    @Test
    void aProjectionFindsEachDegreeOfASum() {
        BooleanCube cube = new BooleanCube(5);
        Walsh target = new Walsh(2, List.of());
        EvaluationGrid grid = EvaluationGrid.of(cube, 2, target.axis(cube), new Well19937c(1));
        RegionalDensity density = new Uniform().on(cube, UnitVector.last(5));
        AmplitudeProjection projection = AmplitudeProjection.of(cube, grid, density, List.of(0, 1, 2, 3, 5, 6), target);
        double[] first = new Walsh(2, List.of()).values(cube, grid.points());
        double[] second = new Walsh(2, List.of(1, 4)).values(cube, grid.points());
        double[] third = new Walsh(3, List.of(0, 2, 3)).values(cube, grid.points());
        double[] values = new double[32];
        for (int i = 0; i < 32; i++) {
            values[i] = 0.3 * first[i] - 0.4 * second[i] - 0.7 * third[i];
        }

        assertThat(projection.whole(values, 0, Normalization.AMPLITUDE)).isEqualTo(0, within(1e-15));
        assertThat(projection.whole(values, 1, Normalization.AMPLITUDE)).isEqualTo(0, within(1e-15));
        assertThat(projection.whole(values, 2, Normalization.AMPLITUDE)).isEqualTo(0.5, within(1e-15));
        assertThat(projection.whole(values, 3, Normalization.AMPLITUDE)).isEqualTo(0.7, within(1e-15));
        assertThat(projection.region(values, 0, 3, Normalization.POWER)).isEqualTo(0.49, within(1e-15));
        assertThat(projection.whole(values, 4, Normalization.AMPLITUDE)).isEqualTo(0, within(1e-15));
        assertThat(projection.whole(values, 5, Normalization.AMPLITUDE))
                .as("there is no degree above the dimension")
                .isNaN();
        assertThat(EvaluationGrid.expectedCount(cube, 2))
                .isEqualTo(grid.points().count());
    }
}
