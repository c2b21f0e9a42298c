package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * An image of independent pixels, each channel uniform on {0, 1, ..., 255} / 255. On average every spatial frequency
 * has the same power (LL23's 64 x 64 image). The pixels are drawn from the stream {@code phase}, row by row.
 *
 * @param width in pixels
 * @param height in pixels; 0 means equal to the width
 * @param channels rgb or gray
 */
public record RandomImage(
        int width, @Default("0") int height, @Default("rgb") Channels channels) implements TargetFunction {
    private static final int MOST_PIXELS = 1 << 22;

    /** Replaces a height of 0 by the width. Refuses an image without pixels or with more than 2^22. */
    public RandomImage {
        if (width < 1) {
            throw new Refusal("width", "must be at least 1 but was " + width);
        }
        height = height == 0 ? width : height;
        if (height < 1) {
            throw new Refusal("height", "must be at least 1 but was " + height);
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new Refusal(
                    "width",
                    "and height must give at most " + MOST_PIXELS + " pixels but were " + width + " and " + height);
        }
    }

    @Override
    public int outputs() {
        return channels.count();
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        Picture.requireSquare(domain, "random-image");
    }

    @Override
    public Picture withPhases(RandomGenerator random) {
        double[] values = new double[width * height * channels.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256) / 255.0;
        }
        return new Picture(new Raster(width, height, channels.count(), values));
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        throw new IllegalStateException("a random image must be drawn first");
    }

    @Override
    public List<Integer> frequencies() {
        return List.of();
    }
}
