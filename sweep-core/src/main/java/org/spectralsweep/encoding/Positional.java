package org.spectralsweep.encoding;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * NeRF's positional encoding: for each coordinate x and l = 0..octaves-1, sin(2^l pi x), cos(2^l pi x). The d
 * coordinates come first, if they are included. The columns of the first coordinate follow by rising octave (sine
 * before cosine), then those of the second, and so on.
 *
 * @param octaves J (the papers write L), 1 to 30
 * @param pi whether the factor pi is present (NeRF's code has none)
 * @param includeInput whether x itself comes first
 * @param equalOctave one octave l for all {@code octaves} pairs of columns, which adds columns but no frequency; -1
 *     gives each pair its own octave. LL23's "restricted" encoding has equal frequencies, but neither its text nor its
 *     code says which, so a spec must choose
 */
public record Positional(
        int octaves,
        @Default("true") boolean pi,
        @Default("false") boolean includeInput,
        @Default(value = "-1", addedLater = true) int equalOctave)
        implements InputEncoding {
    /** An encoding in which each pair of columns has its own octave. */
    public Positional(int octaves, boolean pi, boolean includeInput) {
        this(octaves, pi, includeInput, -1);
    }

    /** Refuses octaves outside 1 to 30, and an equal octave outside 0 to 29. */
    public Positional {
        if (octaves < 1 || octaves > 30) {
            throw new Refusal("octaves", "must be between 1 and 30 but was " + octaves);
        }
        if (equalOctave < -1 || equalOctave > 29) {
            throw new Refusal("equal-octave", "must be between 0 and 29, or -1 for none, but was " + equalOctave);
        }
    }

    private record Octaves(Positional spec, int inputs) implements Encoder {
        @Override
        public int outputs() {
            return spec.outputs(inputs);
        }

        @Override
        public double[] encode(double[] rows, int count) {
            double[] encoded = new double[Math.multiplyExact(count, outputs())];
            int next = 0;
            for (int i = 0; i < count; i++) {
                if (spec.includeInput) {
                    System.arraycopy(rows, i * inputs, encoded, next, inputs);
                    next += inputs;
                }
                for (int c = 0; c < inputs; c++) {
                    double angle = spec.pi ? Math.PI * rows[i * inputs + c] : rows[i * inputs + c];
                    int growth = spec.equalOctave < 0 ? 2 : 1;
                    angle *= spec.equalOctave < 0 ? 1 : 1 << spec.equalOctave;
                    for (int octave = 0; octave < spec.octaves; octave++, angle *= growth) {
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
    public String phrase() {
        return "positional";
    }

    @Override
    public double highestFrequency() {
        double angular = Math.scalb(pi ? Math.PI : 1, equalOctave < 0 ? octaves - 1 : equalOctave);
        return angular / (2 * Math.PI);
    }

    @Override
    public double bandwidth() {
        return octaves;
    }
}
