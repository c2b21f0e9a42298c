package org.spectralsweep.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.ZonalHarmonic;

class HarmonicFitTest {
    private static final Harmonic SINE = new Harmonic(1, new Phase(0.0), List.of());

    private static Points scattered(int count) {
        Well19937c random = new Well19937c(5);
        double[] angles = new double[count];
        Arrays.setAll(angles, i -> 2 * Math.PI * random.nextDouble() - Math.PI);
        return Points.onCircle(angles);
    }

    @Test
    void findsPlantedAmplitudesOnScatteredPoints() {
        Points points = scattered(60);
        double[] values = new double[60];
        Arrays.setAll(values, i -> {
            double t = points.parameter(i);
            return 0.7 * Math.sin(2 * t + 1) - 0.3 * Math.cos(5 * t) + 0.25;
        });

        HarmonicFit fit = HarmonicFit.of(new Circle(), points, List.of(0, 2, 5), SINE);

        assertThat(fit.amplitude(values, 0)).isEqualTo(0.25, within(1e-12));
        assertThat(fit.amplitude(values, 1)).isEqualTo(0.7, within(1e-12));
        assertThat(fit.amplitude(values, 2)).isEqualTo(0.3, within(1e-12));
    }

    @Test
    void findsTheZonalHarmonicOfAHighSphere() {
        Well19937c random = new Well19937c(6);
        double[] coordinates = new double[200 * 25];
        for (int i = 0; i < 200; i++) {
            System.arraycopy(PolarFrame.randomDirection(25, random), 0, coordinates, i * 25, 25);
        }
        Points points = new Points(200, 25, coordinates);
        double[] values = new double[200];
        Arrays.setAll(
                values,
                i -> -0.4 * coordinates[i * 25 + 24] + 0.1 * Harmonics.gegenbauer(2, 25, coordinates[i * 25 + 24]));

        HarmonicFit fit = HarmonicFit.of(new Sphere(25), points, List.of(1, 2), new ZonalHarmonic(1, List.of()));

        assertThat(fit.amplitude(values, 0)).isEqualTo(0.4, within(1e-12));
        assertThat(fit.amplitude(values, 1)).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void noPointsAndNoFrequenciesAreNoError() {
        HarmonicFit.of(new Circle(), scattered(0), List.of(3), SINE);
        HarmonicFit.of(new Circle(), scattered(9), List.of(), SINE);
    }
}
