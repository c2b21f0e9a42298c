package org.spectralsweep.train;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.OneDnn;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;

/** The implementations of training. They differ in speed and rounding, not in what they compute. */
public enum EngineName {
    /**
     * Any network. In float32 oneDNN computes whole layers outside the heap; otherwise matrix products run in OpenBLAS,
     * and everything else is fused around them. O(weights * n) a step.
     */
    DENSE,
    /** One hidden layer, up to four inputs, one output. No activation is stored. O(width * n) a step. */
    SHALLOW,
    /**
     * One hidden layer on points of a line or of a circle around the origin, one output, float64. O(width + n) a step.
     */
    CIRCLE;

    Engine create(Mlp network, Samples data, TrainSpec spec, @Nullable MiniBatches batches) {
        return switch (this) {
            case DENSE ->
                isNative(network)
                        ? new NativeDenseEngine(network, data, spec, batches)
                        : new DenseEngine(network, data, spec, batches);
            case SHALLOW -> new ShallowEngine(network, data, spec, batches);
            case CIRCLE -> new CircleEngine(network, data, spec, batches);
        };
    }

    /**
     * Whether oneDNN computes a dense network. The halves of a mirrored one must sum alike, which only the other does.
     */
    private static boolean isNative(Mlp network) {
        return network.precision() == Precision.FLOAT32
                && !network.spec().initialization().mirrored()
                && OneDnn.isAvailable();
    }

    /** The name in specs and tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
