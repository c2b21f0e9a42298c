package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Refusal;

/**
 * {@link LabelledImages} after loading: a function that is known at its own points only. A spec cannot name this type.
 */
public final class LabelledPoints implements TargetFunction, ValuesByEntry {
    private final LabelledRasters data;
    private final int count;
    private final int classes;

    LabelledPoints(LabelledRasters data, int count, int classes) {
        for (int i = 0; i < count; i++) {
            if (data.label(i) >= classes) {
                throw new Refusal(
                        "classes",
                        "must be above every label but was " + classes + ", and image " + i + " has the label "
                                + data.label(i));
            }
        }
        this.data = data;
        this.count = count;
        this.classes = classes;
    }

    /** Number of images. */
    public int count() {
        return count;
    }

    /** All images as points of a cube with one dimension per pixel. O(count x pixels). */
    public Points points(Cube cube) {
        requireDefinedOn(cube);
        int size = data.size();
        double[] coordinates = new double[Math.multiplyExact(count, size)];
        for (int i = 0; i < count; i++) {
            for (int pixel = 0; pixel < size; pixel++) {
                coordinates[i * size + pixel] = cube.from() + cube.length() * data.value(i, pixel);
            }
        }
        return cube.at(coordinates, count);
    }

    @Override
    public double[] values(int[] entries) {
        double[] values = new double[Math.multiplyExact(entries.length, classes)];
        for (int i = 0; i < entries.length; i++) {
            values[i * classes + data.label(entries[i])] = 1;
        }
        return values;
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        if (!(domain instanceof Cube cube && cube.dimension() == data.size())) {
            throw new Refusal(
                    "domain",
                    "must be a cube of dimension " + data.size()
                            + ", one per pixel of the images, but was " + domain.phrase() + " of dimension "
                            + domain.ambientDimension());
        }
    }

    @Override
    public LabelledPoints withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        throw new IllegalStateException("labelled images have values at their own points only");
    }

    @Override
    public List<Integer> frequencies() {
        return List.of();
    }
}
