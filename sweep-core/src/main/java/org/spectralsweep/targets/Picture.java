package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Refusal;

/**
 * A target whose values are all in memory: an {@link Image} after loading or a {@link RandomImage} after drawing. A
 * spec cannot name this type.
 */
public final class Picture implements TargetFunction, ValuesByEntry {
    private final Raster raster;

    Picture(Raster raster) {
        this.raster = raster;
    }

    static void requireSquare(InputDomain domain, String type) {
        if (!(domain instanceof Cube cube && cube.dimension() == 2)) {
            throw new Refusal(
                    "domain",
                    "must be a cube of dimension 2 for target " + type + " but was " + domain.phrase()
                            + (domain instanceof Cube cube ? " of dimension " + cube.dimension() : ""));
        }
    }

    /** The pixels. */
    public Raster raster() {
        return raster;
    }

    /**
     * The colours of some pixels.
     *
     * @param entries row * width + column of each
     * @return entries x channels, row-major
     */
    @Override
    public double[] values(int[] entries) {
        int channels = raster.channels();
        double[] all = raster.values();
        double[] values = new double[Math.multiplyExact(entries.length, channels)];
        for (int i = 0; i < entries.length; i++) {
            System.arraycopy(all, entries[i] * channels, values, i * channels, channels);
        }
        return values;
    }

    @Override
    public int outputs() {
        return raster.channels();
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        requireSquare(domain, "image");
    }

    @Override
    public Picture withPhases(RandomGenerator random) {
        return this;
    }

    /** The colour of the pixel in which a point lies, when the image is spread over the whole square. */
    @Override
    public double[] values(InputDomain domain, Points points) {
        requireDefinedOn(domain);
        Cube square = (Cube) domain;
        int[] entries = new int[points.count()];
        for (int i = 0; i < entries.length; i++) {
            int column = pixel(square.turn(points, i, 0), raster.width());
            int row = pixel(square.turn(points, i, 1), raster.height());
            entries[i] = row * raster.width() + column;
        }
        return values(entries);
    }

    private static int pixel(double turn, int size) {
        return (int) Math.max(0, Math.min(size - 1, Math.floor(turn * size + 1e-9)));
    }

    @Override
    public List<Integer> frequencies() {
        return List.of();
    }

    /** Half of the larger side, in pixels: nothing is finer than a pixel. */
    @Override
    public int highestFrequency() {
        return Math.max(raster.width(), raster.height()) / 2;
    }
}
