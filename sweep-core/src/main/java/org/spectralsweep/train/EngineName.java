package org.spectralsweep.train;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Nd4jLibrary;
import org.spectralsweep.linalg.OneDnn;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
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
    CIRCLE,
    /**
     * Any network, in plain operations of ND4J: the reference for the others. O(weights * n) a step, in many more
     * passes over memory, and all activations are stored.
     */
    ND4J;

    Engine create(Mlp network, Samples data, TrainSpec spec, @Nullable MiniBatches batches) {
        return switch (this) {
            case DENSE ->
                usesOneDnn(network.precision(), network.spec().initialization().mirrored())
                        ? new NativeDenseEngine(network, data, spec, batches)
                        : new DenseEngine(network, data, spec, batches);
            case SHALLOW -> new ShallowEngine(network, data, spec, batches);
            case CIRCLE -> new CircleEngine(network, data, spec, batches);
            case ND4J -> new Nd4jEngine(network, data, spec, batches);
        };
    }

    /**
     * Bits of the SIMD vectors in its loops and kernels, 0 for plain loops, as beside OpenBLAS; null if they are
     * ND4J's. This virtual machine must have trained with it.
     */
    public @Nullable Integer vectorBits(Precision precision, boolean mirrored, Simd simd) {
        return switch (this) {
            case DENSE -> usesOneDnn(precision, mirrored) ? OneDnn.vectorBits() : 0;
            case SHALLOW -> simd.bits();
            case CIRCLE -> 0;
            case ND4J -> null;
        };
    }

    /** What computes its matrix products here, with its version; null if it has none. */
    public @Nullable String productLibrary(Precision precision, boolean mirrored) {
        return switch (this) {
            case DENSE -> usesOneDnn(precision, mirrored) ? OneDnn.description() : OpenBlas.library();
            case ND4J -> Nd4jLibrary.backend().toString();
            case SHALLOW, CIRCLE -> null;
        };
    }

    /**
     * Whether this engine computes by oneDNN, wherever that can be used: dense networks in float32. The two halves of a
     * mirrored one must sum alike, which is sure on the heap alone.
     */
    public boolean isNative(Precision precision, boolean mirrored) {
        return this == DENSE && precision == Precision.FLOAT32 && !mirrored;
    }

    private boolean usesOneDnn(Precision precision, boolean mirrored) {
        return isNative(precision, mirrored) && OneDnn.isAvailable();
    }

    /** The name in specs and tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
