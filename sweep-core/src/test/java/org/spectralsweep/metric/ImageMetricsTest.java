package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.targets.Channels;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.RandomImage;
import org.spectralsweep.targets.TargetFunction;

/** Known answers of PSNR and of the residual's spectrum. */
class ImageMetricsTest {
    private static final Cube SQUARE = new Cube(2, 0, 1);
    private static final TargetFunction PICTURE = new RandomImage(4, 4, Channels.RGB).withPhases(new Well19937c(1));

    private static Scene scene(TargetFunction target, double scale, Samples data, @Nullable Samples heldOut) {
        return new Scene(
                SQUARE,
                new Uniform().on(SQUARE, target.axis(SQUARE)),
                target,
                scale,
                new Identity().bind(2, new Well19937c(1)),
                Loss.MEAN_SQUARE,
                data,
                () -> heldOut,
                List.of(),
                new Well19937c(2),
                () -> new Well19937c(3));
    }

    private static Samples samples(double[] x, double[] y, int outputs, int... shape) {
        int n = x.length / 2;
        return new Samples(n, 2, outputs, x, y, new int[n], 1, shape);
    }

    /** Outputs scale * (relu(x), 0.5, 0.25). */
    private static Mlp network(double scale) {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(2, List.of(1), 3, Parameterization.STANDARD, 1, BiasMode.ALL, start, true);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        double[] parameters = {1, 0, 0, scale, 0, 0, 0, scale * 0.5, scale * 0.25};
        network.values().write(0, parameters, 0, parameters.length);
        return network;
    }

    private static double[] times(double factor, double... values) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static double value(List<Measurement> rows, String column, int index) {
        List<Measurement> found = rows.stream()
                .filter(row ->
                        row.metric().equals(column) && row.scope().equals(Measurement.ALL) && row.index() == index)
                .toList();
        assertThat(found).as(column).hasSize(1);
        return found.get(0).value();
    }

    /**
     * One pixel is trained on and two are held out. Over pixels and channels the squared errors are 0.01 + 0.04 + 0.04
     * over 3 numbers, and 0.25 + 0.01 + 0 + 0 + 0.04 + 0 over 6. A target of unit norm has the same errors in the
     * image's own units.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.125, 3})
    void psnrAveragesPixelsAndChannelsInImageUnits(double scale) {
        double[] trained = times(scale, 0.4, 0.3, 0.45);
        double[] outputs = times(scale, 0.5, 0.5, 0.25);
        double[] others = times(scale, 0.5, 0.4, 0.25, 0.25, 0.7, 0.25);
        Scene scene = scene(
                PICTURE,
                scale,
                samples(new double[] {0.5, 0}, trained, 3),
                samples(new double[] {1, 0, 0.25, 0}, others, 3));

        List<Measurement> rows = new Psnr().measure(new Probe(scene, 7, network(scale), outputs));

        assertThat(value(rows, "mean_squared_error", 0)).isCloseTo(0.09 / 3, within(1e-15));
        assertThat(value(rows, "psnr", 0)).isCloseTo(15.228787452803376, within(1e-12));
        assertThat(value(rows, "mean_squared_error_held_out", 0)).isCloseTo(0.3 / 6, within(1e-15));
        assertThat(value(rows, "psnr_held_out", 0)).isCloseTo(13.010299956639813, within(1e-12));
        assertThat(rows).hasSize(4).allMatch(row -> row.step() == 7);
    }

    @Test
    void psnrOfAnErrorOfATenthIsTwentyDecibels() {
        Scene scene = scene(PICTURE, 1, samples(new double[2], new double[3], 3), null);
        List<Measurement> rows = new Psnr().measure(new Probe(scene, 0, network(1), times(0.1, 1, -1, 1)));
        assertThat(value(rows, "psnr", 0)).isCloseTo(20, within(1e-12));
        assertThat(rows).hasSize(2);
    }

    /** On 8 x 8 pixels: a mean, a wave of 1 cycle a side, and one of 2 cycles. */
    private static double[] waves(double mean, double one, double two) {
        double[] values = new double[64];
        for (int i = 0; i < 64; i++) {
            double down = 2 * Math.PI * (i / 8) / 8;
            double across = 2 * Math.PI * (i % 8) / 8;
            values[i] = mean + one * Math.cos(across + 0.7) + two * Math.sin(2 * down - 0.2);
        }
        return values;
    }

    private static double[] channels(double[]... channels) {
        double[] values = new double[channels.length * channels[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = channels[i % channels.length][i / channels.length];
        }
        return values;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /**
     * Energies of the bands, over the three channels, in units of 32. The target has 2 (0.36 + 0.16 + 0.04), 0.04 +
     * 0.09 and 0.01 + 0.01 + 0.02. The residual has 2 (0.01 + 0 + 0.01), 0.13 and 0.01. Neither has energy in the last
     * octave.
     */
    @Test
    void theResidualSpectrumIsRelativeToTheTargets() {
        double[] y = channels(waves(0.6, 0.2, 0.1), waves(0.4, 0.3, 0.1), waves(0.2, 0, Math.sqrt(0.02)));
        double[] residual = channels(waves(0.1, 0.2, 0), waves(0, -0.3, 0), waves(-0.1, 0, 0.1));
        Scene scene = scene(PICTURE, 1, samples(new double[128], y, 3, 8, 8), null);

        List<Measurement> start = new ResidualSpectrum().measure(new Probe(scene, 0, network(1), sum(y, residual)));
        List<Measurement> later = new ResidualSpectrum().measure(new Probe(scene, 9, network(1), y));

        assertThat(value(start, "residual_spectrum", 0)).isCloseTo(0.04 / 1.12, within(1e-12));
        assertThat(value(start, "residual_spectrum", 1)).isCloseTo(1, within(1e-12));
        assertThat(value(start, "residual_spectrum", 2)).isCloseTo(0.25, within(1e-12));
        assertThat(value(start, "residual_spectrum", 3)).isNaN();
        double energy = 1.12 + 0.13 + 0.04;
        assertThat(value(start, "target_spectrum", 0)).isCloseTo(1.12 / energy, within(1e-12));
        assertThat(value(start, "target_spectrum", 1)).isCloseTo(0.13 / energy, within(1e-12));
        assertThat(value(start, "target_spectrum", 2)).isCloseTo(0.04 / energy, within(1e-12));
        assertThat(start).hasSize(8);
        assertThat(later).hasSize(4).allMatch(row -> row.metric().equals("residual_spectrum") && row.step() == 9);
        assertThat(value(later, "residual_spectrum", 1)).isZero();
    }

    @Test
    void aZeroNetworkHasTheTargetsOwnSpectrum() {
        double[] y = waves(0.5, 0.25, 0.125);
        Scene scene = scene(PICTURE, 1, samples(new double[128], y, 1, 8, 8), null);
        List<Measurement> rows = new ResidualSpectrum().measure(new Probe(scene, 4, network(1), new double[64]));
        for (int band = 0; band < 3; band++) {
            assertThat(value(rows, "residual_spectrum", band)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void refuseTargetsThatAreNotImages() {
        Scene harmonic =
                scene(new Harmonic(1, new Phase(0.0), List.of()), 1, samples(new double[2], new double[1], 1), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Psnr().check(harmonic))
                .withMessage("target must be an image for metric psnr but was not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResidualSpectrum().check(harmonic))
                .withMessage("target must be an image for metric residual-spectrum but was not");
        Scene image = scene(PICTURE, 1, samples(new double[2], new double[3], 3), null);
        new Psnr().check(image);
        new ResidualSpectrum().check(image);
    }

    @Test
    void aBlackImageHasNoSpectrum() {
        Scene scene = scene(PICTURE, 1, samples(new double[128], new double[64], 1, 8, 8), null);
        double[] noise = waves(0.1, 0.2, 0.3);
        assertThat(new ResidualSpectrum().measure(new Probe(scene, 1, network(1), noise)))
                .hasSize(4)
                .allMatch(row -> Double.isNaN(row.value()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1, 1e9})
    void theSpectrumDoesNotDependOnTheTargetsScale(double scale) {
        double[] y = times(scale, waves(0.5, 0.25, 0.125));
        Scene scene = scene(PICTURE, scale, samples(new double[128], y, 1, 8, 8), null);
        double[] outputs = times(scale, waves(0.5, 0, 0.0625));
        List<Measurement> rows = new ResidualSpectrum().measure(new Probe(scene, 4, network(1), outputs));
        assertThat(value(rows, "residual_spectrum", 0)).isCloseTo(0, within(1e-12));
        assertThat(value(rows, "residual_spectrum", 1)).isCloseTo(1, within(1e-12));
        assertThat(value(rows, "residual_spectrum", 2)).isCloseTo(0.25, within(1e-12));
        assertThat(value(rows, "residual_spectrum", 3)).isNaN();
    }
}
