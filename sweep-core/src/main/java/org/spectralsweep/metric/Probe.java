package org.spectralsweep.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.EmpiricalTangentKernel;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;

/** A network at one checkpoint. Whatever several metrics need is computed once, when first asked for. */
public final class Probe {
    private final Scene scene;
    private final long step;
    private final Mlp network;
    private final double[] outputs;
    private final @Nullable StepRule stepRule;
    private double @Nullable [] residuals;
    private double @Nullable [] gridOutputs;
    private @Nullable ActivationPatterns patterns;
    private @Nullable Boolean finite;
    private final Map<Integer, double[]> kernels = new HashMap<>();

    /**
     * @param outputs of the network on the training samples; kept, not copied
     */
    public Probe(Scene scene, long step, Mlp network, double[] outputs) {
        this(scene, step, network, outputs, null);
    }

    /**
     * @param outputs of the network on the training samples; kept, not copied
     * @param stepRule the update rule; null if no metric asks for it
     */
    public Probe(Scene scene, long step, Mlp network, double[] outputs, @Nullable StepRule stepRule) {
        this.scene = scene;
        this.step = step;
        this.network = network;
        this.outputs = outputs;
        this.stepRule = stepRule;
    }

    Scene scene() {
        return scene;
    }

    long step() {
        return step;
    }

    Mlp network() {
        return network;
    }

    /** The update rule. */
    StepRule stepRule() {
        return Objects.requireNonNull(stepRule, "no update rule is known");
    }

    /** f on the training samples, n x outputs. */
    double[] outputs() {
        return outputs;
    }

    /** f(x_i) - y_i on the training samples, with the labels that are trained on. */
    double[] residuals() {
        double[] values = residuals;
        if (values == null) {
            values = from(scene.data().y());
            residuals = values;
        }
        return values;
    }

    /** The same against the target itself, which the labels' noise is not part of. */
    double[] cleanResiduals() {
        double[] clean = scene.cleanLabels();
        return clean == scene.data().y() ? residuals() : from(clean);
    }

    private double[] from(double[] y) {
        double[] values = new double[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = outputs[i] - y[i];
        }
        return values;
    }

    /** f on the evaluation grid; valid until the next probe asks for it. */
    double[] gridOutputs() {
        double[] values = gridOutputs;
        if (values == null) {
            values = scene.onGrid(network).outputs();
            gridOutputs = values;
        }
        return values;
    }

    /** Whether all weights are finite; those of a run that diverged may not be. */
    boolean isFinite() {
        Boolean known = finite;
        if (known == null) {
            known = network.isFinite();
            finite = known;
        }
        return known;
    }

    /** The activation patterns of all training samples. */
    ActivationPatterns patterns() {
        ActivationPatterns known = patterns;
        if (known == null) {
            Samples data = scene.data();
            known = ActivationPatterns.of(network, data.x(), data.count());
            patterns = known;
        }
        return known;
    }

    /** The pairs of samples that a pairing chooses, see {@link Scene#pairs}. */
    Pairs pairs(Pairing pairing) {
        return scene.pairs(pairing, network.deadline());
    }

    /** The network's own tangent kernel on {@link Scene#subset} of {@code points} points. */
    double[] tangentKernel(int points) {
        Subset subset = scene.subset(points);
        return kernels.computeIfAbsent(
                subset.count(), count -> EmpiricalTangentKernel.gram(network, subset.x(), subset.count()));
    }
}
