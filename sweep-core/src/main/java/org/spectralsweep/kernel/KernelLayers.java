package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasInit;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.ConstantBias;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.nn.WeightInit;

/**
 * The recursion of {@link AnalyticKernel} over a network's layers, and its constants.
 *
 * @param activation s of the hidden units
 * @param shift the bias that all hidden units have at the start, or 0; a unit of ReLU is then max(z + shift, 0)
 * @param inputs columns of x
 * @param firstVariance tau_1^2
 * @param biasVariance s^2 of hidden layers
 * @param hiddenBias 1 where hidden layers have a bias, else 0
 * @param scales u_l of every layer above the first, the outer one last
 * @param variances tau_l^2 of the same layers; the last is A
 * @param outer 1 where the outer layer is trained, else 0
 * @param outputBias 1 where there is a trained output bias, else 0
 * @param outputBiasVariance variance of the initial output bias, 0 without one
 * @param skip whether there are skip connections
 */
record KernelLayers(
        Activation activation,
        double shift,
        int inputs,
        double firstVariance,
        double biasVariance,
        double hiddenBias,
        List<Double> scales,
        List<Double> variances,
        double outer,
        double outputBias,
        double outputBiasVariance,
        boolean skip) {
    static KernelLayers of(MlpSpec spec) {
        WeightInit weights = spec.initialization().weights();
        BiasInit bias = spec.initialization().bias();
        List<Double> scales = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        int last = spec.layers() - 1;
        for (int layer = 1; layer <= last; layer++) {
            int fanIn = spec.fanIn(layer);
            scales.add(spec.parameterization() == Parameterization.NTK ? spec.cSigma() : fanIn);
            boolean signs = layer == last && spec.initialization().outer() == OuterWeights.RADEMACHER;
            variances.add(signs ? 1 : variance(weights, fanIn));
        }
        boolean biased = spec.bias() != BiasMode.NONE;
        double biasVariance = biased && bias instanceof NormalBias normal ? normal.std() * normal.std() : 0;
        return new KernelLayers(
                spec.activation(),
                biased && bias instanceof ConstantBias constant ? constant.value() : 0,
                spec.inputs(),
                variance(weights, spec.inputs()),
                biasVariance,
                biased ? 1 : 0,
                scales,
                variances,
                spec.trainOuter() ? 1 : 0,
                spec.trainOuter() && spec.bias() == BiasMode.ALL ? 1 : 0,
                spec.bias() == BiasMode.ALL ? biasVariance : 0,
                spec.skip());
    }

    private static double variance(WeightInit init, int fanIn) {
        if (init instanceof He he) {
            return 2 / ((1 + he.negativeSlope() * he.negativeSlope()) * fanIn);
        }
        double std = ((Normal) init).std();
        return std * std;
    }

    /** What computes moments of the activation, shared by all pairs of one matrix. */
    DualActivation dual() {
        return shift == 0 ? DualActivation.of(activation) : new ShiftedRectifierDual(shift);
    }

    /** The moments of one pair of inputs, with which {@link #tangent} works. */
    LayerPair pair(DualActivation dual) {
        if (activation instanceof Relu && shift == 0) {
            return new RectifiedPair(0);
        }
        return activation instanceof LeakyRelu leaky ? new RectifiedPair(leaky.negativeSlope()) : new DualPair(dual);
    }

    /**
     * Says which variances the pairs of some inputs will have, layer by layer. Pairs then find them at hand.
     *
     * @param squaredNorms |x|^2 of each input
     */
    void prepare(DualActivation dual, double[] squaredNorms) {
        if (!(dual instanceof TanhDual)) {
            return;
        }
        double[] q = new double[squaredNorms.length];
        double[] h = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = firstVariance * squaredNorms[i] + biasVariance;
        }
        for (int l = 0; l < scales.size(); l++) {
            dual.prepare(q);
            double variance = scales.get(l) * variances.get(l);
            for (int i = 0; i < q.length; i++) {
                // The mean of tanh is zero, so skip connections add no more than squares.
                h[i] = (skip ? h[i] : 0) + dual.square(q[i]);
                q[i] = variance * h[i] + biasVariance;
            }
        }
    }

    /**
     * K of two inputs. Afterwards the pair is that of the last hidden layer.
     *
     * @param xx |x|^2
     * @param zz |z|^2
     * @param xz x.z
     * @param apart |x - z|^2
     * @param along |x + z|^2
     */
    double tangent(LayerPair pair, double xx, double zz, double xz, double apart, double along) {
        pair.start(
                firstVariance * xx + biasVariance,
                firstVariance * zz + biasVariance,
                firstVariance * apart,
                firstVariance * along + 4 * biasVariance);
        double tangent = pair.activate(xz + hiddenBias, false);
        int last = scales.size() - 1;
        for (int l = 0; l < last; l++) {
            double scale = scales.get(l);
            double variance = scale * variances.get(l);
            double next = scale * pair.covariance() + hiddenBias + variance * tangent;
            pair.propagate(variance, biasVariance);
            tangent = (skip ? tangent : 0) + pair.activate(next, skip);
        }
        return outer * (scales.get(last) * pair.covariance() + outputBias)
                + scales.get(last) * variances.get(last) * tangent;
    }

    /** E f(x) f(z) of the pair that {@link #tangent} left. */
    double outputCovariance(LayerPair pair) {
        int last = scales.size() - 1;
        return scales.get(last) * variances.get(last) * pair.covariance() + outputBiasVariance;
    }

    /** P(z_l + b &gt; 0) of each hidden layer of ReLU units for an input of this squared norm. */
    double[] activeShares(double squaredNorm) {
        double[] shares = new double[scales.size()];
        DualActivation dual = dual();
        double q = firstVariance * squaredNorm + biasVariance;
        double square = 0;
        double mean = 0;
        for (int l = 0; l < shares.length; l++) {
            // At a variance of 0 without a bias every unit is at its kink, where it is off.
            shares[l] = dual instanceof ShiftedRectifierDual shifted ? shifted.share(q) : q > 0 ? 0.5 : 0;
            square = dual.square(q) + (skip && l > 0 ? square + 2 * mean * dual.mean(q) : 0);
            mean = dual.mean(q) + (skip && l > 0 ? mean : 0);
            q = scales.get(l) * variances.get(l) * square + biasVariance;
        }
        return shares;
    }
}
