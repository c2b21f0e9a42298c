package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.DenseOperator;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;

/** Every structure against the dense matrix. */
class KernelOperatorTest {
    private static final AnalyticKernel EQUATION_5 = shallow(BiasMode.HIDDEN, false);
    private static final AnalyticKernel DEEP = AnalyticKernel.of(new MlpSpec(
            2,
            Collections.nCopies(3, 8),
            1,
            Parameterization.NTK,
            2,
            BiasMode.NONE,
            new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false),
            true));

    private static AnalyticKernel shallow(BiasMode bias, boolean trainOuter) {
        return AnalyticKernel.of(new MlpSpec(
                2,
                List.of(8),
                1,
                Parameterization.NTK,
                0.5,
                bias,
                new Initialization(new Normal(1), new ZeroBias(), OuterWeights.RADEMACHER, false),
                trainOuter));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 17, 100, 333})
    void prefixSumsAgreeWithTheDenseProduct(int n) {
        double[] angles = random(n, n);
        for (AnalyticKernel kernel : List.of(
                EQUATION_5,
                shallow(BiasMode.NONE, false),
                shallow(BiasMode.NONE, true),
                shallow(BiasMode.HIDDEN, true),
                shallow(BiasMode.ALL, true))) {
            assertSameProduct(prefixSums(kernel, angles), kernel, angles, 1e-14 * n);
        }
    }

    @Test
    void prefixSumsHandleExactlyOppositePoints() {
        double[] angles = {-Math.PI, -Math.PI / 2, 0, Math.PI / 2, 1e-17, -3, Math.nextDown(Math.PI)};

        assertSameProduct(prefixSums(EQUATION_5, angles), EQUATION_5, angles, 1e-14);
    }

    @Test
    void otherKernelsHaveNoPrefixSums() {
        MlpSpec gaussianBias = new MlpSpec(
                2,
                List.of(8),
                1,
                Parameterization.NTK,
                1,
                BiasMode.HIDDEN,
                new Initialization(new Normal(1), new NormalBias(1), OuterWeights.RADEMACHER, false),
                false);
        assertThat(SemiseparableOperator.of(DEEP, random(5, 1))).isNull();
        assertThat(SemiseparableOperator.of(AnalyticKernel.of(gaussianBias), random(5, 1)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 15, 16, 17, 100, 256})
    void fourierProductIsExactOnAUniformCircle(int n) {
        double[] angles = uniform(n);
        CircleGrid grid = Objects.requireNonNull(CircleGrid.of(angles));

        assertThat(grid.isFull()).isTrue();
        assertSameProduct(new GridConvolution(DEEP, grid), DEEP, angles, 1e-14 * n);
    }

    @Test
    void fourierProductIsExactOnPartOfAGrid() {
        // Densities 1 : 2 : 4 on thirds, at the left end of each cell: all on the finest grid.
        double[] angles = IntStream.range(0, 3)
                .mapToObj(j -> IntStream.range(0, 9 << j)
                        .mapToDouble(i -> -Math.PI + 2 * Math.PI / 3 * (j + (double) i / (9 << j))))
                .flatMapToDouble(part -> part)
                .toArray();
        CircleGrid grid = Objects.requireNonNull(CircleGrid.of(angles));

        assertThat(grid.size()).isEqualTo(3 * 36);
        assertThat(grid.isFull()).isFalse();
        assertSameProduct(new GridConvolution(DEEP, grid), DEEP, angles, 1e-13);
        assertThat(KernelOperator.onCircle(DEEP, angles)).isInstanceOf(GridConvolution.class);
    }

    @Test
    void pointsOffAnyGridHaveNoGrid() {
        assertThat(CircleGrid.of(random(50, 3))).isNull();
        double[] bent = uniform(64);
        bent[5] += 1e-9;
        assertThat(CircleGrid.of(bent)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 70})
    void recomputedRowsAgreeWithTheDenseProduct(int n) {
        double[] x = new Random(n).doubles(2L * n, -2, 2).toArray();

        assertSame(new RecomputedRows(DEEP, x, n, Deadline.NONE), new DenseOperator(DEEP.gram(x, n), n), 1e-13 * n);
    }

    @Test
    void theChooserTakesTheCheapestStructure() {
        assertThat(KernelOperator.onCircle(EQUATION_5, random(40, 2))).isInstanceOf(SemiseparableOperator.class);
        assertThat(KernelOperator.onCircle(DEEP, uniform(40))).isInstanceOf(GridConvolution.class);
        assertThat(KernelOperator.onCircle(DEEP, random(40, 2))).isInstanceOf(DenseOperator.class);
    }

    @Test
    void weightsMakeTheOperatorOfADensity() {
        double[] angles = random(20, 4);
        double[] weights = new Random(5).doubles(20, 0, 3).toArray();
        double[] gram = EQUATION_5.gram(circle(angles), 20);
        double[] expected = new double[400];
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                expected[i * 20 + j] = Math.sqrt(weights[i] * weights[j]) * gram[i * 20 + j] / 20;
            }
        }

        assertSame(
                new WeightedOperator(KernelOperator.onCircle(EQUATION_5, angles), weights),
                new DenseOperator(expected, 20),
                1e-14);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedOperator(new DenseOperator(gram, 20), new double[19]))
                .withMessage("weights must hold 20 numbers but held 19");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 17, 60})
    void aUniformCirclesSpectrumIsThatOfItsMatrix(int n) {
        double[] gram = DEEP.gram(circle(uniform(n)), n);
        double[] direct = Arrays.stream(SymmetricEigen.of(gram, n).values())
                .map(value -> value / n)
                .toArray();
        double[] closed = new CirculantSpectrum(DEEP, n).eigenvalues();
        double[] both = IntStream.range(0, closed.length)
                .flatMap(q -> IntStream.range(0, q == 0 || 2 * q == n ? 1 : 2).map(copy -> q))
                .mapToDouble(q -> -closed[q])
                .sorted()
                .map(value -> -value)
                .toArray();

        assertThat(both).containsExactly(direct, within(1e-14));
    }

    @Test
    void fiftyThousandNonUniformPointsTakeSeconds() {
        // Densities 1 : 2 : 4, B20's Fig. 4 has n = 50,000: the law is 2 pi Z^2 lambda_q with Z^2 = 0.147675.
        int n = 49_000;
        double[] angles = IntStream.range(0, 3)
                .mapToObj(j -> IntStream.range(0, 7000 << j)
                        .mapToDouble(i -> -Math.PI + 2 * Math.PI / 3 * (j + (i + 0.5) / (7000 << j))))
                .flatMapToDouble(part -> part)
                .toArray();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);

        double[] lambda = SymmetricEigen.largestPairs(
                        new WeightedOperator(KernelOperator.onCircle(EQUATION_5, angles), ones), 41)
                .values();

        double sum = 0;
        for (int q = 2; q <= 20; q++) {
            double square = (double) q * q;
            double a = q % 2 == 1 ? 1 / (Math.PI * square) : (square + 1) / (Math.PI * (square - 1) * (square - 1));
            sum += (lambda[2 * q - 1] + lambda[2 * q]) / (0.147675 * a);
        }
        assertThat(sum / 38).isEqualTo(1.0008, within(0.003));
    }

    private static SymmetricOperator prefixSums(AnalyticKernel kernel, double[] angles) {
        return Objects.requireNonNull(SemiseparableOperator.of(kernel, angles));
    }

    private static void assertSameProduct(
            SymmetricOperator operator, AnalyticKernel kernel, double[] angles, double tolerance) {
        int n = angles.length;
        assertSame(operator, new DenseOperator(kernel.gram(circle(angles), n), n), tolerance);
    }

    private static void assertSame(SymmetricOperator operator, SymmetricOperator dense, double tolerance) {
        int n = dense.order();
        assertThat(operator.order()).isEqualTo(n);
        double[] v = new Random(n).doubles(n, -1, 1).toArray();
        double[] before = v.clone();
        double[] expected = new double[n];
        double[] actual = new double[n];
        Arrays.fill(actual, Double.NaN);
        dense.apply(v, expected);
        operator.apply(v, actual);
        assertThat(v).as("the vector is not modified").isEqualTo(before);
        assertThat(actual).containsExactly(expected, within(tolerance));
    }

    private static double[] uniform(int n) {
        return IntStream.range(0, n)
                .mapToDouble(i -> -Math.PI + 2 * Math.PI * (i + 0.5) / n)
                .toArray();
    }

    private static double[] random(int n, long seed) {
        return new Random(seed).doubles(n, -Math.PI, Math.PI).toArray();
    }

    private static double[] circle(double[] angles) {
        return Arrays.stream(angles)
                .flatMap(t -> Arrays.stream(new double[] {StrictMath.cos(t), StrictMath.sin(t)}))
                .toArray();
    }
}
