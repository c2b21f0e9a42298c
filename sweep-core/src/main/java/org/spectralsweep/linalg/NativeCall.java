package org.spectralsweep.linalg;

/** A computation on native arrays that was prepared by a {@link NativeProgram}. Running it allocates nothing. */
@FunctionalInterface
public interface NativeCall {
    /** Computes once, on the arrays' present elements. */
    void run();
}
