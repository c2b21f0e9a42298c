package org.spectralsweep.encoding;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.spec.Refusal;

/**
 * Gaussian Fourier features [sin(2 pi B x), cos(2 pi B x)]. B (features x d) ~ N(0, bandwidth^2) is drawn once per
 * trial, row by row. All sines come before all cosines.
 *
 * @param bandwidth sigma, in cycles per unit length, positive
 * @param features rows of B; the encoding has twice as many columns
 */
public record GaussianFourier(double bandwidth, int features) implements InputEncoding {
    /** Refuses a bandwidth that is not positive and finite, and a number of features below 1. */
    public GaussianFourier {
        if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new Refusal("bandwidth", "must be positive and finite but was " + bandwidth);
        }
        if (features < 1) {
            throw new Refusal("features", "must be at least 1 but was " + features);
        }
    }

    private static final class Features implements Encoder {
        private final GaussianFourier spec;
        private final double[] angular;
        private final int inputs;
        private final int features;

        /** @param angular 2 pi B, features x inputs */
        private Features(GaussianFourier spec, double[] angular, int inputs) {
            this.spec = spec;
            this.angular = angular;
            this.inputs = inputs;
            this.features = angular.length / inputs;
        }

        @Override
        public InputEncoding spec() {
            return spec;
        }

        @Override
        public int outputs() {
            return 2 * features;
        }

        @Override
        public double[] drawnFrequencies() {
            return angular.clone();
        }

        @Override
        public double[] encode(double[] rows, int count) {
            double[] encoded = new double[Math.multiplyExact(count, outputs())];
            for (int i = 0; i < count; i++) {
                for (int f = 0; f < features; f++) {
                    double angle = 0;
                    for (int c = 0; c < inputs; c++) {
                        angle += angular[f * inputs + c] * rows[i * inputs + c];
                    }
                    encoded[i * outputs() + f] = StrictMath.sin(angle);
                    encoded[i * outputs() + features + f] = StrictMath.cos(angle);
                }
            }
            return encoded;
        }
    }

    @Override
    public Encoder bind(int inputs, RandomGenerator random) {
        double[] angular = new double[features * inputs];
        for (int i = 0; i < angular.length; i++) {
            angular[i] = 2 * Math.PI * (bandwidth * random.nextGaussian());
        }
        return new Features(this, angular, inputs);
    }

    /** Three sigma; one component in 370 is higher. */
    @Override
    public double highestFrequency() {
        return 3 * bandwidth;
    }

    @Override
    public String phrase() {
        return "gaussian-fourier";
    }

    @Override
    public int outputs(int inputs) {
        return 2 * features;
    }
}
