package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.Psnr;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;

/** What is drawn of networks whose function is known. */
class LearnedFunctionTest {
    private static TrialSpec trial(String domain, String sampling, String target, String more) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(DefaultLiteral.parse("""
                {domain: %s, sampling: %s, target: %s, precision: float64,
                 network: {width: 2, bias: none},
                 initialization: {weights: {type: normal, std: 1}},
                 optimizer: {type: adam, learning-rate: 0.01}, loss: mean-square,
                 thresholds: [], metrics: [], max-steps: 3%s}
                """.formatted(domain, sampling, target, more)), "trial");
    }

    private static LearnedFunction of(TrialSpec trial, int most) {
        return LearnedFunction.of(trial, ImageSource.NONE, most);
    }

    /** Makes it one coordinate of its input: relu(x) - relu(-x) = x. */
    private static void plant(Mlp network, int coordinate) {
        for (int i = 0; i < network.parameters(); i++) {
            network.values().set(i, 0);
        }
        network.values().set(network.weightAt(0, coordinate, 0), 1);
        network.values().set(network.weightAt(0, coordinate, 1), -1);
        network.values().set(network.weightAt(1, 0, 0), 1);
        network.values().set(network.weightAt(1, 1, 0), -1);
    }

    @Test
    void ofTheCircleIsACurveByAngle() {
        LearnedFunction function = of(
                trial("{type: circle}", "{type: grid, points: 100}", "{type: harmonic, frequency: 20, phase: 0.5}", ""),
                2048);
        LearnedGrid.Curve curve = (LearnedGrid.Curve) function.grid();
        assertThat(curve.positions()).hasSize(16 * 20).startsWith(-Math.PI);
        assertThat(curve.axis()).isEqualTo("angle (radians)");
        plant(function.network(), 0);
        double[] f = function.values();
        for (int i = 0; i < curve.points(); i++) {
            assertThat(f[i]).isCloseTo(Math.cos(curve.positions()[i]), within(1e-14));
            assertThat(function.target()[i]).isCloseTo(Math.sin(20 * curve.positions()[i] + 0.5), within(1e-13));
        }
        assertThat(of(trial("{type: circle}", "{type: grid, points: 100}", "{type: harmonic, frequency: 20}", ""), 64)
                        .grid()
                        .points())
                .isEqualTo(320);
    }

    /** With fewer points than two a cycle, f and the target would look like slow waves. */
    @Test
    void aLineIsNeverTooCoarse() {
        LearnedFunction fast =
                of(trial("{type: circle}", "{type: grid, points: 500}", "{type: harmonic, frequency: 128}", ""), 64);
        assertThat(fast.grid().points()).isEqualTo(16 * 128);
        assertThat(Arrays.stream(fast.target()).max().orElseThrow()).isCloseTo(1, within(0.03));
    }

    @Test
    void aMapHasAtMost512PointsASide() {
        TrialSpec square = trial(
                "{type: torus, dimension: 2}",
                "{type: iid, points: 50}",
                "{type: harmonic, frequency: 100, direction: [1, 0]}",
                "");
        assertThat(of(square, 2048).grid().points()).isEqualTo(512 * 512);
        TrialSpec sphere = trial(
                "{type: sphere, dimension: 3}",
                "{type: iid, points: 50}",
                "{type: zonal-harmonic, frequency: 100}",
                "");
        assertThat(of(sphere, 2048).grid().points()).isEqualTo(256 * 512);
    }

    /** The means of 1 and of z^2 over S^2 are 1 and 1/3. */
    @Test
    void pointsOfTheSphereCountByArea() {
        double[] latitudes = new double[180];
        Arrays.setAll(latitudes, i -> i - 89.5);
        LearnedGrid map = new LearnedGrid.Surface("across", "up", new double[] {0, 180}, latitudes, true);
        double all = 0;
        double squares = 0;
        for (int i = 0; i < map.points(); i++) {
            double z = Math.sin(Math.toRadians(latitudes[i / 2]));
            all += map.weight(i);
            squares += map.weight(i) * z * z;
        }
        assertThat(squares / all).isCloseTo(1.0 / 3, within(1e-3));
        assertThat(new LearnedGrid.Pixels(2, 2, 1, 1).weight(3)).isEqualTo(1);
    }

    /** The vector of all y has norm sqrt(50) before training scales it to 1. */
    @Test
    void isInTheUnitsOfTheTarget() {
        LearnedFunction function = of(
                trial(
                        "{type: circle}",
                        "{type: grid, points: 100}",
                        "{type: harmonic, frequency: 1}",
                        ", unit-norm-target: true"),
                256);
        plant(function.network(), 0);
        assertThat(function.values()[0]).isCloseTo(-Math.sqrt(50), within(1e-12));
        assertThat(Arrays.stream(function.target()).max().orElseThrow()).isCloseTo(1, within(1e-3));
    }

    @Test
    void ofTheSphereIsAMapAroundTheAxis() {
        for (String axis : new String[] {"[0, 0, 1]", "[1, 0, 0]"}) {
            LearnedFunction function = of(
                    trial(
                            "{type: sphere, dimension: 3}",
                            "{type: grid, points: 100}",
                            "{type: zonal-harmonic, frequency: 1, axis: %s}".formatted(axis),
                            ""),
                    2048);
            LearnedGrid.Surface map = (LearnedGrid.Surface) function.grid();
            plant(function.network(), axis.startsWith("[0") ? 2 : 0);
            double[] f = function.values();
            int columns = map.columns().length;
            for (int i = 0; i < map.points(); i++) {
                double expected = Math.sin(Math.toRadians(map.rows()[i / columns]));
                assertThat(f[i]).isCloseTo(expected, within(1e-14));
                assertThat(function.target()[i]).isCloseTo(expected, within(1e-14));
            }
            assertThat(map.columns()).hasSize(2 * map.rows().length);
        }
    }

    @Test
    void ofASquareIsAMapByCoordinates() {
        LearnedFunction function = of(
                trial(
                        "{type: cube, dimension: 2, from: -1, to: 3}",
                        "{type: iid, points: 50}",
                        "{type: harmonic, frequency: 1, direction: [0, 1]}",
                        ""),
                100);
        LearnedGrid.Surface map = (LearnedGrid.Surface) function.grid();
        plant(function.network(), 1);
        double[] f = function.values();
        for (int i = 0; i < map.points(); i++) {
            double y = map.rows()[i / map.columns().length];
            assertThat(f[i]).isCloseTo(y, within(1e-14));
            assertThat(function.target()[i]).isCloseTo(Math.sin(Math.PI * (y + 1) / 2), within(1e-13));
        }
    }

    @Test
    void ofEverythingElseIsTheLineOfSnapshots() {
        LearnedFunction function = of(
                trial(
                        "{type: sphere, dimension: 4}",
                        "{type: iid, points: 50}",
                        "{type: zonal-harmonic, frequency: 1}",
                        ""),
                256);
        LearnedGrid.Curve curve = (LearnedGrid.Curve) function.grid();
        plant(function.network(), 3);
        assertThat(curve.axis()).isEqualTo("angle from the target's axis (radians)");
        double[] f = function.values();
        for (int i = 0; i < curve.points(); i++) {
            assertThat(f[i]).isCloseTo(Math.cos(curve.positions()[i]), within(1e-14));
        }
    }

    /** Pixel (column, row) of 8 x 5 lies at (column / 8, row / 5); with a limit of 4, every second one is there. */
    @Test
    void ofAnImageIsItsPixels() {
        TrialSpec image =
                trial("{type: cube, dimension: 2}", "{type: pixels}", "{type: random-image, width: 8, height: 5}", "");
        LearnedFunction whole = of(image, 8);
        assertThat(whole.grid()).isEqualTo(new LearnedGrid.Pixels(8, 5, 3, 1));
        LearnedFunction half = of(image, 4);
        assertThat(half.grid()).isEqualTo(new LearnedGrid.Pixels(4, 3, 3, 2));
        for (int channel = 0; channel < 3; channel++) {
            assertThat(half.target()[3 * 5 + channel]).isEqualTo(whole.target()[3 * (2 * 8 + 2) + channel]);
        }
        Mlp network = half.network();
        for (int i = 0; i < network.parameters(); i++) {
            network.values().set(i, 0);
        }
        network.values().set(network.weightAt(0, 0, 0), 1);
        network.values().set(network.weightAt(1, 0, 1), 1);
        double[] f = half.values();
        assertThat(f).hasSize(3 * 12);
        assertThat(Arrays.copyOf(f, 12)).containsExactly(0, 0, 0, 0, 0.25, 0, 0, 0.5, 0, 0, 0.75, 0);
    }

    /** Every second pixel is trained on. If every second one were drawn, none of those held out would be seen. */
    @Test
    void heldOutPixelsAreDrawnToo() {
        TrialSpec image = trial(
                "{type: cube, dimension: 2}",
                "{type: pixels, every: 2}",
                "{type: random-image, width: 8, height: 5}",
                "");
        assertThat(of(image, 4).grid()).isEqualTo(new LearnedGrid.Pixels(3, 2, 3, 3));
        assertThat(of(image, 8).grid()).isEqualTo(new LearnedGrid.Pixels(8, 5, 3, 1));
    }

    /** The picture and the metric are of the same network on the same pixels. */
    @Test
    void anImagesPsnrIsThatOfTheMetric() {
        TrialSpec image = trial(
                "{type: cube, dimension: 2}", "{type: pixels, endpoint: true}", "{type: random-image, width: 8}", "");
        TrialSpec measured = TrialExamples.with(image, "metrics", "[{type: psnr}]");
        double psnr = TrialRunner.run(measured).measurements().stream()
                .filter(row -> row.metric().equals("psnr") && row.step() == 0)
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElse(Double.NaN);
        LearnedFunction function = of(image, 8);
        double[] f = function.values();
        double[] target = function.target();
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += (f[i] - target[i]) * (f[i] - target[i]);
        }
        assertThat(Psnr.decibels(sum / f.length)).isCloseTo(psnr, within(1e-9));
    }

    @Test
    void ofLabelledImagesIsNothing() {
        TrialSpec labelled =
                trial("{type: cube, dimension: 784}", "{type: entries}", "{type: labelled-images, folder: data}", "");
        assertThat(LearnedFunction.obstacle(labelled)).startsWith("Nothing is drawn of labelled images");
        assertThatThrownBy(() -> of(labelled, 8)).hasMessageStartingWith("Nothing is drawn of labelled images");
    }

    @Test
    void aKnownErrorHasAKnownPsnr() {
        assertThat(Psnr.decibels(0.01)).isCloseTo(20, within(1e-12));
        assertThat(Psnr.decibels(1)).isZero();
        assertThat(Psnr.decibels(0)).isInfinite();
    }
}
