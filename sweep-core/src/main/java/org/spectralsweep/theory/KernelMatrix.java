package org.spectralsweep.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.spectralsweep.Deadline;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.CircleGrid;
import org.spectralsweep.kernel.CirculantSpectrum;
import org.spectralsweep.kernel.EmpiricalTangentKernel;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.KernelOperator;
import org.spectralsweep.kernel.WeightedOperator;
import org.spectralsweep.linalg.DenseOperator;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Mlp;

/**
 * The eigenproblem of a kernel on nodes. The method depends on size and structure: closed form if the matrix is
 * circulant, LAPACK up to 3,000 nodes, otherwise ARPACK with the products of {@link KernelOperator}.
 */
final class KernelMatrix {
    /** Order of the largest matrix that is held in memory. */
    static final int LARGEST_DENSE = KernelOperator.LARGEST_DENSE;

    /** Shares of the largest eigenvalue up to which an eigenvalue counts as rounding. */
    private static final double DIRECT_ROUNDING = 1e-14;

    private static final double ITERATIVE_ROUNDING = 1e-13;
    private static final double CIRCULANT_ROUNDING = 1e-15;

    private KernelMatrix() {}

    /**
     * @param circular whether the kernel is zonal and the nodes lie on the circle
     */
    static Eigenbasis analytic(AnalyticKernel kernel, Nodes nodes, boolean circular, int count, Deadline deadline) {
        int n = nodes.count();
        if (circular && nodes.isUniformlyWeighted()) {
            CircleGrid grid = CircleGrid.of(angles(nodes));
            if (grid != null && grid.isFull()) {
                return circulant(kernel, nodes, grid, n <= KernelLimits.LARGEST_MATRIX ? n : count, deadline);
            }
        }
        if (n <= KernelLimits.LARGEST_MATRIX) {
            return direct(kernel.gram(nodes.x(), n, deadline), nodes);
        }
        SymmetricOperator operator = circular
                ? KernelOperator.onCircle(kernel, angles(nodes), deadline)
                : KernelOperator.of(kernel, nodes.x(), n, deadline);
        return iterative(operator, nodes, count, deadline);
    }

    static Eigenbasis empirical(Mlp network, Nodes nodes, int count, Deadline deadline) {
        int n = nodes.count();
        double[] gram = EmpiricalTangentKernel.gram(network, nodes.x(), n);
        return n <= KernelLimits.LARGEST_MATRIX
                ? direct(gram, nodes)
                : iterative(new DenseOperator(gram, n), nodes, count, deadline);
    }

    private static double[] angles(Nodes nodes) {
        double[] angles = new double[nodes.count()];
        Arrays.setAll(angles, nodes.points()::parameter);
        return angles;
    }

    /** Solves with LAPACK; overwrites the matrix. */
    private static Eigenbasis direct(double[] gram, Nodes nodes) {
        int n = nodes.count();
        double[] root = Arrays.stream(nodes.weights()).map(Math::sqrt).toArray();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                gram[i * n + j] *= root[i] * root[j] / n;
            }
        }
        return Eigenbasis.of(nodes, SymmetricEigen.of(gram, n), DIRECT_ROUNDING);
    }

    private static Eigenbasis iterative(SymmetricOperator kernel, Nodes nodes, int count, Deadline deadline) {
        SymmetricOperator operator = new WeightedOperator(kernel, nodes.weights());
        return Eigenbasis.of(nodes, SymmetricEigen.largestPairs(operator, count, deadline), ITERATIVE_ROUNDING);
    }

    /** cos q theta comes before sin q theta. Among equal eigenvalues lower frequencies come first. */
    private static Eigenbasis circulant(
            AnalyticKernel kernel, Nodes nodes, CircleGrid grid, int count, Deadline deadline) {
        int n = nodes.count();
        double[] lambda = new CirculantSpectrum(kernel, n).eigenvalues();
        int[] order = IntStream.range(0, lambda.length)
                .boxed()
                .sorted(Comparator.comparingDouble(q -> -lambda[q]))
                .mapToInt(Integer::intValue)
                .toArray();
        double weight = nodes.weights()[0];
        double[] values = new double[count];
        double[] vectors = new double[Math.multiplyExact(n, count)];
        int rank = 0;
        for (int q : order) {
            deadline.check();
            int copies = q == 0 || 2 * q == n ? 1 : 2;
            for (int copy = 0; copy < copies && rank < count; copy++, rank++) {
                values[rank] = weight * lambda[q];
                double norm = Math.sqrt((copies == 1 ? 1.0 : 2.0) / n);
                for (int i = 0; i < n; i++) {
                    double angle = copies == 1
                            ? 2 * Math.PI * grid.position()[i] / n
                            : nodes.points().parameter(i);
                    double value = copy == 0 ? StrictMath.cos(q * angle) : StrictMath.sin(q * angle);
                    vectors[rank * n + i] = norm * value;
                }
            }
        }
        return new Eigenbasis(nodes, values, vectors, CIRCULANT_ROUNDING);
    }
}
