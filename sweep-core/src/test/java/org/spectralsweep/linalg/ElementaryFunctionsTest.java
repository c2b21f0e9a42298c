package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions in float32 against those of {@code StrictMath} in float64, at the same arguments. */
class ElementaryFunctionsTest {
    private final ElementaryFunctions functions = new ElementaryFunctions();

    /** A function under test, and how far from it float32 may be, as a part of 1 or of the value. */
    enum Function {
        EXP(x -> StrictMath.exp(Math.min(x, 0)), -30, 0, 1, 3e-7) {
            @Override
            void apply(ElementaryFunctions by, float[] x, float[] into, int count) {
                by.exp(x, into, count);
            }
        },
        TANH(StrictMath::tanh, -12, 12, 1e-30, 3.5e-7) {
            @Override
            void apply(ElementaryFunctions by, float[] x, float[] into, int count) {
                by.tanh(x, into, count);
            }
        },
        ERF(Erf::erf, -5, 5, 1e-30, 3.5e-7) {
            @Override
            void apply(ElementaryFunctions by, float[] x, float[] into, int count) {
                by.erf(x, into, count);
            }
        },
        SINE(StrictMath::sin, -300, 300, 1, 1.5e-7) {
            @Override
            void apply(ElementaryFunctions by, float[] x, float[] into, int count) {
                by.sinCos(x, into, new float[ElementFunction.TILE], count);
            }
        },
        COSINE(StrictMath::cos, -300, 300, 1, 1.5e-7) {
            @Override
            void apply(ElementaryFunctions by, float[] x, float[] into, int count) {
                by.sinCos(x, new float[ElementFunction.TILE], into, count);
            }
        };

        private final DoubleUnaryOperator exact;
        private final double from;
        private final double to;
        private final double floor;
        private final double tolerance;

        Function(DoubleUnaryOperator exact, double from, double to, double floor, double tolerance) {
            this.exact = exact;
            this.from = from;
            this.to = to;
            this.floor = floor;
            this.tolerance = tolerance;
        }

        abstract void apply(ElementaryFunctions by, float[] x, float[] into, int count);
    }

    @ParameterizedTest
    @EnumSource
    void agreeWithStrictMath(Function function) {
        Random random = new Random(3);
        float[] x = new float[ElementFunction.TILE];
        float[] values = new float[x.length];
        double largest = 0;
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < x.length; i++) {
                double share = random.nextDouble();
                // Half of them near zero, on a scale of powers of ten.
                x[i] = i % 2 == 0
                        ? (float) (function.from + share * (function.to - function.from))
                        : (float) ((random.nextBoolean() ? 1 : -1) * Math.pow(10, -8 * share));
            }
            function.apply(functions, x, values, x.length);
            for (int i = 0; i < x.length; i++) {
                double expected = function.exact.applyAsDouble(x[i]);
                double error = Math.abs(values[i] - expected) / Math.max(function.floor, Math.abs(expected));
                assertThat(error).as("at %s", x[i]).isLessThan(function.tolerance);
                largest = Math.max(largest, error);
            }
        }
        // Float32 cannot be better than this, so the comparison can fail.
        assertThat(largest).isGreaterThan(2e-8);
    }

    @ParameterizedTest
    @EnumSource
    void haveTheSameBitsWhereverAnElementLies(Function function) {
        float[] x = new float[ElementFunction.TILE];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (function.from + (function.to - function.from) * i / x.length);
        }
        float[] all = new float[x.length];
        function.apply(functions, x, all, x.length);
        for (int count : new int[] {0, 1, 7, 8, 15, 16, 17, 33, 1023}) {
            float[] some = new float[x.length];
            function.apply(functions, x, some, count);
            for (int i = 0; i < x.length; i++) {
                assertThat(some[i]).isEqualTo(i < count ? all[i] : 0);
            }
            float[] inPlace = x.clone();
            function.apply(functions, inPlace, inPlace, count);
            for (int i = 0; i < x.length; i++) {
                assertThat(inPlace[i]).isEqualTo(i < count ? all[i] : x[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepWhatIsNotANumber(Function function) {
        float[] x = {Float.NaN, 1};
        float[] values = new float[2];
        function.apply(functions, x, values, 2);
        assertThat(values[0]).isNaN();
        assertThat((double) values[1]).isEqualTo(function.exact.applyAsDouble(1), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(floats = {1e4f, 1e7f, 1e20f, Float.MAX_VALUE})
    void farOutTheyAreBounded(float far) {
        float[] x = {far, -far};
        float[] values = new float[2];
        for (Function function : Function.values()) {
            function.apply(functions, x, values, 2);
            for (float value : values) {
                assertThat(value).isBetween(function == Function.EXP ? 0f : -1f, 1f);
            }
        }
    }

    @Test
    void areExactAtZero() {
        float[] values = new float[1];
        for (Function function : Function.values()) {
            function.apply(functions, new float[1], values, 1);
            assertThat(values[0]).isEqualTo((float) function.exact.applyAsDouble(0));
        }
    }
}
