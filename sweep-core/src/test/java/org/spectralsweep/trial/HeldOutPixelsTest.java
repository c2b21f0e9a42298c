package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.Channels;
import org.spectralsweep.targets.RandomImage;

/** A network that is zero at the start is trained on part of an image, so its error is the image itself. */
class HeldOutPixelsTest {
    private static final int SIDE = 6;

    private static TrialSpec trial(Channels channels, boolean unitNorm) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(
                        DefaultLiteral.parse("""
                {domain: {type: cube, dimension: 2}, sampling: {type: pixels, every: 2},
                 target: {type: random-image, width: %d, channels: %s}, unit-norm-target: %b,
                 network: {width: 16, parameterization: ntk}, initialization: {weights: {type: normal, std: 1}, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: auto}, loss: mean-square, thresholds: [],
                 metrics: [{type: psnr}, {type: residual-spectrum}], checkpoints: {per-decade: 0, at: [0]}, max-steps: 1,
                 seeds: {phase: 5}}
                """.formatted(SIDE, channels == Channels.RGB ? "rgb" : "gray", unitNorm)),
                        "trial");
    }

    /** The mean of the squared colours of the pixels whose row and column are even, or of the others. */
    private static double meanSquare(TrialSpec spec, Channels channels, boolean even) {
        double[] colours = new RandomImage(SIDE, SIDE, channels)
                .withPhases(new Seeds(TrialId.draws(spec), spec.seeds()).stream(Stream.PHASE))
                .raster()
                .values();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < colours.length; i++) {
            int pixel = i / channels.count();
            if ((pixel / SIDE % 2 == 0 && pixel % SIDE % 2 == 0) == even) {
                sum += colours[i] * colours[i];
                count++;
            }
        }
        return sum / count;
    }

    @ParameterizedTest
    @CsvSource({"RGB, false", "RGB, true", "GRAY, false", "GRAY, true"})
    void heldOutErrorsAreInTheImagesUnits(Channels channels, boolean unitNorm) {
        TrialSpec spec = trial(channels, unitNorm);
        List<Measurement> rows = TrialRunner.run(spec).measurements();

        double trained = meanSquare(spec, channels, true);
        double heldOut = meanSquare(spec, channels, false);
        assertThat(value(rows, "mean_squared_error")).isCloseTo(trained, within(1e-6));
        assertThat(value(rows, "psnr")).isCloseTo(-10 * Math.log10(trained), within(1e-5));
        assertThat(value(rows, "mean_squared_error_held_out")).isCloseTo(heldOut, within(1e-6));
        assertThat(value(rows, "psnr_held_out")).isCloseTo(-10 * Math.log10(heldOut), within(1e-5));
        assertThat(value(rows, "residual_spectrum")).isCloseTo(1, within(1e-6));
    }

    private static double value(List<Measurement> rows, String metric) {
        return CoordinateSignalTest.value(rows, metric, 0);
    }
}
