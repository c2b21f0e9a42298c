package org.spectralsweep.kernel;

import org.spectralsweep.linalg.PlainLanczos;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.LossCurvature;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.OutputFunction;

/**
 * The largest eigenvalue of the Gauss-Newton part J' B J of a loss's Hessian. J is the derivative of the outputs by the
 * trained parameters, and B that of the loss by the outputs, twice. The other part of the Hessian is weighted by the
 * residuals, and vanishes with them. With B = S S' ({@link LossCurvature}) the eigenvalues are those of S' J J' S. For
 * squared residuals this is q J J', the tangent kernel scaled as the loss is.
 *
 * <p>Up to {@link #LARGEST_MATRIX} rows, samples times outputs, the matrix is made and LAPACK solves it. Beyond,
 * Lanczos's iteration takes products of {@link TangentOperator}, which hold no matrix. It agrees with LAPACK to
 * about 1e-7.
 */
public final class GaussNewton {
    /** Rows up to which a matrix is cheaper than 20 to 40 products, in the usual widths. */
    public static final int LARGEST_MATRIX = 1024;

    private GaussNewton() {}

    /**
     * The largest eigenvalue of the whole loss; NaN where the network's numbers are not finite.
     *
     * @param x samples, n x inputs, row-major
     * @param outputs f on them, n x outputs
     */
    public static double largest(Mlp network, double[] x, int n, double[] outputs, Loss loss) {
        return outputs.length <= LARGEST_MATRIX
                ? direct(network, x, n, outputs, loss)
                : iterative(network, x, n, outputs, loss);
    }

    /** With the matrix: the cost of {@link EmpiricalTangentKernel}, and 4/3 (n c)^3 flops. */
    static double direct(Mlp network, double[] x, int n, double[] outputs, Loss loss) {
        int order = outputs.length;
        LossCurvature curvature = LossCurvature.of(loss, outputs, network.spec().outputs());
        double[] matrix = EmpiricalTangentKernel.gram(network, x, n);
        for (double value : matrix) {
            if (!Double.isFinite(value)) {
                return Double.NaN;
            }
        }
        // The matrix is symmetric, so its rows times S are (S' K)', and the rows of that once more are S' K S.
        timesFactor(matrix, order, curvature);
        transpose(matrix, order);
        timesFactor(matrix, order, curvature);
        return Math.max(0, SymmetricEigen.largest(matrix, order));
    }

    private static void timesFactor(double[] matrix, int order, LossCurvature curvature) {
        for (int row = 0; row < order; row++) {
            curvature.applyTransposed(matrix, row * order, order);
        }
    }

    private static void transpose(double[] matrix, int order) {
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                double value = matrix[i * order + j];
                matrix[i * order + j] = matrix[j * order + i];
                matrix[j * order + i] = value;
            }
        }
    }

    /** Without the matrix: some tens of products. */
    static double iterative(Mlp network, double[] x, int n, double[] outputs, Loss loss) {
        int order = outputs.length;
        LossCurvature curvature = LossCurvature.of(loss, outputs, network.spec().outputs());
        TangentOperator kernel = new TangentOperator(network, x, n);
        OutputFunction function = network.spec().output();
        double[] scaled = new double[order];
        SymmetricOperator operator = new SymmetricOperator() {
            @Override
            public int order() {
                return order;
            }

            @Override
            public void apply(double[] v, double[] into) {
                System.arraycopy(v, 0, scaled, 0, order);
                curvature.apply(scaled, 0, order);
                timesSlopes(scaled);
                kernel.apply(scaled, into);
                timesSlopes(into);
                curvature.applyTransposed(into, 0, order);
            }

            private void timesSlopes(double[] v) {
                if (function == OutputFunction.LINEAR) {
                    return;
                }
                for (int i = 0; i < order; i++) {
                    v[i] *= function.slope(outputs[i]);
                }
            }
        };
        return PlainLanczos.largest(operator, network.deadline());
    }
}
