package org.spectralsweep.spark.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.spectralsweep.spark.data.PngBuilder;

/** The spec of a sweep of two small networks that learn an image file, and the file's content. */
final class ImageSpec {
    /** The file's name. */
    static final String FILE = "pixels.png";

    private static final String TRIAL = """
            sweep: tiny
            trial:
              domain: {type: cube, dimension: 2}
              sampling: {type: pixels}
              target: {type: image, path: pixels.png}
              network: {width: 8, hidden-layers: 2}
              initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}}
              optimizer: {type: adam, learning-rate: 0.01}
              loss: mean-square
            """;

    private ImageSpec() {}

    /**
     * The spec as text. One network sees coordinates as they are, and the other one octaves of them.
     *
     * @param keys further keys of the trial with their values
     */
    static String of(int octaves, String... keys) {
        return TRIAL
                + Arrays.stream(keys).map(key -> "  " + key + "\n").collect(Collectors.joining())
                + """
                axes:
                  - points:
                      - {encoding: {type: identity}}
                      - {encoding: {type: positional, octaves: %d}}
                """.formatted(octaves);
    }

    /** Eight by eight shades of gray in 16 bits. */
    static byte[] image(int first) {
        int[] samples = new int[64];
        Arrays.setAll(samples, i -> (first + 1000 * i) % 65_536);
        return new PngBuilder(8, 8, 16, PngBuilder.GRAY).file(samples);
    }
}
