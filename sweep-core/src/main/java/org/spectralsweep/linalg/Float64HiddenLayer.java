package org.spectralsweep.linalg;

import java.util.Arrays;

/**
 * {@link HiddenLayerLoops} in float64. Points and units are cut into blocks that stay in the L1 cache. Each block is
 * copied to small arrays, on which the kernels compute.
 *
 * <p>The small arrays are long enough to be processed in whole vectors, so no kernel has to treat the edges. Also, Java
 * 17 does not vectorise a loop that adds an offset to the index of an array.
 */
final class Float64HiddenLayer implements HiddenLayerLoops {
    /**
     * Points of a block, and so the most points that a gradient sums up in float64 before the result is added to the
     * total.
     */
    static final int POINTS = 1024;

    /** Units whose outputs are summed in float64. */
    static final int SUMMED_UNITS = 256;

    /** Units of a block of the gradient, a multiple of the number that a kernel processes at a time. */
    static final int UNITS = 512;

    /**
     * Distance from one unit to the next if parameters are stored unit by unit, and from one point to the next if
     * coordinates are stored point by point.
     */
    static final int STEP = 8;

    /** Index of the bias and its gradient, after those of the inputs. */
    static final int BIAS = HiddenLayer.MOST_INPUTS;

    final Float64HiddenKernels kernels;
    private final double[][] x = new double[HiddenLayer.MOST_INPUTS][POINTS];
    private final double[] rows = new double[POINTS * STEP];
    private final double[] units = new double[SUMMED_UNITS * STEP];
    private final double[] outputs = new double[POINTS];
    private final double[][] weights = new double[BIAS + 1][UNITS];
    private final double[] outer = new double[UNITS];
    private final double[] poison = new double[UNITS];
    private final double[][] sums = new double[BIAS + 1][UNITS];
    private final double[][] totals = new double[BIAS + 1][UNITS];
    private final double[] product = new double[UNITS];

    Float64HiddenLayer(Simd simd) {
        kernels = simd == Simd.VECTOR ? new Float64VectorKernels() : new Float64ScalarKernels();
    }

    /** The kernels need at least two inputs. For one input the second weights and coordinates are 0. */
    private static int kernelInputs(int inputs) {
        return Math.max(2, inputs);
    }

    private static double[] of(RealArray array) {
        return ((Float64Array) array).values;
    }

    @Override
    public void addSum(
            double[] f,
            int count,
            RealArray x,
            int stride,
            RealArray parameters,
            HiddenLayer layer,
            int firstUnit,
            int units) {
        addSum(f, count, of(x), stride, of(parameters), layer, firstUnit, units);
    }

    private void addSum(
            double[] f,
            int count,
            double[] points,
            int stride,
            double[] parameters,
            HiddenLayer layer,
            int firstUnit,
            int unitCount) {
        int loaded = -1;
        for (int unit = 0; unit < unitCount; unit += SUMMED_UNITS) {
            int block = Math.min(SUMMED_UNITS, unitCount - unit);
            double nan = loadUnits(parameters, layer, firstUnit + unit, block);
            for (int from = 0; from < count; from += POINTS) {
                int length = Math.min(POINTS, count - from);
                if (loaded != from) {
                    loadPoints(points, stride, layer.inputs(), from, length);
                    loaded = from;
                }
                kernels.sum(kernelInputs(layer.inputs()), x, length, units, block, nan, outputs);
                kernels.add(f, from, length, layer.multiplier(), outputs);
            }
        }
    }

    /** Gathers the parameters of each unit. Returns 0, or NaN if one is not finite. */
    private double loadUnits(double[] parameters, HiddenLayer layer, int first, int count) {
        int inputs = layer.inputs();
        int last = kernelInputs(layer.inputs());
        double nan = 0.0;
        for (int j = 0; j < count; j++) {
            int to = j * STEP;
            units[to + 1] = 0.0;
            for (int k = 0; k < inputs; k++) {
                units[to + k] = parameters[k * layer.width() + first + j];
            }
            units[to + last] = layer.bias() ? parameters[layer.biasesAt() + first + j] : 0.0;
            units[to + last + 1] = parameters[layer.outerAt() + first + j];
            for (int k = 0; k < last + 2; k++) {
                nan += 0.0 * units[to + k];
            }
        }
        return nan;
    }

    private void loadPoints(double[] points, int stride, int inputs, int from, int count) {
        for (int k = 0; k < inputs; k++) {
            System.arraycopy(points, k * stride + from, x[k], 0, count);
        }
        if (inputs == 1) {
            Arrays.fill(x[1], 0.0);
        }
    }

    @Override
    public void gradient(
            RealArray gradient,
            int count,
            RealArray x,
            int stride,
            RealArray e,
            RealArray parameters,
            HiddenLayer layer) {
        gradient(of(gradient), count, of(x), stride, of(e), of(parameters), layer);
    }

    private void gradient(
            double[] gradient,
            int count,
            double[] points,
            int stride,
            double[] factors,
            double[] parameters,
            HiddenLayer layer) {
        double nan = zeroOrNan(factors, count);
        int loaded = -1;
        for (int unit = 0; unit < layer.width(); unit += UNITS) {
            int block = Math.min(UNITS, layer.width() - unit);
            loadWeights(parameters, layer, unit, block, nan);
            for (int from = 0; from < count; from += POINTS) {
                int length = Math.min(POINTS, count - from);
                if (loaded != from) {
                    loadRows(points, stride, factors, layer.inputs(), from, length);
                    loaded = from;
                }
                sumUp(layer, block, length);
            }
            store(gradient, layer, unit, block);
        }
    }

    /** Gathers the coordinates of each point and its factor. */
    private void loadRows(double[] points, int stride, double[] factors, int inputs, int from, int count) {
        int last = kernelInputs(inputs);
        for (int i = 0; i < count; i++) {
            int to = i * STEP;
            rows[to + 1] = 0.0;
            for (int k = 0; k < inputs; k++) {
                rows[to + k] = points[k * stride + from + i];
            }
            rows[to + last] = factors[from + i];
        }
    }

    private static double zeroOrNan(double[] factors, int count) {
        double nan = 0.0;
        for (int i = 0; i < count; i++) {
            nan += 0.0 * factors[i];
        }
        return nan;
    }

    private void loadWeights(double[] parameters, HiddenLayer layer, int first, int count, double nan) {
        Arrays.fill(poison, nan);
        Arrays.fill(weights[1], 0.0);
        for (int k = 0; k < layer.inputs(); k++) {
            load(weights[k], parameters, k * layer.width() + first, count);
        }
        if (layer.bias()) {
            load(weights[BIAS], parameters, layer.biasesAt() + first, count);
        } else {
            Arrays.fill(weights[BIAS], 0.0);
        }
        System.arraycopy(parameters, layer.outerAt() + first, outer, 0, count);
        for (double[] total : totals) {
            System.arraycopy(poison, 0, total, 0, UNITS);
        }
    }

    /**
     * Loads 0 - w, which is never a negative zero, and makes the sums of a unit NaN if one of its weights is not
     * finite.
     */
    private void load(double[] target, double[] parameters, int at, int count) {
        System.arraycopy(parameters, at, target, 0, count);
        Arrays.fill(target, count, UNITS, 0.0);
        for (int j = 0; j < UNITS; j++) {
            target[j] = 0.0 - target[j];
            poison[j] += 0.0 * target[j];
        }
    }

    /** totals += the sums over the loaded points. */
    private void sumUp(HiddenLayer layer, int block, int length) {
        kernels.gradient(kernelInputs(layer.inputs()), rows, length, weights, block, sums);
        for (int k = 0; k <= BIAS; k++) {
            add(totals[k], sums[k]);
        }
    }

    private static void add(double[] total, double[] sum) {
        for (int j = 0; j < UNITS; j++) {
            total[j] += sum[j];
        }
    }

    private void store(double[] gradient, HiddenLayer layer, int first, int count) {
        double c = layer.multiplier();
        if (layer.trainOuter()) {
            Arrays.fill(product, 0.0);
            for (int k = 0; k < layer.inputs(); k++) {
                subtractProduct(product, weights[k], totals[k]);
            }
            subtractProduct(product, weights[BIAS], totals[BIAS]);
            scale(product, c);
            System.arraycopy(product, 0, gradient, layer.outerAt() + first, count);
        }
        scale(outer, c);
        for (int k = 0; k < layer.inputs(); k++) {
            multiply(product, outer, totals[k]);
            System.arraycopy(product, 0, gradient, k * layer.width() + first, count);
        }
        if (layer.bias()) {
            multiply(product, outer, totals[BIAS]);
            System.arraycopy(product, 0, gradient, layer.biasesAt() + first, count);
        }
    }

    private static void subtractProduct(double[] target, double[] a, double[] b) {
        for (int j = 0; j < UNITS; j++) {
            target[j] = Math.fma(-a[j], b[j], target[j]);
        }
    }

    private static void scale(double[] target, double factor) {
        for (int j = 0; j < UNITS; j++) {
            target[j] *= factor;
        }
    }

    private static void multiply(double[] target, double[] a, double[] b) {
        for (int j = 0; j < UNITS; j++) {
            target[j] = a[j] * b[j];
        }
    }
}
