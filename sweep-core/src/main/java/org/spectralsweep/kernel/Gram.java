package org.spectralsweep.kernel;

import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.nn.WeightInit;

/**
 * The neural tangent kernel of a ReLU network with one hidden layer in closed form, on samples of any norm.
 *
 * <p>The network is f(x) = mu sum_r a_r relu(w_r x + b_r) + c over m units, with mu = sqrt(c_sigma / m) (NTK) or 1 (STANDARD),
 * w ~ N(0, tau^2 I), b = 0 or b ~ N(0, (beta tau)^2), E[a^2] = A. Write x' = (x, beta), theta for the angle between x' and z', and
 * u = mu^2 m, which is c_sigma (NTK) or m (STANDARD: the kernel grows with the width). The expectation over initial weights,
 * exact at every width because it is a sum of independent units, is
 *
 * <pre>
 * K(x, z) = u A (x.z + [hidden bias]) (pi - theta) / (2 pi)                                       w and b
 *         + [outer trained] u tau^2 |x'| |z'| (sin theta + (pi - theta) cos theta) / (2 pi)        a
 *         + [outer trained and output bias]                                                       c
 * </pre>
 *
 * <table>
 * <caption>Which networks have this form</caption>
 * <tr><th>part</th><th>closed form</th><th>none (use {@link EmpiricalKernel})</th></tr>
 * <tr><td>hidden layers</td><td>one, of any width, mirrored or not</td><td>two or more</td></tr>
 * <tr><td>weights</td><td>He: tau^2 = 2 / ((1 + s^2) fan_in); Normal: tau = std</td><td>UniformFanIn (not rotation
 * invariant)</td></tr>
 * <tr><td>hidden bias</td><td>absent; trained from zero (beta = 0); NormalBias (beta = std / tau)</td><td>UniformFanInBias</td></tr>
 * <tr><td>outer weights</td><td>RADEMACHER: A = 1; LIKE_HIDDEN: A = the weights' variance at fan_in = m; fixed or trained</td>
 * <td></td></tr>
 * <tr><td>output bias</td><td>any: only its gradient, 1, matters</td><td></td></tr>
 * <tr><td>outputs</td><td>any number c: the kernel is K times the identity of order c</td><td></td></tr>
 * </table>
 *
 * <p>On unit vectors with c_sigma = 1, A = 1 and a fixed outer layer these are the kernels of B20 (arXiv 2003.04560): with zero
 * bias twice its Eq. 5, which belongs to inputs (x, 1) / sqrt(2), so that c_sigma = 1/2 gives Eq. 5 itself. The second line is
 * tau^2 times the arc-cosine kernel of order 1 (Cho and Saul 2009), halved.
 */
public final class Gram {
    private Gram() {}

    /** Whether {@link #twoLayer} has a form for this network (table above). */
    public static boolean hasClosedForm(MlpSpec spec) {
        return spec.widths().size() == 1
                && !Double.isNaN(standardDeviation(spec.initialization().weights(), spec.inputs()))
                && (spec.bias() == BiasMode.NONE || !(spec.initialization().bias() instanceof UniformFanInBias));
    }

    /**
     * The Gram matrix H, H_ij = K(x_i, x_j).
     *
     * <p>Cost: n^2 inputs flops in a matrix product and n^2 / 2 arc cosines. Accuracy: about 1e-15 of the diagonal, also near theta
     * = 0 and theta = pi, where the arc cosine of a rounded cosine would be wrong by 1e-8.
     *
     * @param spec a network that has a closed form
     * @param x samples, n x inputs, row-major
     * @param n number of samples
     * @return n x n, row-major, exactly symmetric
     * @throws IllegalArgumentException if the network has no closed form or x is not n x inputs
     */
    public static double[] twoLayer(MlpSpec spec, double[] x, int n) {
        if (!hasClosedForm(spec)) {
            throw new IllegalArgumentException("network must have a closed-form kernel but was " + spec);
        }
        int inputs = spec.inputs();
        if (x.length != (long) n * inputs) {
            throw new IllegalArgumentException("x must hold " + n + " x " + inputs + " values but had " + x.length);
        }
        TwoLayerKernel kernel = TwoLayerKernel.of(spec);
        double[] unit = unitRows(x, n, inputs, kernel.beta());
        double[] gram = Products.gram(x, n, inputs);
        double[] norm = new double[n];
        for (int i = 0; i < n; i++) {
            norm[i] = Math.sqrt(gram[i * n + i] + kernel.beta() * kernel.beta());
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double inner = gram[i * n + j];
                double norms = norm[i] * norm[j];
                double value = kernel.outputBias();
                // At the origin with no bias every unit is off: only the output bias has a gradient.
                if (norms > 0) {
                    double cosine = (inner + kernel.beta() * kernel.beta()) / norms;
                    value += kernel.value(inner, norms, cosine, supplement(cosine, unit, i, j, inputs + 1));
                }
                gram[i * n + j] = value;
                gram[j * n + i] = value;
            }
        }
        return gram;
    }

    /** tau of the weights, or NaN where they are not Gaussian. */
    private static double standardDeviation(WeightInit init, int fanIn) {
        if (init instanceof He he) {
            return Math.sqrt(2 / ((1 + he.negativeSlope() * he.negativeSlope()) * fanIn));
        }
        return init instanceof Normal normal ? normal.std() : Double.NaN;
    }

    private static double[] unitRows(double[] x, int n, int inputs, double beta) {
        double[] unit = new double[n * (inputs + 1)];
        for (int i = 0; i < n; i++) {
            double squares = beta * beta;
            for (int k = 0; k < inputs; k++) {
                squares += x[i * inputs + k] * x[i * inputs + k];
            }
            double norm = Math.sqrt(squares);
            for (int k = 0; k < inputs; k++) {
                unit[i * (inputs + 1) + k] = x[i * inputs + k] / norm;
            }
            unit[i * (inputs + 1) + inputs] = beta / norm;
        }
        return unit;
    }

    /** pi - theta, by the chord where the cosine has lost the angle. */
    private static double supplement(double cosine, double[] unit, int i, int j, int columns) {
        if (Math.abs(cosine) < 0.9) {
            return StrictMath.PI - StrictMath.acos(cosine);
        }
        double sign = cosine > 0 ? -1 : 1;
        double squares = 0;
        for (int k = 0; k < columns; k++) {
            double part = unit[i * columns + k] + sign * unit[j * columns + k];
            squares += part * part;
        }
        double small = 2 * StrictMath.asin(Math.min(1, Math.sqrt(squares) / 2));
        return cosine > 0 ? StrictMath.PI - small : small;
    }

    /**
     * The constants of the formula.
     *
     * @param beta standard deviation of the bias over that of the weights
     * @param gates u A
     * @param hiddenBias 1 where the hidden bias is trained, else 0
     * @param outer u tau^2, or 0 where the outer layer is fixed
     * @param outputBias 1 where the output bias is trained, else 0
     */
    private record TwoLayerKernel(double beta, double gates, double hiddenBias, double outer, double outputBias) {
        static TwoLayerKernel of(MlpSpec spec) {
            int width = spec.widths().get(0);
            WeightInit weights = spec.initialization().weights();
            double tau = standardDeviation(weights, spec.inputs());
            double outerStd =
                    spec.initialization().outer() == OuterWeights.RADEMACHER ? 1 : standardDeviation(weights, width);
            double units = spec.parameterization() == Parameterization.NTK ? spec.cSigma() : width;
            boolean biased = spec.bias() != BiasMode.NONE;
            double beta = biased && spec.initialization().bias() instanceof NormalBias normal ? normal.std() / tau : 0;
            return new TwoLayerKernel(
                    beta,
                    units * outerStd * outerStd,
                    biased ? 1 : 0,
                    spec.trainOuter() ? units * tau * tau : 0,
                    spec.trainOuter() && spec.bias() == BiasMode.ALL ? 1 : 0);
        }

        double value(double inner, double norms, double cosine, double supplement) {
            double sine = StrictMath.sin(supplement);
            return (gates * (inner + hiddenBias) * supplement + outer * norms * (sine + supplement * cosine))
                    / (2 * StrictMath.PI);
        }
    }
}
