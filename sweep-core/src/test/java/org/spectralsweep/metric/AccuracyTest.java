package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final double[] LABELS = {0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1};

    @Test
    void isTheShareOfSamplesWhoseLargestOutputIsTheirLabel() {
        double[] f = {-3, -1, -2, 0.5, 0.4, 0.3, 7, 8, 9, 2, 1, 0};
        assertThat(Accuracy.share(f, LABELS, 3)).isEqualTo(0.75);
    }

    @Test
    void theFirstOfEqualOutputsIsTheLargest() {
        assertThat(Accuracy.share(new double[12], LABELS, 3)).isEqualTo(0.25);
    }

    @Test
    void anOutputThatIsNaNIsNeverRight() {
        double nan = Double.NaN;
        double[] f = {0, 1, nan, nan, 0, 0, 0, nan, 1, 0, 0, 1};
        assertThat(Accuracy.share(f, LABELS, 3)).isEqualTo(0.25);
    }
}
