package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Refusal;

/** {@link LabelledImages} that were loaded: a function that is known at its own points alone. No spec has it. */
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

    /** How many images. */
    public int count() {
        return count;
    }

    /** All images as points of a cube of as many dimensions as an image has pixels. O(count x pixels). */
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
                            + " for images of so many pixels but was " + domain.phrase() + " of dimension "
                            + domain.ambientDimension());
        }
    }

    @Override
    public LabelledPoints withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        throw new IllegalStateException("labelled images say nothing of other points than their own");
    }

    @Override
    public List<Integer> frequencies() {
        return List.of();
    }
}
