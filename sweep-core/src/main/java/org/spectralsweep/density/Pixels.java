package org.spectralsweep.density;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.Raster;
import org.spectralsweep.targets.TargetFunction;

/**
 * The pixels of an image, row by row from the top. Pixel (column, row) of W x H lies at from + (to - from) (column / W,
 * row / H) of the square [from, to)^2. With {@code endpoint} it lies at (column / (W - 1), row / (H - 1)) instead, as
 * in numpy's inclusive linspace. LL23 trains coordinates on the first grid and encodings on the second.
 *
 * @param every trains on the pixels whose column and row are both multiples of this; the others are held out
 * @param endpoint whether the last pixels lie on the far sides
 */
public record Pixels(
        @Default("1") int every, @Default("false") boolean endpoint) implements Sampling {
    /** Refuses a stride below 1. */
    public Pixels {
        if (every < 1) {
            throw new Refusal("every", "must be at least 1 but was " + every);
        }
    }

    @Override
    public int points() {
        return 0;
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        throw new Refusal("target", "must be an image for sampling pixels but was not");
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, TargetFunction target, RandomGenerator random) {
        return select(domain, density, target, true);
    }

    /** The pixels that are not trained on, in the same order; empty if all are trained on. They do not form a grid. */
    public Sample heldOut(InputDomain domain, RegionalDensity density, TargetFunction target) {
        return select(domain, density, target, false);
    }

    private Sample select(InputDomain domain, RegionalDensity density, TargetFunction target, boolean trained) {
        if (!(target instanceof Picture picture && domain instanceof Cube square)) {
            throw new Refusal("target", "must be an image for sampling pixels but was not");
        }
        if (density.regions() > 1) {
            throw new Refusal("density", "must be uniform for sampling pixels but was not");
        }
        Raster raster = picture.raster();
        int width = raster.width();
        int height = raster.height();
        List<Integer> chosen = new ArrayList<>();
        for (int entry = 0; entry < width * height; entry++) {
            if ((entry / width % every == 0 && entry % width % every == 0) == trained) {
                chosen.add(entry);
            }
        }
        int[] entries = chosen.stream().mapToInt(Integer::intValue).toArray();
        double[] positions = new double[2 * entries.length];
        for (int i = 0; i < entries.length; i++) {
            positions[2 * i] = position(square, entries[i] % width, width);
            positions[2 * i + 1] = position(square, entries[i] / width, height);
        }
        int[] shape = {(height + every - 1) / every, (width + every - 1) / every};
        double spacing = square.length() * every / Math.max(1, Math.min(width, height) - (endpoint ? 1 : 0));
        return new Sample(
                square.at(positions, entries.length),
                new int[entries.length],
                trained ? spacing : Double.NaN,
                trained ? shape : new int[0],
                entries);
    }

    private double position(Cube square, int pixel, int pixels) {
        return square.lower() + square.length() * pixel / (endpoint ? Math.max(1, pixels - 1) : pixels);
    }
}
