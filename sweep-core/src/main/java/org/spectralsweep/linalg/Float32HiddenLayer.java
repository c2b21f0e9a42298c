package org.spectralsweep.linalg;

import java.util.Arrays;

/**
 * {@link HiddenLayerLoops} in float32. Points and units are cut into blocks that stay in the L1 cache. Each block is
 * copied to small arrays, on which the kernels compute.
 *
 * <p>The small arrays are long enough to be processed in whole vectors, so no kernel has to treat the edges. Also, Java
 * 17 does not vectorise a loop that adds an offset to the index of an array.
 */
final class Float32HiddenLayer implements HiddenLayerLoops {
    /**
     * Points of a block, and so the most points that a gradient sums up in float32 before the result is added to the
     * total.
     */
    static final int POINTS = 1024;

    /** Units whose outputs are summed in float32. */
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

    final Float32HiddenKernels kernels;
    private final float[][] x = new float[HiddenLayer.MOST_INPUTS][POINTS];
    private final float[] rows = new float[POINTS * STEP];
    private final float[] units = new float[SUMMED_UNITS * STEP];
    private final float[] outputs = new float[POINTS];
    private final float[][] weights = new float[BIAS + 1][UNITS];
    private final float[] outer = new float[UNITS];
    private final float[] poison = new float[UNITS];
    private final float[][] sums = new float[BIAS + 1][UNITS];
    private final float[][] totals = new float[BIAS + 1][UNITS];
    private final float[] product = new float[UNITS];

    Float32HiddenLayer(Simd simd) {
        kernels = simd == Simd.VECTOR ? new Float32VectorKernels() : new Float32ScalarKernels();
    }

    /** The kernels need at least two inputs. For one input the second weights and coordinates are 0. */
    private static int kernelInputs(int inputs) {
        return Math.max(2, inputs);
    }

    private static float[] of(RealArray array) {
        return ((Float32Array) array).values;
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
            float[] points,
            int stride,
            float[] parameters,
            HiddenLayer layer,
            int firstUnit,
            int unitCount) {
        int loaded = -1;
        for (int unit = 0; unit < unitCount; unit += SUMMED_UNITS) {
            int block = Math.min(SUMMED_UNITS, unitCount - unit);
            float nan = loadUnits(parameters, layer, firstUnit + unit, block);
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
    private float loadUnits(float[] parameters, HiddenLayer layer, int first, int count) {
        int inputs = layer.inputs();
        int last = kernelInputs(layer.inputs());
        float nan = 0f;
        for (int j = 0; j < count; j++) {
            int to = j * STEP;
            units[to + 1] = 0f;
            for (int k = 0; k < inputs; k++) {
                units[to + k] = parameters[k * layer.width() + first + j];
            }
            units[to + last] = layer.bias() ? parameters[layer.biasesAt() + first + j] : 0f;
            units[to + last + 1] = parameters[layer.outerAt() + first + j];
            for (int k = 0; k < last + 2; k++) {
                nan += 0f * units[to + k];
            }
        }
        return nan;
    }

    private void loadPoints(float[] points, int stride, int inputs, int from, int count) {
        for (int k = 0; k < inputs; k++) {
            System.arraycopy(points, k * stride + from, x[k], 0, count);
        }
        if (inputs == 1) {
            Arrays.fill(x[1], 0f);
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
            float[] gradient,
            int count,
            float[] points,
            int stride,
            float[] factors,
            float[] parameters,
            HiddenLayer layer) {
        float nan = zeroOrNan(factors, count);
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
    private void loadRows(float[] points, int stride, float[] factors, int inputs, int from, int count) {
        int last = kernelInputs(inputs);
        for (int i = 0; i < count; i++) {
            int to = i * STEP;
            rows[to + 1] = 0f;
            for (int k = 0; k < inputs; k++) {
                rows[to + k] = points[k * stride + from + i];
            }
            rows[to + last] = factors[from + i];
        }
    }

    private static float zeroOrNan(float[] factors, int count) {
        float nan = 0f;
        for (int i = 0; i < count; i++) {
            nan += 0f * factors[i];
        }
        return nan;
    }

    private void loadWeights(float[] parameters, HiddenLayer layer, int first, int count, float nan) {
        Arrays.fill(poison, nan);
        Arrays.fill(weights[1], 0f);
        for (int k = 0; k < layer.inputs(); k++) {
            load(weights[k], parameters, k * layer.width() + first, count);
        }
        if (layer.bias()) {
            load(weights[BIAS], parameters, layer.biasesAt() + first, count);
        } else {
            Arrays.fill(weights[BIAS], 0f);
        }
        System.arraycopy(parameters, layer.outerAt() + first, outer, 0, count);
        for (float[] total : totals) {
            System.arraycopy(poison, 0, total, 0, UNITS);
        }
    }

    /**
     * Loads 0 - w, which is never a negative zero, and makes the sums of a unit NaN if one of its weights is not
     * finite.
     */
    private void load(float[] target, float[] parameters, int at, int count) {
        System.arraycopy(parameters, at, target, 0, count);
        Arrays.fill(target, count, UNITS, 0f);
        for (int j = 0; j < UNITS; j++) {
            target[j] = 0f - target[j];
            poison[j] += 0f * target[j];
        }
    }

    /** totals += the sums over the loaded points. */
    private void sumUp(HiddenLayer layer, int block, int length) {
        kernels.gradient(kernelInputs(layer.inputs()), rows, length, weights, block, sums);
        for (int k = 0; k <= BIAS; k++) {
            add(totals[k], sums[k]);
        }
    }

    private static void add(float[] total, float[] sum) {
        for (int j = 0; j < UNITS; j++) {
            total[j] += sum[j];
        }
    }

    private void store(float[] gradient, HiddenLayer layer, int first, int count) {
        float c = (float) layer.multiplier();
        if (layer.trainOuter()) {
            Arrays.fill(product, 0f);
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

    private static void subtractProduct(float[] target, float[] a, float[] b) {
        for (int j = 0; j < UNITS; j++) {
            target[j] = Math.fma(-a[j], b[j], target[j]);
        }
    }

    private static void scale(float[] target, float factor) {
        for (int j = 0; j < UNITS; j++) {
            target[j] *= factor;
        }
    }

    private static void multiply(float[] target, float[] a, float[] b) {
        for (int j = 0; j < UNITS; j++) {
            target[j] = a[j] * b[j];
        }
    }
}
