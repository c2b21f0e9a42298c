package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final double[] X = Networks.gaussian(8, 1);
    private static final double[] Y = Networks.gaussian(4, 1);

    private static void assertRefused(ThrowingCallable samples, String message) {
        assertThatIllegalArgumentException().isThrownBy(samples).withMessage(message);
    }

    @Test
    void refuseArraysOfTheWrongSize() {
        assertRefused(() -> new Samples(0, 2, 1, X, Y, new int[4], 1), "count must be at least 1 but was 0");
        assertRefused(() -> new Samples(4, 3, 1, X, Y, new int[4], 1), "x must hold 12 numbers but held 8");
        assertRefused(() -> new Samples(4, 2, 2, X, Y, new int[4], 1), "y must hold 8 numbers but held 4");
        assertRefused(() -> new Samples(4, 2, 1, X, Y, new int[5], 1), "region must hold 4 labels but held 5");
    }

    @Test
    void refuseNumbersThatAreNotFinite() {
        double[] broken = Y.clone();
        broken[2] = Double.NaN;
        assertRefused(() -> new Samples(4, 2, 1, X, broken, new int[4], 1), "y must hold finite numbers but held NaN");
        broken[2] = Double.NEGATIVE_INFINITY;
        assertRefused(
                () -> new Samples(4, 1, 1, broken, Y, new int[4], 1), "x must hold finite numbers but held -Infinity");
    }

    @Test
    void refuseUnknownRegions() {
        assertRefused(
                () -> new Samples(4, 2, 1, X, Y, new int[] {0, 0, 2, 0}, 2), "region must be from 0 to 1 but was 2");
        assertRefused(
                () -> new Samples(4, 2, 1, X, Y, new int[] {0, 0, -1, 0}, 2), "region must be from 0 to 1 but was -1");
    }

    @Test
    void refuseAGridOfAnotherSize() {
        new Samples(4, 2, 1, X, Y, new int[4], 1, new int[] {2, 2});
        assertRefused(
                () -> new Samples(4, 2, 1, X, Y, new int[4], 1, new int[] {2, 3}),
                "shape must have 4 points but had 6");
    }
}
