package org.spectralsweep.encoding;

import org.hipparchus.random.RandomGenerator;

/** The coordinates themselves. */
public record Identity() implements InputEncoding {
    private record Copy(Identity spec, int outputs) implements Encoder {
        @Override
        public double[] encode(double[] rows, int count) {
            return rows.clone();
        }
    }

    @Override
    public Encoder bind(int inputs, RandomGenerator random) {
        return new Copy(this, inputs);
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public String phrase() {
        return "identity";
    }

    @Override
    public double highestFrequency() {
        return 0;
    }

    @Override
    public double bandwidth() {
        return Double.NaN;
    }
}
