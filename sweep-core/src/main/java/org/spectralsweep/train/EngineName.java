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
                isNative(network.precision(), network.spec().initialization().mirrored()) && OneDnn.isAvailable()
                        ? new NativeDenseEngine(network, data, spec, batches)
                        : new DenseEngine(network, data, spec, batches);
            case SHALLOW -> new ShallowEngine(network, data, spec, batches);
            case CIRCLE -> new CircleEngine(network, data, spec, batches);
        };
    }

    /**
     * Whether this engine computes by oneDNN, wherever that can be used: dense networks in float32. The two halves of a
     * mirrored one must sum alike, which is sure on the heap alone.
     */
    public boolean isNative(Precision precision, boolean mirrored) {
        return this == DENSE && precision == Precision.FLOAT32 && !mirrored;
    }

    /** The name in specs and tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
