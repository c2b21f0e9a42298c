package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.targets.Channels;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.RandomImage;

class PixelsTest {
    private static final Picture IMAGE = new RandomImage(4, 3, Channels.RGB).withPhases(new Well19937c(1));

    private static Sample draw(Pixels pixels, InputDomain domain) {
        return pixels.draw(domain, new Uniform().on(domain, new double[] {0, 1}), IMAGE, new Well19937c(2));
    }

    @Test
    void leaveTheFarSidesFreeByDefault() {
        Sample sample = draw(new Pixels(1, false), new Cube(2, 0, 1));

        assertThat(sample.shape()).containsExactly(3, 4);
        assertThat(sample.points().count()).isEqualTo(12);
        // The second pixel of the third row.
        assertThat(sample.points().coordinates()[2 * 9]).isEqualTo(0.25);
        assertThat(sample.points().coordinates()[2 * 9 + 1]).isEqualTo(2 / 3.0);
        assertThat(sample.largestSpacing()).isEqualTo(1 / 3.0);
    }

    @Test
    void reachTheFarSidesLikeAnInclusiveLinspace() {
        Sample sample = draw(new Pixels(1, true), new Cube(2, -1, 1));

        assertThat(sample.points().coordinates()[0]).isEqualTo(-1);
        assertThat(sample.points().coordinates()[2 * 11]).isEqualTo(1);
        assertThat(sample.points().coordinates()[2 * 11 + 1]).isEqualTo(1);
    }

    @Test
    void haveTheColoursOfTheImage() {
        Sample sample = draw(new Pixels(1, false), new Cube(2, 0, 1));

        assertThat(IMAGE.values(sample.entries()))
                .containsExactly(IMAGE.raster().values());
        assertThat(IMAGE.values(new Cube(2, 0, 1), sample.points()))
                .containsExactly(IMAGE.raster().values());
    }

    @Test
    void splitIntoTrainedAndHeldOut() {
        InputDomain square = new Cube(2, 0, 1);
        Pixels half = new Pixels(2, false);

        Sample trained = draw(half, square);
        Sample heldOut = half.heldOut(square, new Uniform().on(square, new double[] {0, 1}), IMAGE);

        assertThat(trained.entries()).containsExactly(0, 2, 8, 10);
        assertThat(trained.shape()).containsExactly(2, 2);
        assertThat(heldOut.entries()).containsExactly(1, 3, 4, 5, 6, 7, 9, 11);
        assertThat(heldOut.shape()).isEmpty();
    }

    @Test
    void areRefusedWithoutAnImageAndViceVersa() {
        InputDomain square = new Cube(2, 0, 1);
        RegionalDensity uniform = new Uniform().on(square, new double[] {0, 1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Grid(9, 0, 0).draw(square, uniform, IMAGE, new Well19937c(1)))
                .withMessage("sampling must be pixels for an image but was grid");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pixels(1, false)
                        .draw(square, uniform, new Harmonic(1, new Phase(0.0), java.util.List.of()), new Well19937c(1)))
                .withMessage("target must be an image for sampling pixels but was not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IMAGE.requireDefinedOn(new Interval(0, 1)))
                .withMessage("domain must be a cube of dimension 2 for target image but was an interval");
    }
}
