package org.spectralsweep.targets;

import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The Walsh function chi_S(x) = prod over i in S of sign(x_i) on the Boolean cube: the parity of a subset S of the
 * coordinates. Its values are 1 and -1.
 *
 * @param degree k, the number of coordinates in S, at least 0
 * @param coordinates S, numbered from 0; empty means the first k
 */
public record Walsh(int degree, @Default("[]") List<Integer> coordinates) implements TargetFunction {
    /** Copies the subset; refuses a negative degree, and a subset of another size or with a coordinate twice. */
    public Walsh {
        coordinates = List.copyOf(coordinates);
        if (degree < 0) {
            throw new Refusal("degree", "must be at least 0 but was " + degree);
        }
        if (!coordinates.isEmpty() && coordinates.size() != degree) {
            throw new Refusal(
                    "coordinates",
                    "must hold " + degree + " numbers, as many as degree, or none but was " + coordinates);
        }
        if (coordinates.stream().distinct().count() < coordinates.size()
                || coordinates.stream().anyMatch(c -> c < 0)) {
            throw new Refusal("coordinates", "must hold different numbers from 0 on but was " + coordinates);
        }
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        if (!(domain instanceof BooleanCube cube)) {
            throw new Refusal("domain", "must be a Boolean cube for target walsh but was " + domain.phrase());
        }
        if (degree > cube.dimension()) {
            throw new Refusal(
                    "degree", "must be at most " + cube.dimension() + " on " + cube.phrase() + " but was " + degree);
        }
        if (coordinates.stream().anyMatch(c -> c >= cube.dimension())) {
            throw new Refusal(
                    "coordinates",
                    "must be below " + cube.dimension() + " on " + cube.phrase() + " but was " + coordinates);
        }
    }

    @Override
    public Walsh withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        requireDefinedOn(domain);
        int[] subset = coordinates.isEmpty()
                ? IntStream.range(0, degree).toArray()
                : coordinates.stream().mapToInt(Integer::intValue).toArray();
        double[] values = new double[points.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1;
            for (int c : subset) {
                values[i] *= Math.signum(points.coordinates()[i * points.dimension() + c]);
            }
        }
        return values;
    }

    /** The degree, which stands for the frequency on the Boolean cube. */
    @Override
    public List<Integer> frequencies() {
        return List.of(degree);
    }
}
