package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loops over points and hidden units against the obvious ones in float64. Points and weights are multiples of 1/8,
 * so pre-activations are exact in either precision, and many are zero.
 */
class HiddenLayerLoopsTest {
    private static final double MULTIPLIER = 0.3;

    private final Random random = new Random(5);

    static Stream<Arguments> layers() {
        int[][] sizes = {
            {1, 1},
            {3, 17},
            {15, 16},
            {16, 64},
            {17, 65},
            {33, 31},
            {100, 257},
            {1024, 3},
            {1030, 33},
            {2100, 15},
            {40, 600}
        };
        List<Arguments> layers = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (int[] size : sizes) {
                for (int inputs = 1; inputs <= HiddenLayer.MOST_INPUTS; inputs++) {
                    for (boolean bias : new boolean[] {true, false}) {
                        HiddenLayer layer = new HiddenLayer(inputs, size[1], bias, MULTIPLIER, inputs != 2);
                        layers.add(Arguments.of(precision, size[0], layer));
                    }
                }
            }
        }
        return layers.stream();
    }

    private double onGrid() {
        return (random.nextInt(33) - 16) / 8.0;
    }

    private static int stride(int count) {
        return (count + 15) / 16 * 16;
    }

    private RealArray points(Precision precision, int inputs, int count) {
        RealArray x = precision.zeros(inputs * stride(count));
        for (int k = 0; k < inputs; k++) {
            for (int i = 0; i < count; i++) {
                x.set(k * stride(count) + i, onGrid());
            }
        }
        return x;
    }

    private RealArray filled(Precision precision, int length) {
        RealArray array = precision.zeros(length);
        for (int i = 0; i < length; i++) {
            array.set(i, random.nextGaussian());
        }
        return array;
    }

    /** Weights and biases on the grid, any outer weights, and one more number at the end that belongs to nothing. */
    private RealArray parameters(Precision precision, HiddenLayer layer) {
        RealArray parameters = filled(precision, layer.outerAt() + layer.width() + 1);
        for (int i = 0; i < layer.outerAt(); i++) {
            parameters.set(i, onGrid());
        }
        return parameters;
    }

    private static double preActivation(
            HiddenLayer layer, RealArray parameters, int unit, RealArray x, int count, int i) {
        double z = layer.bias() ? parameters.get(layer.biasesAt() + unit) : 0;
        for (int k = 0; k < layer.inputs(); k++) {
            z += parameters.get(k * layer.width() + unit) * x.get(k * stride(count) + i);
        }
        return z;
    }

    /** The result of the operation, which must be the same to the bit for all loops. */
    private static double[] only(Precision precision, Function<HiddenLayerLoops, double[]> operation) {
        double[] result = null;
        for (Simd simd : Simd.values()) {
            if (simd.isAvailable()) {
                double[] values = operation.apply(HiddenLayerLoops.of(precision, simd));
                if (result != null) {
                    assertThat(Arrays.equals(values, result))
                            .as("the same bits")
                            .isTrue();
                }
                result = values;
            }
        }
        return Objects.requireNonNull(result);
    }

    private double[] sums(
            Precision precision,
            int count,
            RealArray x,
            RealArray parameters,
            HiddenLayer layer,
            int first,
            int units) {
        return only(precision, loops -> {
            double[] f = new double[count + 1];
            Arrays.fill(f, 0.25);
            loops.addSum(f, count, x, stride(count), parameters, layer, first, units);
            return f;
        });
    }

    private static double[] gradient(
            Precision precision, int count, RealArray x, RealArray e, RealArray parameters, HiddenLayer layer) {
        return only(precision, loops -> {
            RealArray gradient = precision.zeros(parameters.length());
            double[] values = new double[gradient.length()];
            Arrays.fill(values, 7);
            gradient.write(0, values, 0, values.length);
            loops.gradient(gradient, count, x, stride(count), e, parameters, layer);
            gradient.read(0, values, 0, values.length);
            return values;
        });
    }

    private static double epsilon(Precision precision) {
        return precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
    }

    private static void close(double actual, double expected, double tolerance) {
        if (!(Math.abs(actual - expected) <= tolerance)) {
            assertThat(actual).as("within %s", tolerance).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void addsTheOutputsOfSomeUnits(Precision precision, int count, HiddenLayer layer) {
        RealArray x = points(precision, layer.inputs(), count);
        RealArray parameters = parameters(precision, layer);
        int first = layer.width() / 3;
        int units = layer.width() - first - layer.width() / 5;
        double[] f = sums(precision, count, x, parameters, layer, first, units);
        for (int i = 0; i < count; i++) {
            double sum = 0;
            double size = 0;
            for (int unit = first; unit < first + units; unit++) {
                double h = Math.max(0, preActivation(layer, parameters, unit, x, count, i));
                sum += parameters.get(layer.outerAt() + unit) * h;
                size += Math.abs(parameters.get(layer.outerAt() + unit)) * h;
            }
            // One rounding of the partial sum at each of 256 units. All roundings in float64 are less than one more.
            close(f[i], 0.25 + MULTIPLIER * sum, 257 * epsilon(precision) * (MULTIPLIER * size) + 0x1p-50);
        }
        assertThat(f[count]).isEqualTo(0.25);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void formsTheGradientOfTheActiveUnits(Precision precision, int count, HiddenLayer layer) {
        RealArray x = points(precision, layer.inputs(), count);
        RealArray e = filled(precision, count);
        RealArray parameters = parameters(precision, layer);
        double[] gradient = gradient(precision, count, x, e, parameters, layer);
        int terms = layer.inputs() + (layer.bias() ? 1 : 0);
        for (int unit = 0; unit < layer.width(); unit++) {
            double outer = 0;
            double outerSize = 0;
            double a = parameters.get(layer.outerAt() + unit);
            // One rounding at each of 1,024 points, at each block of them, and in each of the later products.
            double roundings = (Math.min(count, 1024) + count / 1024 + 8) * epsilon(precision);
            for (int k = 0; k < terms; k++) {
                double sum = 0;
                double size = 0;
                for (int i = 0; i < count; i++) {
                    if (preActivation(layer, parameters, unit, x, count, i) > 0) {
                        double coordinate = k < layer.inputs() ? x.get(k * stride(count) + i) : 1;
                        sum += e.get(i) * coordinate;
                        size += Math.abs(e.get(i) * coordinate);
                    }
                }
                double w = parameters.get(k * layer.width() + unit);
                close(
                        gradient[k * layer.width() + unit],
                        MULTIPLIER * a * sum,
                        roundings * Math.abs(MULTIPLIER * a) * size);
                outer += w * sum;
                outerSize += Math.abs(w) * size;
            }
            double actual = gradient[layer.outerAt() + unit];
            if (layer.trainOuter()) {
                close(actual, MULTIPLIER * outer, roundings * MULTIPLIER * outerSize);
            } else {
                assertThat(actual).as("no gradient is wanted").isEqualTo(7);
            }
        }
        assertThat(gradient[gradient.length - 1]).isEqualTo(7);
    }

    /** The definition, to the bit. */
    @Test
    void roundsWhereTheDefinitionSays() {
        int count = 1500;
        HiddenLayer layer = new HiddenLayer(2, 300, true, MULTIPLIER, true);
        RealArray x = filled(Precision.FLOAT32, 2 * stride(count));
        RealArray e = filled(Precision.FLOAT32, count);
        RealArray p = filled(Precision.FLOAT32, 1201);
        double[] f = new double[count + 1];
        double[] g = new double[1201];
        Arrays.fill(f, 0.25);
        Arrays.fill(g, 7);
        float[] partial = new float[count];
        float c = (float) MULTIPLIER;
        for (int j = 0; j < 300; j++) {
            float[] total = new float[3];
            float[] sum = new float[3];
            for (int i = 0; i < count; i++) {
                float z = Math.fma(at(p, 300 + j), at(x, stride(count) + i), at(p, j) * at(x, i)) + at(p, 600 + j);
                partial[i] = Math.fma(at(p, 900 + j), Math.max(0, z), partial[i]);
                if (z > 0) {
                    sum[0] = Math.fma(at(e, i), at(x, i), sum[0]);
                    sum[1] = Math.fma(at(e, i), at(x, stride(count) + i), sum[1]);
                    sum[2] += at(e, i);
                }
                if (j == 255 || j == 299) {
                    f[i] = Math.fma(MULTIPLIER, partial[i], f[i]);
                    partial[i] = 0;
                }
                if (i == 1023 || i == count - 1) {
                    for (int k = 0; k < 3; k++) {
                        total[k] += sum[k];
                        sum[k] = 0;
                    }
                }
            }
            float outer = 0;
            for (int k = 0; k < 3; k++) {
                g[300 * k + j] = c * at(p, 900 + j) * total[k];
                outer = Math.fma(at(p, 300 * k + j), total[k], outer);
            }
            g[900 + j] = c * outer;
        }
        assertThat(sums(Precision.FLOAT32, count, x, p, layer, 0, 300)).containsExactly(f);
        assertThat(gradient(Precision.FLOAT32, count, x, e, p, layer)).containsExactly(g);
    }

    private static float at(RealArray array, int index) {
        return (float) array.get(index);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void treatsAUnitAtZeroAsInactive(Precision precision) {
        double least = precision == Precision.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        int count = 20;
        int width = 40;
        for (boolean bias : new boolean[] {true, false}) {
            HiddenLayer layer = new HiddenLayer(2, width, bias, 1, true);
            RealArray x = precision.zeros(2 * stride(count));
            RealArray e = filled(precision, count);
            RealArray parameters = precision.zeros(layer.outerAt() + width);
            for (int i = 0; i < count; i++) {
                x.set(i, 0.5);
                x.set(stride(count) + i, 0.5);
            }
            for (int j = 0; j < width; j++) {
                // The products cancel, are zeros of either sign, or are too small for the format.
                double w = new double[] {3.7, -3.7, 0, -0.0, least}[j % 5];
                parameters.set(j, w / (j % 5 == 4 ? 4 : 1));
                parameters.set(width + j, j % 5 < 2 ? -w : -0.0);
                parameters.set(layer.outerAt() + j, 1);
            }
            if (bias) {
                for (int j = 0; j < width; j += 2) {
                    parameters.set(layer.biasesAt() + j, -0.0);
                }
            }
            assertThat(sums(precision, count, x, parameters, layer, 0, width)).containsOnly(0.25);
            assertThat(gradient(precision, count, x, e, parameters, layer)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void givesMirroredHalvesExactlyOppositeOutputs(Precision precision) {
        int half = 101;
        int count = 77;
        HiddenLayer layer = new HiddenLayer(3, 2 * half, true, MULTIPLIER, true);
        RealArray x = filled(precision, 3 * stride(count));
        RealArray parameters = filled(precision, 5 * 2 * half);
        for (int j = 0; j < half; j++) {
            for (int k = 0; k < 5; k++) {
                double value = parameters.get(k * 2 * half + j);
                parameters.set(k * 2 * half + half + j, k < 4 ? value : -value);
            }
        }
        for (Simd simd : Simd.values()) {
            HiddenLayerLoops loops = HiddenLayerLoops.of(precision, simd);
            double[] first = new double[count];
            double[] second = new double[count];
            loops.addSum(first, count, x, stride(count), parameters, layer, 0, half);
            loops.addSum(second, count, x, stride(count), parameters, layer, half, half);
            for (int i = 0; i < count; i++) {
                assertThat(first[i]).isNotZero();
                assertThat(first[i] + second[i]).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void passesOnParametersThatAreNotFinite(Precision precision) {
        int count = 19;
        for (double lost : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int inputs = 1; inputs <= HiddenLayer.MOST_INPUTS; inputs++) {
                HiddenLayer layer = new HiddenLayer(inputs, 70, true, MULTIPLIER, true);
                RealArray x = points(precision, inputs, count);
                RealArray e = filled(precision, count);
                for (int kind = 0; kind < inputs + 2; kind++) {
                    for (int unit : new int[] {0, 31, 69}) {
                        RealArray parameters = parameters(precision, layer);
                        parameters.set(kind * 70 + unit, lost);
                        double[] f = sums(precision, count, x, parameters, layer, 0, 70);
                        assertThat(Arrays.copyOf(f, count)).containsOnly(Double.NaN);
                        double[] gradient = gradient(precision, count, x, e, parameters, layer);
                        for (int k = 0; k < inputs + 2 && kind <= inputs; k++) {
                            assertThat(gradient[k * 70 + unit]).isNaN();
                            assertThat(gradient[k * 70 + 1]).isFinite();
                        }
                    }
                }
                e.set(count - 1, lost);
                assertThat(Arrays.copyOf(
                                gradient(precision, count, x, e, parameters(precision, layer), layer),
                                (inputs + 2) * 70))
                        .containsOnly(Double.NaN);
            }
        }
    }

    @Test
    void refusesUnsupportedSizes() {
        assertThatThrownBy(() -> new HiddenLayer(5, 1, true, 1, true)).hasMessageContaining("inputs");
        assertThatThrownBy(() -> new HiddenLayer(1, 0, true, 1, true)).hasMessageContaining("width");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void areTheRequestedLoops(Precision precision) {
        assertThat(Simd.VECTOR.isAvailable()).as("the Vector API in tests").isTrue();
        boolean single = precision == Precision.FLOAT32;
        assertThat(kernels(precision, Simd.VECTOR))
                .isInstanceOf(single ? Float32VectorKernels.class : Float64VectorKernels.class);
        assertThat(kernels(precision, Simd.SCALAR))
                .isInstanceOf(single ? Float32ScalarKernels.class : Float64ScalarKernels.class);
    }

    private static Object kernels(Precision precision, Simd simd) {
        HiddenLayerLoops loops = HiddenLayerLoops.of(precision, simd);
        return loops instanceof Float32HiddenLayer layer ? layer.kernels : ((Float64HiddenLayer) loops).kernels;
    }

    /**
     * The JIT inlines a method of up to 325 bytes into another. Together they may be too long for vectors to stay in
     * registers.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Float32VectorKernels", "Float64VectorKernels"})
    void keepEachLoopOverVectorsTooLongToBeInlined(String type) throws URISyntaxException {
        StringWriter code = new StringWriter();
        ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(
                        new PrintWriter(code),
                        new PrintWriter(code),
                        "-c",
                        "-p",
                        "-cp",
                        location(HiddenLayerLoops.class),
                        "org.spectralsweep.linalg." + type);
        List<String> tooShort = new ArrayList<>();
        int loops = 0;
        for (String method : code.toString().split("\n\n")) {
            String name = method.strip().lines().findFirst().orElse("");
            Matcher end = Pattern.compile("(\\d+): return\\s*$").matcher(method);
            if (name.contains("private static void") && method.contains("intoArray") && end.find()) {
                loops++;
                if (Integer.parseInt(end.group(1)) < 325) {
                    tooShort.add(name + " " + end.group(1));
                }
            }
        }
        assertThat(loops).isBetween(6, 8);
        assertThat(tooShort).isEmpty();
    }

    /** Shows what a virtual machine without the module does. */
    static final class WithoutVectorApi {
        private WithoutVectorApi() {}

        public static void main(String[] args) {
            HiddenLayerLoops.of(Precision.FLOAT32, Simd.best());
            System.out.println(Simd.best());
            try {
                HiddenLayerLoops.of(Precision.FLOAT64, Simd.VECTOR);
            } catch (IllegalStateException missing) {
                System.out.println(missing.getMessage());
            }
        }
    }

    @Test
    void sayWhichOptionIsMissingWithoutTheVectorApi() throws Exception {
        String java = new File(System.getProperty("java.home"), "bin/java").getPath();
        String path = location(HiddenLayerLoops.class) + File.pathSeparator + location(HiddenLayerLoopsTest.class);
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", path, WithoutVectorApi.class.getName()).redirectErrorStream(true);
        // With it, the machine would print that it has picked it up.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .containsExactly(
                        "SCALAR",
                        "simd vector needs the Vector API: start Java with --add-modules=jdk.incubator.vector");
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
    }
}
