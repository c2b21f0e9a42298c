package org.spectralsweep.encoding;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.Default;

/**
 * NeRF's positional encoding: for each coordinate x and l = 0..octaves-1, sin(2^l pi x), cos(2^l pi x). The columns are the d
 * coordinates if they are included, then those of the first coordinate by rising octave (sine before cosine), then those of the
 * second, and so on.
 *
 * @param octaves J (the papers write L), 1 to 30
 * @param pi whether the factor pi is there (NeRF's code has none)
 * @param includeInput whether x itself comes first
 */
public record Positional(
        int octaves,
        @Default("true") boolean pi,
        @Default("false") boolean includeInput) implements InputEncoding {
    /** Refuses octaves outside 1 to 30. */
    public Positional {
        if (octaves < 1 || octaves > 30) {
            throw new IllegalArgumentException("octaves must be between 1 and 30 but was " + octaves);
        }
    }

    private record Octaves(Positional spec, int inputs) implements Encoder {
        @Override
        public int outputs() {
            return spec.outputs(inputs);
        }

        @Override
        public double[] encode(double[] rows, int count) {
            double[] encoded = new double[count * outputs()];
            int next = 0;
            for (int i = 0; i < count; i++) {
                if (spec.includeInput) {
                    System.arraycopy(rows, i * inputs, encoded, next, inputs);
                    next += inputs;
                }
                for (int c = 0; c < inputs; c++) {
                    double angle = spec.pi ? Math.PI * rows[i * inputs + c] : rows[i * inputs + c];
                    for (int octave = 0; octave < spec.octaves; octave++, angle *= 2) {
                        encoded[next++] = StrictMath.sin(angle);
                        encoded[next++] = StrictMath.cos(angle);
                    }
                }
            }
            return encoded;
        }
    }

    @Override
    public Encoder bind(int inputs, RandomGenerator random) {
        return new Octaves(this, inputs);
    }

    @Override
    public int outputs(int inputs) {
        return inputs * (2 * octaves + (includeInput ? 1 : 0));
    }

    @Override
    public double bandwidth() {
        return octaves;
    }
}
