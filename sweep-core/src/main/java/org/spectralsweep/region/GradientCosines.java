package org.spectralsweep.region;

import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputDeltas;
import org.spectralsweep.nn.SampleGradients;

/**
 * Gradient confusion of pairs of samples (LL23): the cosine of the angle between the gradients of the samples' own
 * losses L_i by all trained parameters,
 *
 * <pre>
 * cos(i, j) = g_i . g_j / (|g_i| |g_j|),
 * g_i . g_j = sum over layers of  delta_l(i) . delta_l(j)  (m_l^2 h_(l-1)(i) . h_(l-1)(j) + [bias]).
 * </pre>
 *
 * <p>For one output and a squared loss g_i = 2 r_i df(x_i), so cos(i, j) = sign(r_i r_j) K_ij / sqrt(K_ii K_jj). Its
 * absolute value is the normalised empirical tangent kernel ({@link org.spectralsweep.nn.SampleGradients} forms both).
 * Only its sign depends on the target.
 *
 * <p>No gradient is formed. Cost: a forward and a backward pass of both samples of a pair, 8 flops a weight, and 6
 * products of a layer's width. Memory: a block of samples.
 */
public final class GradientCosines {
    private GradientCosines() {}

    /**
     * The cosine of each pair.
     *
     * @param loss the loss that is differentiated, sample by sample; all squared losses have the same cosines
     * @param x all samples, row-major
     * @param y all targets, samples x outputs
     * @return one number a pair, in [-1, 1]; NaN where a gradient is zero, because the residual is zero or no path of
     *     units is on
     */
    public static double[] cosines(Mlp network, Loss loss, double[] x, double[] y, SamplePairs pairs) {
        MlpSpec spec = network.spec();
        double[] cosines = new double[pairs.count()];
        if (cosines.length == 0) {
            return cosines;
        }
        SampleGradients gradients = new SampleGradients(network, Math.multiplyExact(2, pairs.count()));
        int block = Math.max(1, gradients.rows() / 2);
        int inputs = spec.inputs();
        int outputs = spec.outputs();
        double[] points = new double[2 * block * inputs];
        double[] targets = new double[2 * block * outputs];
        for (int from = 0; from < cosines.length; from += block) {
            network.deadline().check();
            int count = Math.min(block, cosines.length - from);
            for (int i = 0; i < count; i++) {
                System.arraycopy(x, pairs.left()[from + i] * inputs, points, i * inputs, inputs);
                System.arraycopy(x, pairs.right()[from + i] * inputs, points, (count + i) * inputs, inputs);
            }
            double[] values = gradients.run(points, 2 * count);
            for (int i = 0; i < 2 * count; i++) {
                int sample = i < count ? pairs.left()[from + i] : pairs.right()[from + i - count];
                System.arraycopy(y, sample * outputs, targets, i * outputs, outputs);
            }
            Products products = new Products(count);
            double[] outer = OutputDeltas.of(spec, loss, values, targets, 2 * count);
            gradients.backward(outer, 2 * count, products);
            products.cosines(cosines, from);
        }
        return cosines;
    }

    /** Sums the products of the two halves of a block, layer by layer, in float64. */
    private static final class Products implements SampleGradients.Layer {
        private final int count;
        private final double[] across;
        private final double[] left;
        private final double[] right;

        Products(int count) {
            this.count = count;
            across = new double[count];
            left = new double[count];
            right = new double[count];
        }

        @Override
        public void visit(RealArray read, int columns, RealArray delta, int units, double multiplier, boolean bias) {
            double[] a = new double[Math.max(columns, units)];
            double[] b = new double[a.length];
            double square = multiplier * multiplier;
            double one = bias ? 1 : 0;
            for (int i = 0; i < count; i++) {
                read.read(i * columns, a, 0, columns);
                read.read((count + i) * columns, b, 0, columns);
                double inner = square * dot(a, b, columns) + one;
                double innerLeft = square * dot(a, a, columns) + one;
                double innerRight = square * dot(b, b, columns) + one;
                delta.read(i * units, a, 0, units);
                delta.read((count + i) * units, b, 0, units);
                across[i] += inner * dot(a, b, units);
                left[i] += innerLeft * dot(a, a, units);
                right[i] += innerRight * dot(b, b, units);
            }
        }

        /** Four sums, so that an addition need not wait for the one before it. */
        private static double dot(double[] a, double[] b, int length) {
            double first = 0;
            double second = 0;
            double third = 0;
            double fourth = 0;
            int k = 0;
            for (; k + 3 < length; k += 4) {
                first += a[k] * b[k];
                second += a[k + 1] * b[k + 1];
                third += a[k + 2] * b[k + 2];
                fourth += a[k + 3] * b[k + 3];
            }
            for (; k < length; k++) {
                first += a[k] * b[k];
            }
            return (first + second) + (third + fourth);
        }

        void cosines(double[] into, int at) {
            for (int i = 0; i < count; i++) {
                // Divides by each root in turn, because the product of the two may underflow.
                double cosine = across[i] / Math.sqrt(left[i]) / Math.sqrt(right[i]);
                into[at + i] = Math.max(-1, Math.min(1, cosine));
            }
        }
    }
}
