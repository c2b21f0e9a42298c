package org.spectralsweep.trial;

import org.spectralsweep.linalg.Simd;
import org.spectralsweep.spec.Refusal;

/**
 * How the shallow engine's loops are written, as a spec writes it. It changes the speed but not a bit of any result, so
 * it is not part of any id.
 */
public enum SimdChoice {
    /** The Vector API if the virtual machine has it. */
    AUTO,
    /** The Vector API; it is an error if the virtual machine does not have it. */
    VECTOR,
    /** Plain loops. */
    SCALAR;

    /**
     * The choice for this virtual machine.
     *
     * @throws IllegalArgumentException with one clear sentence if it is not available here
     */
    Simd resolve() {
        if (this == AUTO) {
            return Simd.best();
        }
        if (this == VECTOR && !Simd.VECTOR.isAvailable()) {
            throw new Refusal(
                    "simd",
                    "must be auto or scalar in a Java virtual machine started without --add-modules=jdk.incubator.vector but was vector");
        }
        return this == VECTOR ? Simd.VECTOR : Simd.SCALAR;
    }
}
