package org.spectralsweep.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.ConstantBias;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;

/**
 * The neural tangent kernel K(x, z) = E sum over trained parameters of df(x) df(z) of a network, in the limit of
 * infinite width. It follows the recursion of Jacot, Gabriel and Hongler (2018) and Lee et al. (2019), which is Eq. 6
 * of B20 (arXiv 2003.04560).
 *
 * <p>For a pair of inputs, q_l(x) is the variance of a pre-activation of layer l at x. theta_l is the angle between the
 * pre-activations at x and z. With q = sqrt(q_l(x) q_l(z)):
 *
 * <pre>
 * q_1(x, z)     = tau_1^2 x.z + s^2                     Theta_1     = x.z + [bias]
 * E_l           = q (sin theta_l + (pi - theta_l) cos theta_l) / (2 pi)     = E relu(z_l(x)) relu(z_l(z))
 * D_l           = (pi - theta_l) / (2 pi)                                   = E relu'(z_l(x)) relu'(z_l(z))
 * q_(l+1)(x, z) = u_l tau_l^2 H_l + s^2                 Theta_(l+1) = u_l H_l + [bias] + u_l tau_l^2 G_l
 * H_l           = E_l                                   G_l         = D_l Theta_l
 * K             = [outer trained] (u_L H_L + [output bias]) + u_L A G_L
 * E f(x) f(z)   = u_L A H_L + s_out^2
 * </pre>
 *
 * <p>The last line is the covariance of the output at the start, the NNGP kernel of Lee et al. (2018), without
 * mirroring; s_out is the standard deviation of an output bias. Other activations s than ReLU have E s s and E s' s' of
 * {@link DualActivation} in the place of E_l and D_l.
 *
 * <p>tau is the standard deviation of a weight, s that of a bias, and A the mean square of an outer weight. u_l = m^2 N
 * is the squared multiplier of layer l + 1 times its fan-in N. It is c_sigma with the NTK parameterisation and N with
 * the standard one, so that the standard kernel grows with the width.
 *
 * <p>B20's deep network (NTK, c_sigma = 2, N(0, 1), no bias) has u tau^2 = 2. Its kernel is B20's Theta^L, with Theta^L
 * = L + 1 on the diagonal of the sphere. The kernel of B20's network (2) with zero initial biases is twice B20's Eq. 5.
 * Eq. 5 belongs to inputs (x, 1) / sqrt(2) and is the kernel of c_sigma = 1/2.
 *
 * <p>With skip connections, h_l = h_(l-1) + relu(z_l) from l = 2 on. Given the layers below, h_(l-1) and relu(z_l) are
 * independent but have nonzero means. With M the mean of h over units and S_l = sqrt(q_l / (2 pi)) that of relu(z_l):
 *
 * <pre>
 * H_l = H_(l-1) + E_l + M_(l-1)(x) S_l(z) + S_l(x) M_(l-1)(z),   M_l = M_(l-1) + S_l,   G_l = G_(l-1) + D_l Theta_l.
 * </pre>
 *
 * <table>
 * <caption>Networks with and without a closed form</caption>
 * <tr><th>part</th><th>closed form</th><th>none (use {@link EmpiricalTangentKernel})</th></tr>
 * <tr><td>weights</td><td>He, Normal</td>
 * <td>UniformFanIn: in the limit Gaussian above the first layer, but not in it</td></tr>
 * <tr><td>hidden biases</td><td>absent, zero at the start, NormalBias; ConstantBias with ReLU</td>
 * <td>UniformFanInBias: vanishes in the limit above the first layer, but not in it</td></tr>
 * <tr><td>hidden layers</td><td>any number, with or without skip connections; mirrored or not</td><td></td></tr>
 * <tr><td>outer layer</td><td>fixed or trained, RADEMACHER or LIKE_HIDDEN, any output bias</td><td></td></tr>
 * <tr><td>outputs</td><td>any number c, linear: the kernel is K times the identity of order c</td>
 * <td>sigmoid: their slopes depend on the draw</td></tr>
 * </table>
 *
 * <p>With one hidden layer K is the exact mean over initial weights at every width. With more it is the limit, and
 * networks of width m deviate from it by O(1 / sqrt m).
 */
public final class AnalyticKernel {
    private final KernelLayers layers;

    /** For inputs on a sphere, which have few variances. A matrix has a dual of its own. */
    private final DualActivation dual;

    private AnalyticKernel(KernelLayers layers) {
        this.layers = layers;
        this.dual = layers.dual();
    }

    /** Why a network has no closed form, to complete "... has no closed form: "; null if it has one. */
    public static @Nullable String obstacle(MlpSpec spec) {
        boolean constant = spec.bias() != BiasMode.NONE && spec.initialization().bias() instanceof ConstantBias;
        if (constant && !spec.isRelu()) {
            return "initialization.bias is constant-bias, whose kernel is known for relu alone";
        }
        return spec.output() == OutputFunction.LINEAR
                ? obstacle(spec.initialization(), spec.bias())
                : "network.output is sigmoid, and the factors f (1 - f) of its kernel depend on the draw";
    }

    /** The same for a network of linear outputs, where only the initialisation and the biases matter. */
    public static @Nullable String obstacle(Initialization start, BiasMode bias) {
        if (start.weights() instanceof UniformFanIn) {
            return "initialization.weights are uniform-fan-in, and those of the first layer are not Gaussian";
        }
        if (bias != BiasMode.NONE && start.bias() instanceof UniformFanInBias) {
            return "initialization.bias is uniform-fan-in-bias, and that of the first layer is not Gaussian";
        }
        if (bias == BiasMode.ALL && !start.mirrored() && start.bias() instanceof ConstantBias) {
            return "initialization.bias is constant-bias, and that of the output is its mean, which is not zero";
        }
        return null;
    }

    /**
     * The kernel of a network's architecture and initialisation.
     *
     * @throws IllegalArgumentException if it has no closed form
     */
    public static AnalyticKernel of(MlpSpec spec) {
        String obstacle = obstacle(spec);
        if (obstacle != null) {
            throw new IllegalArgumentException("network must have a closed-form kernel, but it has none: " + obstacle);
        }
        return new AnalyticKernel(KernelLayers.of(spec));
    }

    /** Whether both are one function, computed alike. */
    boolean isEqualTo(AnalyticKernel other) {
        return layers.equals(other.layers);
    }

    /**
     * K for two unit vectors at an angle. O(hidden layers). With one hidden layer it is accurate to a few 1e-16 of
     * K(0). For relu, leaky-relu of a slope from 0 on, and relu-squared this holds even near 0 and pi, where the angle
     * could not be recovered from its cosine. For tanh it is accurate to 1e-11, and with a constant bias to 1e-7
     * within 1e-7 of 0 and pi. Each further layer multiplies an error by c_sigma V E s'(u)^2, which is large for sines
     * of high frequency.
     *
     * @param angle in [0, pi]
     */
    public double onSphere(double angle) {
        return onSphere(layers.pair(dual), angle);
    }

    /**
     * E f(x) f(z) for two unit vectors at an angle, as accurate as {@link #onSphere}.
     *
     * @param angle in [0, pi]
     */
    public double covarianceOnSphere(double angle) {
        LayerPair pair = layers.pair(dual);
        onSphere(pair, angle);
        return layers.outputCovariance(pair);
    }

    private double onSphere(LayerPair pair, double angle) {
        if (!(angle >= 0 && angle <= Math.PI)) {
            throw new IllegalArgumentException("angle must be in [0, pi] but was " + angle);
        }
        double sine = StrictMath.sin(angle / 2);
        double cosine = StrictMath.cos(angle / 2);
        return layers.tangent(pair, 1, 1, StrictMath.cos(angle), 4 * sine * sine, 4 * cosine * cosine);
    }

    /**
     * The Gram matrix H, H_ij = K(x_i, x_j). Cost: n^2 / 2 values of K, each O(inputs + hidden layers) at about 100 ns
     * a layer. A tanh takes the terms of its series instead, and a constant bias 4 microseconds.
     *
     * @param x samples, n x inputs, row-major, of any norm
     * @return n x n, row-major, exactly symmetric
     */
    public double[] gram(double[] x, int n) {
        return gram(x, n, Deadline.NONE);
    }

    /**
     * The same matrix, under a deadline.
     *
     * @param deadline checked once a row
     */
    public double[] gram(double[] x, int n, Deadline deadline) {
        Pairs pairs = new Pairs(x, n);
        double[] gram = new double[Math.multiplyExact(n, n)];
        for (int i = 0; i < n; i++) {
            deadline.check();
            for (int j = 0; j <= i; j++) {
                double value = pairs.tangent(i, j);
                gram[i * n + j] = value;
                gram[j * n + i] = value;
            }
        }
        return gram;
    }

    /**
     * K between two sets of samples, at the cost of {@link #gram} for each value.
     *
     * @param z m x inputs, row-major, of any norm
     * @param x n x inputs, row-major, of any norm
     * @param deadline checked once a row
     * @return K(z_i, x_j), m x n, row-major
     */
    public double[] between(double[] z, int m, double[] x, int n, Deadline deadline) {
        double[] both = Arrays.copyOf(z, Math.addExact(z.length, x.length));
        System.arraycopy(x, 0, both, z.length, x.length);
        Pairs pairs = new Pairs(both, Math.addExact(m, n));
        double[] values = new double[Math.multiplyExact(m, n)];
        for (int i = 0; i < m; i++) {
            deadline.check();
            for (int j = 0; j < n; j++) {
                values[i * n + j] = pairs.tangent(m + j, i);
            }
        }
        return values;
    }

    /**
     * The covariance of outputs at the start, E f(x_i) f(x_j): the NNGP kernel, at the cost of {@link #gram}.
     *
     * @param x samples, n x inputs, row-major, of any norm
     * @return n x n, row-major, exactly symmetric
     */
    public double[] covariances(double[] x, int n) {
        Pairs pairs = new Pairs(x, n);
        double[] covariances = new double[Math.multiplyExact(n, n)];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                pairs.tangent(i, j);
                double value = layers.outputCovariance(pairs.pair);
                covariances[i * n + j] = value;
                covariances[j * n + i] = value;
            }
        }
        return covariances;
    }

    /**
     * The share of ReLU units of each hidden layer that are on at the start, P(z_l + b &gt; 0) with the constant bias
     * b, in the mean over inputs. Above the first layer it is that of infinite width. O(n hidden layers).
     *
     * @param x samples, n x inputs, row-major, of any norm
     */
    public double[] activeShares(double[] x, int n) {
        double[] norms = squaredNorms(x, n);
        double[] sums = new double[layers.scales().size()];
        for (double norm : norms) {
            double[] shares = layers.activeShares(norm);
            for (int l = 0; l < sums.length; l++) {
                sums[l] += shares[l] / n;
            }
        }
        return sums;
    }

    /**
     * Rows {@code from} to {@code to} - 1 of the Gram matrix, the same numbers as in {@link #gram}.
     *
     * @param into receives (to - from) x n values, row-major
     * @param deadline checked once a row
     */
    void rows(double[] x, int n, int from, int to, double[] into, Deadline deadline) {
        Pairs pairs = new Pairs(x, n);
        for (int i = from; i < to; i++) {
            deadline.check();
            for (int j = 0; j < n; j++) {
                into[(i - from) * n + j] = pairs.tangent(Math.max(i, j), Math.min(i, j));
            }
        }
    }

    /** The pairs of some samples, one after the other. */
    private final class Pairs {
        private final double[] x;
        private final double[] norms;
        private final LayerPair pair;

        Pairs(double[] x, int n) {
            this.x = x;
            this.norms = squaredNorms(x, n);
            DualActivation own = layers.dual();
            layers.prepare(own, norms);
            this.pair = layers.pair(own);
        }

        double tangent(int i, int j) {
            int inputs = layers.inputs();
            double inner = 0;
            double apart = 0;
            double along = 0;
            for (int k = 0; k < inputs; k++) {
                double a = x[i * inputs + k];
                double b = x[j * inputs + k];
                inner += a * b;
                apart += (a - b) * (a - b);
                along += (a + b) * (a + b);
            }
            return layers.tangent(pair, norms[i], norms[j], inner, apart, along);
        }
    }

    private double[] squaredNorms(double[] x, int n) {
        int inputs = layers.inputs();
        if (n < 1 || x.length != (long) n * inputs) {
            throw new IllegalArgumentException("x must hold " + n + " x " + inputs + " values but had " + x.length);
        }
        double[] norms = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < inputs; k++) {
                norms[i] += x[i * inputs + k] * x[i * inputs + k];
            }
        }
        return norms;
    }
}
