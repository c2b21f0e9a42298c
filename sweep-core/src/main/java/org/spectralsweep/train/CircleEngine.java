package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.ArcSum;
import org.spectralsweep.nn.ArcUnits;
import org.spectralsweep.nn.Arcs;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.PointCycle;
import org.spectralsweep.nn.Samples;

/**
 * {@link EngineName#CIRCLE}: a unit of the first layer is active on one arc of the sorted points. Outputs are therefore
 * a running sum over arc ends ({@link ArcSum}), and gradients are differences of another running sum
 * ({@link ArcGradients}). A step costs O(width + n), also with mini-batches; samples outside the batch count as zero
 * residuals. Plain gradient descent is one pass over the units ({@link ArcDescent}). Other rules update the units in an
 * array of their own, and so does plain descent of leaky units.
 *
 * <p>All arithmetic is in plain loops, because much of the time goes into four signs per unit at scattered points. A
 * variant used one vector per unit for the rest. On Java 17 its pass over the units took 10 to 20 % less time, too
 * little for a second form of the code.
 *
 * <p>Outputs and gradients differ from those of the other engines by rounding, of the order of 1e-16 times the sum of
 * the absolute terms.
 */
final class CircleEngine implements Engine {
    private static final int STRIDE = PointCycle.STRIDE;

    private final Samples data;
    private final TrainSpec spec;
    private final @Nullable MiniBatches batches;
    private final int width;
    private final double multiplier;
    private final boolean trainOuter;
    private final boolean trainOutputBias;
    private final double slope;
    private final CircleUnits units;
    private final ArcGradients gradients;
    private final MappedResiduals mapped;
    private final ArcDescent descent;
    private final @Nullable UpdateRule rule;
    private final Float64Array gradient;
    /** The parameters at the start, if decay must leave some of them alone; otherwise empty. */
    private final double[] fixed;

    CircleEngine(Mlp network, Samples data, TrainSpec spec, @Nullable MiniBatches batches) {
        MlpSpec shape = network.spec();
        check(network);
        this.data = data;
        this.spec = spec;
        this.batches = batches;
        width = shape.fanOut(0);
        multiplier = shape.multiplier(1);
        trainOuter = shape.trainOuter();
        trainOutputBias = trainOuter && shape.hasBias(1);
        units = new CircleUnits(network, PointCycle.of(data.x(), data.inputs(), data.count(), shape.hasBias(0)));
        gradients = new ArcGradients(units.arcs().cycle());
        mapped = new MappedResiduals(data, spec.residualMap());
        descent = new ArcDescent(units.arcs(), trainOuter);
        int count = units.parameters().length();
        slope = shape.negativeSlope();
        rule = spec.optimizer().isPlain() && slope == 0
                ? null
                : spec.optimizer().rule(spec.learningRate(), Precision.FLOAT64, count);
        gradient = (Float64Array) Precision.FLOAT64.zeros(rule == null ? 0 : count);
        fixed = spec.optimizer().decay().isNone() || trainOuter
                ? new double[0]
                : units.parameters().elements().clone();
    }

    private static void check(Mlp network) {
        if (network.spec().output() != OutputFunction.LINEAR) {
            throw new IllegalArgumentException("engine circle needs a linear output but it was sigmoid");
        }
        if (!network.spec().activation().isRectifier()) {
            throw new IllegalArgumentException("engine circle needs rectifiers but had "
                    + network.spec().activation().type());
        }
        if (!ArcUnits.fits(network.spec())) {
            throw new IllegalArgumentException(
                    "engine circle needs one hidden layer, one or two inputs and one output but the network was "
                            + network.spec().inputs() + " -> " + network.spec().widths() + " -> "
                            + network.spec().outputs());
        }
        if (network.precision() != Precision.FLOAT64) {
            throw new IllegalArgumentException("engine circle needs precision float64 but it was float32");
        }
    }

    @Override
    public void evaluate(boolean stepFollows, double[] outputs) {
        double[] f = units.outputs();
        int[] positions = units.arcs().cycle().positions();
        for (int i = 0; i < positions.length; i++) {
            outputs[i] = f[positions[i]];
        }
        if (batches == null && stepFollows) {
            gradients.clear();
            double[] y = mapped.targets(outputs);
            for (int i = 0; i < positions.length; i++) {
                gradients.add(positions[i], outputs[i] - y[i]);
            }
        }
    }

    @Override
    public double step() {
        int n = data.count();
        double squares = Double.NaN;
        if (batches != null) {
            n = batches.advance();
            squares = takeBatch(batches, n);
        }
        double q = spec.loss().kernelFactor(n);
        if (rule == null) {
            descend(q);
        } else {
            update(rule, q);
        }
        return squares / n;
    }

    private double takeBatch(MiniBatches from, int n) {
        double[] f = units.outputs();
        int[] positions = units.arcs().cycle().positions();
        gradients.clear();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            int sample = from.sample(i);
            double residual = f[positions[sample]] - data.y()[sample];
            gradients.add(positions[sample], residual);
            squares += residual * residual;
        }
        return squares;
    }

    private void descend(double q) {
        double rate = spec.learningRate() * q;
        double[] values = units.parameters().elements();
        if (trainOutputBias) {
            values[STRIDE * width] -= rate * gradients.total();
        }
        gradients.sum(rate * multiplier);
        descent.step(values, width, gradients.sums(), units.sum());
    }

    private void update(UpdateRule by, double q) {
        gradients.sum(q * multiplier);
        double[] values = units.parameters().elements();
        double[] into = gradient.elements();
        double[] sums = gradients.sums();
        int turn = STRIDE * units.arcs().cycle().size();
        long[] bounds = units.arcs().bounds();
        for (int j = 0; j < width; j++) {
            int start = STRIDE * Arcs.start(bounds[j]);
            int end = STRIDE * Arcs.end(bounds[j]);
            int at = STRIDE * j;
            double s0 = sums[end] - sums[start];
            double s1 = sums[end + 1] - sums[start + 1];
            double s2 = sums[end + 2] - sums[start + 2];
            if (slope != 0) {
                // The slope is 1 on the arc and a elsewhere.
                s0 = Math.fma(slope, sums[turn], (1 - slope) * s0);
                s1 = Math.fma(slope, sums[turn + 1], (1 - slope) * s1);
                s2 = Math.fma(slope, sums[turn + 2], (1 - slope) * s2);
            }
            double a = values[at + 3];
            into[at] = a * s0;
            into[at + 1] = a * s1;
            into[at + 2] = a * s2;
            into[at + 3] = trainOuter ? Math.fma(values[at], s0, Math.fma(values[at + 1], s1, values[at + 2] * s2)) : 0;
        }
        into[STRIDE * width] = trainOutputBias ? q * gradients.total() : 0;
        by.update(units.parameters(), gradient);
        if (fixed.length > 0) {
            for (int at = STRIDE - 1; at < STRIDE * width; at += STRIDE) {
                values[at] = fixed[at];
            }
            values[STRIDE * width] = fixed[STRIDE * width];
        }
        units.follow();
    }

    @Override
    public void publish() {
        units.publish(trainOuter);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        units.save(out);
        if (rule != null) {
            rule.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        units.restore(in);
        if (rule != null) {
            rule.restore(in);
        }
    }
}
