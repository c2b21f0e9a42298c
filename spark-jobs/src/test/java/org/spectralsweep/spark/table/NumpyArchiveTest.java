package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyArchiveTest {
    /** Elements around those of one buffer. */
    private static final int[] SIZES = {0, 1, 7, 8191, 8192, 8193, 16385};

    private static NumpyArray array(NumpyArray.Type type, Integer... shape) {
        return new NumpyArray(type, List.of(shape), e -> e - 0.5);
    }

    private static byte[] bytes(NumpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        array.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] bytes(Map<String, NumpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NumpyArchive.write(out, arrays);
        return out.toByteArray();
    }

    private static Map<String, NumpyArray> two() {
        Map<String, NumpyArray> two = new LinkedHashMap<>();
        two.put("step", new NumpyArray(NumpyArray.Type.INT64, List.of(), e -> 1_000_000_000_000L));
        two.put("layer1.weight", array(NumpyArray.Type.FLOAT32, 2, 3));
        return two;
    }

    private static double[] elements(NumpyArray array) {
        return IntStream.range(0, array.count())
                .mapToDouble(array.elements()::applyAsDouble)
                .toArray();
    }

    /** The bytes of {@code numpy.save} for {@code numpy.array([1.5, -2.0])}. */
    @Test
    void writesTheBytesOfNumpy() throws IOException {
        NumpyArray two = new NumpyArray(NumpyArray.Type.FLOAT64, List.of(2), e -> e == 0 ? 1.5 : -2);
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }" + " ".repeat(60) + "\n";
        assertThat(HexFormat.of().formatHex(bytes(two)))
                .isEqualTo("934e554d505901007600"
                        + HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII))
                        + "000000000000f83f" + "00000000000000c0");
        assertThat(two.bytes()).isEqualTo(144);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        for (NumpyArray.Type type : List.of(NumpyArray.Type.FLOAT32, NumpyArray.Type.FLOAT64)) {
            for (int size : SIZES) {
                NumpyArray written = array(type, size, 1);
                NumpyArray read = NumpyArray.read(new ByteArrayInputStream(bytes(written)));
                assertThat(read.shape()).isEqualTo(written.shape());
                assertThat(read.type()).isEqualTo(type);
                assertThat(elements(read)).isEqualTo(elements(written));
                assertThat(bytes(written)).hasSize((int) written.bytes());
            }
        }
        Map<String, NumpyArray> read = NumpyArchive.read(new ByteArrayInputStream(bytes(two())));
        assertThat(read).containsOnlyKeys("step", "layer1.weight");
        assertThat(elements(Objects.requireNonNull(read.get("step")))).containsExactly(1e12);
        assertThat(Objects.requireNonNull(read.get("step")).shape()).isEmpty();
        assertThat(Objects.requireNonNull(read.get("layer1.weight")).shape()).containsExactly(2, 3);
    }

    /** A checksum of the whole file, so that another time zone, JDK or machine that writes other bytes shows. */
    @Test
    void writesTheSameBytesEverywhere() throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes(two()));
        assertThat(checksum.getValue()).isEqualTo(0x9a6618e4L);
    }

    @Test
    void refusesWhatIsNotWhole() throws IOException {
        byte[] whole = bytes(two());
        int data = new String(whole, StandardCharsets.ISO_8859_1).indexOf("(2, 3)") + 80;
        byte[] changed = whole.clone();
        changed[data] ^= 1;
        for (byte[] file : List.of(Arrays.copyOf(whole, data), changed)) {
            assertThatThrownBy(() -> NumpyArchive.read(new ByteArrayInputStream(file)))
                    .isInstanceOf(IOException.class);
        }
        byte[] array = bytes(array(NumpyArray.Type.FLOAT64, 3));
        assertThatThrownBy(() -> NumpyArray.read(new ByteArrayInputStream(Arrays.copyOf(array, array.length - 1))))
                .hasMessage("an array of shape [3] ends too soon");
        assertThatThrownBy(() -> NumpyArray.read(new ByteArrayInputStream(Arrays.copyOf(array, array.length + 1))))
                .hasMessage("an array of shape [3] has bytes after its elements");
        byte[] columns = new String(array, StandardCharsets.ISO_8859_1)
                .replace("False", "True ")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> NumpyArray.read(new ByteArrayInputStream(columns)))
                .hasMessageStartingWith(
                        "an array has a header that is not read here: {'descr': '<f8', 'fortran_order'");
        assertThatThrownBy(() -> NumpyArray.read(new ByteArrayInputStream(new byte[20])))
                .hasMessage("an array does not begin as one of NumPy's format 1.0");
    }

    /** Where Python has NumPy, it reads the same numbers. */
    @Test
    void numpyReadsIt(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("two.npz");
        Files.write(file, bytes(two()));
        String program = "import sys, numpy; a = numpy.load(sys.argv[1]); w = a['layer1.weight'];"
                + " print(a.files, a['step'], w.dtype, w.shape, w.tolist())";
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", program, file.toString()).start();
        } catch (IOException e) {
            Assumptions.abort("no python3 here");
            return;
        }
        String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String problem = new String(python.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        python.waitFor();
        Assumptions.assumeFalse(problem.contains("No module named 'numpy'"), "no NumPy here");
        assertThat(printed.strip())
                .as(problem)
                .isEqualTo("['step', 'layer1.weight'] 1000000000000 float32 (2, 3)"
                        + " [[-0.5, 0.5, 1.5], [2.5, 3.5, 4.5]]");
    }
}
