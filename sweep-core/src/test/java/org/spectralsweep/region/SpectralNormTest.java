package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

class SpectralNormTest {
    @Test
    void aDiagonalMatrixHasItsLargestElement() {
        assertThat(SpectralNorm.of(new double[] {3, 0, 0, 0, -7, 0, 0, 0, 2}, 3, 3))
                .isEqualTo(7, within(1e-14));
    }

    @Test
    void anOuterProductHasTheProductOfTheLengths() {
        // (3, 4)' (1, 2, 2)
        double[] matrix = {3, 6, 6, 4, 8, 8};
        assertThat(SpectralNorm.of(matrix, 2, 3)).isEqualTo(15, within(1e-13));
        assertThat(SpectralNorm.of(matrix, 3, 2)).isNotCloseTo(15, within(0.1));
    }

    @Test
    void aRotationHasNormOne() {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        assertThat(SpectralNorm.of(new double[] {c, -s, s, c}, 2, 2)).isEqualTo(1, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "7, 12", "12, 7", "40, 40"})
    void agreesWithASingularValueDecomposition(int rows, int columns) {
        double[] matrix = Networks.gaussian(rows * columns, rows + 100 * columns);
        Array2DRowRealMatrix copy = new Array2DRowRealMatrix(rows, columns);
        for (int e = 0; e < matrix.length; e++) {
            copy.setEntry(e / columns, e % columns, matrix[e]);
        }
        double expected = new SingularValueDecomposition(copy).getNorm();

        assertThat(SpectralNorm.of(matrix, rows, columns)).isEqualTo(expected, within(1e-13 * expected));
    }

    @Test
    void squaresNeitherOverflowNorVanish() {
        assertThat(SpectralNorm.of(new double[] {1e300, 0, 0, 2e300}, 2, 2)).isEqualTo(2e300, within(1e287));
        assertThat(SpectralNorm.of(new double[] {1e-200, 0, 0, 2e-200}, 2, 2)).isEqualTo(2e-200, within(1e-213));
        assertThat(SpectralNorm.of(new double[4], 2, 2)).isZero();
        assertThat(SpectralNorm.of(new double[] {1, Double.NaN}, 1, 2)).isNaN();
    }

    @Test
    void refusesAnotherShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectralNorm.of(new double[5], 2, 3))
                .withMessage("matrix must hold 2 x 3 elements but had 5");
    }

    /** Limits sqrt(512 / 6) = 9.24 for 512 x 2, 9.43 in the mean, and 2 / sqrt(3) for 512 x 512. */
    @Test
    void uniformFanInStartsAtTheRandomMatrixLimits() {
        Initialization start =
                new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec narrow = new MlpSpec(2, List.of(512), 1, Parameterization.STANDARD, 2, BiasMode.ALL, start, true);
        double sum = 0;
        for (int draw = 0; draw < 200; draw++) {
            sum += SpectralNorm.of(Mlp.initialized(narrow, Precision.FLOAT32, new Well19937c(draw)), 0);
        }
        assertThat(sum / 200).isCloseTo(9.43, within(0.05));
        MlpSpec square = new MlpSpec(2, List.of(512, 512), 1, Parameterization.STANDARD, 2, BiasMode.ALL, start, true);
        Mlp network = Mlp.initialized(square, Precision.FLOAT32, new Well19937c(1));
        assertThat(SpectralNorm.of(network, 1)).isCloseTo(1.147, within(0.01));
    }

    @Test
    void includesTheMultiplier() {
        MlpSpec spec = Networks.spec(2, List.of(8, 5), 1, Parameterization.NTK, BiasMode.ALL, true);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(1));
        // c_sigma = 2, fan-in 8.
        assertThat(SpectralNorm.of(network, 1))
                .isEqualTo(0.5 * SpectralNorm.of(network.weights(1), 8, 5), within(1e-14));
    }
}
