package org.spectralsweep.linalg;

import java.util.Locale;
import jdk.incubator.vector.VectorShape;

/** How {@link HiddenLayerLoops} are written. Both ways give the same bits and differ only in speed. */
public enum Simd {
    /** The Vector API, if the virtual machine was started with {@code --add-modules=jdk.incubator.vector}. */
    VECTOR,
    /** Plain loops, which the JIT vectorises as far as it can. Runs anywhere. */
    SCALAR;

    private static final String MODULE = "jdk.incubator.vector";

    /** {@link #VECTOR} if this virtual machine has it, else {@link #SCALAR}. */
    public static Simd best() {
        return VECTOR.isAvailable() ? VECTOR : SCALAR;
    }

    /** Whether this virtual machine can run loops written this way. */
    public boolean isAvailable() {
        return this == SCALAR || ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** Bits of the vectors in this virtual machine; 0 for plain loops. */
    public int bits() {
        return this == VECTOR ? VectorShape.preferredShape().vectorBitSize() : 0;
    }

    /** The name in specs and tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
