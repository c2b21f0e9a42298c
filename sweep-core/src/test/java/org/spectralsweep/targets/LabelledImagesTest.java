package org.spectralsweep.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.Entries;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Sampling;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.UnitVector;

/** Three images of 2 x 1 pixels, with the classes 2, 0 and 2. */
class LabelledImagesTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final LabelledRasters THREE =
            new LabelledRasters(2, 1, new byte[] {0, (byte) 255, 51, (byte) 128, (byte) 204, 0}, new byte[] {2, 0, 2});
    private static final Cube SQUARE = new Cube(2, -1, 1);

    /** A source that has these images. */
    private static final ImageSource SOURCE = new ImageSource() {
        @Override
        public Raster image(String sha256) {
            throw new AssertionError("no image is asked for");
        }

        @Override
        public LabelledRasters labelled(String sha256) {
            assertThat(sha256).isEqualTo(DIGEST);
            return THREE;
        }
    };

    private static LabelledImages images(int count, int classes) {
        return new LabelledImages("clothes", DataPart.TRAIN, count, classes, DIGEST);
    }

    private static Sample draw(Sampling sampling, InputDomain domain, TargetFunction target) {
        RegionalDensity density = new Uniform().on(domain, UnitVector.last(domain.ambientDimension()));
        return sampling.draw(domain, density, target, new Well19937c(1));
    }

    @Test
    void pixelsAreCoordinatesBetweenTheEndsOfTheCube() {
        Sample sample = draw(new Entries(), SQUARE, images(0, 3).loaded(SOURCE));
        assertThat(sample.points().count()).isEqualTo(3);
        assertThat(sample.points().coordinates())
                .containsExactly(-1, 1, -1 + 2 * 0.2, -1 + 2 * (128 / 255.0), -1 + 2 * 0.8, -1);
        assertThat(sample.entries()).containsExactly(0, 1, 2);
        assertThat(sample.region()).containsExactly(0, 0, 0);
        assertThat(sample.shape()).isEmpty();
        assertThat(sample.largestSpacing()).isNaN();
        Sample plain = draw(new Entries(), new Cube(2, 0, 1), images(0, 3).loaded(SOURCE));
        assertThat(plain.points().coordinates()).containsExactly(0, 1, 0.2, 128 / 255.0, 0.8, 0);
    }

    @Test
    void aLabelIsOneAmongZeros() {
        LabelledPoints points = images(0, 4).loaded(SOURCE);
        assertThat(points.outputs()).isEqualTo(4);
        assertThat(points.values(new int[] {2, 1})).containsExactly(0, 0, 1, 0, 1, 0, 0, 0);
    }

    @Test
    void canBeLimitedToTheFirstImages() {
        Sample sample = draw(new Entries(), SQUARE, images(2, 3).loaded(SOURCE));
        assertThat(sample.points().count()).isEqualTo(2);
        assertThat(sample.entries()).containsExactly(0, 1);
        assertThatThrownBy(() -> images(4, 3).loaded(SOURCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("images must be at most 3, the number of images in the files, but was 4");
    }

    @Test
    void identityDependsOnFileContentOnly() {
        LabelledImages named = new LabelledImages("clothes", DataPart.TEST, 7, 10, "");
        assertThat(named.identity()).isEqualTo(named);
        assertThat(named.withSha256(DIGEST).identity())
                .isEqualTo(new LabelledImages("", DataPart.TEST, 7, 10, DIGEST))
                .isEqualTo(new LabelledImages("elsewhere", DataPart.TEST, 7, 10, DIGEST).identity());
        assertThatThrownBy(() -> named.loaded(SOURCE)).hasMessage("the labelled images in clothes have not been read");
        assertThatThrownBy(() -> images(0, 3).loaded(ImageSource.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are no labelled images with the sha256 " + DIGEST
                        + "; no files of labelled images were read");
    }

    @Test
    void refusesPartsThatDoNotFitTogether() {
        LabelledPoints points = images(0, 3).loaded(SOURCE);
        assertThatThrownBy(() -> images(0, 3).requireDefinedOn(new Circle()))
                .hasMessageStartingWith("domain must be a cube for target labelled-images but was");
        assertThatThrownBy(() -> draw(new Entries(), new Cube(3, 0, 1), points))
                .hasMessage(
                        "domain must be a cube of dimension 2, one per pixel of the images, but was a cube of dimension 3");
        assertThatThrownBy(() -> draw(new Grid(9, 0, 0), SQUARE, points))
                .hasMessage("sampling must be entries for labelled images but was grid");
        assertThatThrownBy(() -> draw(new Entries(), SQUARE, new Harmonic(1, new Phase(0.0), List.of())))
                .hasMessage("target must be labelled-images for sampling entries but was not");
        RegionalDensity halves = new PiecewiseConstant(List.of(1.0, 2.0), List.of(), List.of())
                .on(new Interval(0, 1), UnitVector.last(1));
        assertThatThrownBy(() -> new Entries().draw(SQUARE, halves, points, new Well19937c(1)))
                .hasMessage("density must be uniform for sampling entries but was not");
        assertThatThrownBy(() -> images(0, 2).loaded(SOURCE))
                .hasMessage("classes must be above every label but was 2, and image 0 has the label 2");
    }

    @Test
    void refusesInvalidNamesAndNumbers() {
        assertThatThrownBy(() -> new LabelledImages(" ", DataPart.TRAIN, 0, 10, ""))
                .hasMessage("folder must name a folder of labelled images but was empty");
        assertThatThrownBy(() -> new LabelledImages("x", DataPart.TRAIN, 0, 10, "abc"))
                .hasMessage("sha256 must be 64 hex digits, or left out, but was 'abc'");
        assertThatThrownBy(() -> images(-1, 10)).hasMessage("images must be at least 0 but was -1");
        assertThatThrownBy(() -> images(0, 1)).hasMessage("classes must be from 2 to 256 but was 1");
    }

    @Test
    void bytesAreUnsignedAndMustMatchTheLabels() {
        assertThat(THREE.value(1, 1)).isEqualTo(128 / 255.0);
        assertThat(new LabelledRasters(1, 1, new byte[1], new byte[] {(byte) 200}).label(0))
                .isEqualTo(200);
        assertThatThrownBy(() -> THREE.value(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new LabelledRasters(2, 1, new byte[5], new byte[3]))
                .hasMessage("pixels must be 3 x 1 x 2 bytes for 3 labels but were 5");
        assertThatThrownBy(() -> new LabelledRasters(2, 1, new byte[0], new byte[0]))
                .hasMessage("labels must belong to at least one image but there were none");
        assertThatThrownBy(() -> new LabelledRasters(0, 1, new byte[0], new byte[1]))
                .hasMessage("an image must have at least 1 x 1 pixels but had 0 x 1");
    }
}
