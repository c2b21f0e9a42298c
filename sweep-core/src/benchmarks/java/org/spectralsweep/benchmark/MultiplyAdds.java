package org.spectralsweep.benchmark;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Multiply-adds on vectors that stay in registers. Each result is needed again only after eleven others, which is
 * longer than a multiply-add takes. So the processor's units for multiply-adds are never idle.
 */
final class MultiplyAdds {
    private static final int ACCUMULATORS = 12;

    private MultiplyAdds() {}

    /** Bits of a vector. */
    static int vectorBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /** Operations of {@link #float32}, two a multiply-add. */
    static double float32Operations(int rounds) {
        return 2.0 * ACCUMULATORS * FloatVector.SPECIES_PREFERRED.length() * rounds;
    }

    /** Multiply-adds in float32. */
    static double float32(int rounds) {
        FloatVector factor = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.999f);
        FloatVector added = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.001f);
        FloatVector a0 = added;
        FloatVector a1 = added;
        FloatVector a2 = added;
        FloatVector a3 = added;
        FloatVector a4 = added;
        FloatVector a5 = added;
        FloatVector a6 = added;
        FloatVector a7 = added;
        FloatVector a8 = added;
        FloatVector a9 = added;
        FloatVector a10 = added;
        FloatVector a11 = added;
        for (int round = 0; round < rounds; round++) {
            a0 = a0.fma(factor, added);
            a1 = a1.fma(factor, added);
            a2 = a2.fma(factor, added);
            a3 = a3.fma(factor, added);
            a4 = a4.fma(factor, added);
            a5 = a5.fma(factor, added);
            a6 = a6.fma(factor, added);
            a7 = a7.fma(factor, added);
            a8 = a8.fma(factor, added);
            a9 = a9.fma(factor, added);
            a10 = a10.fma(factor, added);
            a11 = a11.fma(factor, added);
        }
        FloatVector sum = a0;
        sum = sum.add(a1);
        sum = sum.add(a2);
        sum = sum.add(a3);
        sum = sum.add(a4);
        sum = sum.add(a5);
        sum = sum.add(a6);
        sum = sum.add(a7);
        sum = sum.add(a8);
        sum = sum.add(a9);
        sum = sum.add(a10);
        sum = sum.add(a11);
        return sum.lane(0);
    }

    /** Operations of {@link #float64}, two a multiply-add. */
    static double float64Operations(int rounds) {
        return 2.0 * ACCUMULATORS * DoubleVector.SPECIES_PREFERRED.length() * rounds;
    }

    /** Multiply-adds in float64. */
    static double float64(int rounds) {
        DoubleVector factor = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 0.999);
        DoubleVector added = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 0.001);
        DoubleVector a0 = added;
        DoubleVector a1 = added;
        DoubleVector a2 = added;
        DoubleVector a3 = added;
        DoubleVector a4 = added;
        DoubleVector a5 = added;
        DoubleVector a6 = added;
        DoubleVector a7 = added;
        DoubleVector a8 = added;
        DoubleVector a9 = added;
        DoubleVector a10 = added;
        DoubleVector a11 = added;
        for (int round = 0; round < rounds; round++) {
            a0 = a0.fma(factor, added);
            a1 = a1.fma(factor, added);
            a2 = a2.fma(factor, added);
            a3 = a3.fma(factor, added);
            a4 = a4.fma(factor, added);
            a5 = a5.fma(factor, added);
            a6 = a6.fma(factor, added);
            a7 = a7.fma(factor, added);
            a8 = a8.fma(factor, added);
            a9 = a9.fma(factor, added);
            a10 = a10.fma(factor, added);
            a11 = a11.fma(factor, added);
        }
        DoubleVector sum = a0;
        sum = sum.add(a1);
        sum = sum.add(a2);
        sum = sum.add(a3);
        sum = sum.add(a4);
        sum = sum.add(a5);
        sum = sum.add(a6);
        sum = sum.add(a7);
        sum = sum.add(a8);
        sum = sum.add(a9);
        sum = sum.add(a10);
        sum = sum.add(a11);
        return sum.lane(0);
    }
}
