package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sources {@code Float32X} and {@code Float64X} say the same, token by token. Comments and line breaks do not
 * count, {@link #WORDS} maps the words of one element type to those of the other, and {@link #EXCEPTIONS} lists what
 * differs.
 */
class TwinsTest {
    private static final Path MAIN = Path.of("src", "main", "java");

    /**
     * Words of float32 and what stands for them in float64. Also, {@code Float32} in a name becomes {@code Float64}.
     */
    private static final Map<String, String> WORDS = Map.of(
            "float", "double",
            "Float", "Double",
            "FloatVector", "DoubleVector",
            "FLOAT32", "FLOAT64",
            "sgemm", "dgemm",
            "sgemv", "dgemv");

    /** A comment, a string, a character, a word, a hexadecimal number, another number, or one more character. */
    private static final Pattern TOKEN = Pattern.compile("/\\*(?s:.*?)\\*/|//[^\\n]*"
            + "|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])'"
            + "|[A-Za-z_]\\w*|0x[0-9a-fA-Fp.]+[fFdDL]?|\\d[\\d_.]*(?:[eE][+-]?\\d+)?[fFdDL]?|\\S");

    private static final Pattern FLOAT_LITERAL = Pattern.compile("(\\d[\\d_]*)(\\.[\\d_]*)?((?:[eE][+-]?\\d+)?)f");

    private static final List<Difference> EXCEPTIONS = List.of(
            new Difference(
                    "ScalarKernels",
                    "HUGE = 0x1p100f",
                    "HUGE = 0x1p1000",
                    "lifts the least subnormal to 1 in two steps: 2^-149 in float32, 2^-1074 in float64"),
            new Difference("Loops", "HUGE = 0x1p100f", "HUGE = 0x1p1000", "as in ScalarKernels"),
            new Difference("Array", "HUGE = 0x1p100f", "HUGE = 0x1p1000", "as in ScalarKernels"),
            new Difference(
                    "VectorKernels",
                    """
                    for (int i = 0; i < points; i++) {
                        f[at + i] = Math.fma(c, sums[i], f[at + i]);
                    }
                    """,
                    """
                    int whole = SPECIES.loopBound(points);
                    DoubleVector factor = DoubleVector.broadcast(SPECIES, c);
                    for (int i = 0; i < whole; i += LANES) {
                        DoubleVector.fromArray(SPECIES, sums, i)
                                .fma(factor, DoubleVector.fromArray(SPECIES, f, at + i))
                                .intoArray(f, at + i);
                    }
                    for (int i = whole; i < points; i++) {
                        f[at + i] = Math.fma(c, sums[i], f[at + i]);
                    }
                    """,
                    "f is float64 in both: for float32 sums it would take a second kind of vector, which may allocate"),
            new Difference(
                    "Array",
                    "",
                    "public double[] elements() { return values; }",
                    "kernels and the circle engine, which are float64 throughout, work on the live array"));

    /**
     * A place where twins differ.
     *
     * @param twin name of the class without its element type
     * @param float32 what stands once in the float32 twin; empty if nothing does
     * @param float64 what stands once in the float64 twin, in the same place
     * @param reason why; for people
     */
    private record Difference(String twin, String float32, String float64, String reason) {}

    /** A token and the line where it starts. */
    private record Token(String text, int line) {}

    /** All tokens but comments, in the words of float64. A cast to float is left out, since double needs none. */
    private static List<Token> tokens(String source, boolean isFloat32) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(source);
        int line = 1;
        int counted = 0;
        while (matcher.find()) {
            line += (int) source.substring(counted, matcher.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            counted = matcher.start();
            String text = matcher.group();
            if (!text.startsWith("/*") && !text.startsWith("//")) {
                tokens.add(new Token(isFloat32 ? inFloat64(text) : text, line));
            }
        }
        return isFloat32 ? without(tokens, List.of("(", "double", ")")) : tokens;
    }

    private static String inFloat64(String text) {
        Matcher literal = FLOAT_LITERAL.matcher(text);
        if (literal.matches()) {
            return literal.group(1) + (literal.group(2) == null ? ".0" : literal.group(2)) + literal.group(3);
        }
        return WORDS.getOrDefault(text, text.replace("Float32", "Float64"));
    }

    private static List<String> texts(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }

    private static List<Token> without(List<Token> tokens, List<String> cut) {
        List<Token> rest = new ArrayList<>(tokens);
        for (int at = at(rest, cut); at >= 0; at = at(rest, cut)) {
            rest.subList(at, at + cut.size()).clear();
        }
        return rest;
    }

    private static int at(List<Token> tokens, List<String> part) {
        return Collections.indexOfSubList(texts(tokens), part);
    }

    /** Puts a mark in the place of the only occurrence of a part. */
    private static void mark(List<Token> tokens, List<String> part, Difference exception) {
        int at = at(tokens, part);
        assertThat(at).as("exception in %s: %s", exception.twin(), part).isNotNegative();
        List<Token> place = tokens.subList(at, at + part.size());
        Token mark = new Token("(" + exception.reason() + ")", place.get(0).line());
        place.clear();
        if (!exception.float32().isEmpty()) {
            tokens.add(at, mark);
        }
        assertThat(at(tokens, part))
                .as("again in %s: %s", exception.twin(), part)
                .isNegative();
    }

    /** Fails at the first token that differs. */
    private static void assertEqual(String twin, String float32, String float64, List<Difference> exceptions) {
        List<Token> left = new ArrayList<>(tokens(float32, true));
        List<Token> right = new ArrayList<>(tokens(float64, false));
        for (Difference exception : exceptions) {
            if (exception.twin().equals(twin)) {
                if (!exception.float32().isEmpty()) {
                    mark(left, texts(tokens(exception.float32(), true)), exception);
                }
                mark(right, texts(tokens(exception.float64(), false)), exception);
            }
        }
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            assertThat(left.get(i).text())
                    .as(
                            "Float32%s line %d beside Float64%s line %d",
                            twin, left.get(i).line(), twin, right.get(i).line())
                    .isEqualTo(right.get(i).text());
        }
        assertThat(left).as("tokens of Float32%s", twin).hasSameSizeAs(right);
    }

    /** The classes of an element type, without its name and by path. */
    private static SortedSet<String> names(String type) throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.map(file -> MAIN.relativize(file).toString())
                    .filter(file -> file.contains(type) && file.endsWith(".java"))
                    .map(file -> file.replace(type, "*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static Stream<String> twins() throws IOException {
        return names("Float32").stream();
    }

    private static String read(String twin, String type) throws IOException {
        return Files.readString(MAIN.resolve(twin.replace("*", type)));
    }

    @Test
    void everyFloat32HasAFloat64() throws IOException {
        assertThat(names("Float32")).hasSizeGreaterThan(1).isEqualTo(names("Float64"));
    }

    @Test
    void everyExceptionIsAboutTwins() throws IOException {
        List<String> known = twins().map(TwinsTest::simpleName).toList();
        assertThat(EXCEPTIONS).extracting(Difference::twin).isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void twinsAreEqualTokenByToken(String twin) throws IOException {
        assertEqual(simpleName(twin), read(twin, "Float32"), read(twin, "Float64"), EXCEPTIONS);
    }

    private static String simpleName(String twin) {
        return twin.substring(twin.indexOf('*') + 1, twin.length() - ".java".length());
    }

    @Test
    void wordsLiteralsAndCastsAreMapped() {
        assertEqual(
                "X",
                "class Float32X { float a = (float) b * 1f; /* one */ }",
                "class Float64X {\n double a = b * 1.0; // two\n}",
                List.of());
    }

    @Test
    void findsATokenThatDiffers() {
        assertThatThrownBy(() -> assertEqual("X", "a +=\n2f * b;", "a\n +=\n2.0 / b;", List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Float32X line 2 beside Float64X line 3");
    }

    @Test
    void findsALineThatOneTwinLacks() {
        assertThatThrownBy(() -> assertEqual("X", "a = 1f;", "a = 1.0; b = a;", List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("tokens of Float32X");
    }

    @Test
    void findsAnExceptionThatIsGone() {
        assertThatThrownBy(() -> assertEqual("X", "a;", "a;", List.of(new Difference("X", "b", "c", "for this test"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("exception in X: [b]");
    }

    @Test
    void findsEveryTwinThatNeedsAnException() throws IOException {
        List<String> different = new ArrayList<>();
        for (String twin : names("Float32")) {
            try {
                assertEqual(simpleName(twin), read(twin, "Float32"), read(twin, "Float64"), List.of());
            } catch (AssertionError e) {
                different.add(simpleName(twin));
            }
        }
        assertThat(different)
                .containsExactlyElementsOf(EXCEPTIONS.stream()
                        .map(Difference::twin)
                        .sorted()
                        .distinct()
                        .toList());
    }
}
