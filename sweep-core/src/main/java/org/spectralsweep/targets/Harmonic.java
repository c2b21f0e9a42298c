package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * One pure harmonic of frequency kappa:
 *
 * <ul>
 *   <li>sin(kappa theta + phase) on the circle
 *   <li>sin(2 pi kappa (t - from) / (to - from) + phase) on an interval
 *   <li>sin(2 pi kappa v.(x - from) / (to - from) + phase) on a cube
 *   <li>sin(kappa v.t + phase) on a torus
 * </ul>
 *
 * @param frequency kappa, at least 0
 * @param phase in radians, or {@code random}
 * @param direction integer vector v, on a cube or torus only; empty means the first coordinate axis
 */
public record Harmonic(
        int frequency,
        @Default("0") Phase phase,
        @Default("[]") List<Integer> direction) implements TargetFunction {
    /** Copies the direction; refuses a negative frequency and a direction of zeros. */
    public Harmonic {
        direction = List.copyOf(direction);
        checkFrequency(frequency);
        if (!direction.isEmpty() && direction.stream().allMatch(v -> v == 0)) {
            throw new Refusal("direction", "must be a non-zero vector but was " + direction);
        }
    }

    static void checkFrequency(int frequency) {
        if (frequency < 0) {
            throw new Refusal("frequency", "must be at least 0 but was " + frequency);
        }
    }

    static void refuseSpheres(InputDomain domain, String type) {
        if (domain instanceof BooleanCube) {
            throw new Refusal("target", "must be walsh on " + domain.phrase() + " but was " + type);
        }
        if (domain instanceof Sphere && !domain.isCircular()) {
            throw new Refusal("target", "must be zonal-harmonic on " + domain.phrase() + " but was " + type);
        }
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        refuseSpheres(domain, "harmonic");
        if (direction.isEmpty()) {
            return;
        }
        if (!(domain instanceof ProductDomain)) {
            throw new Refusal("direction", "must be empty on " + domain.phrase() + " but was " + direction);
        }
        if (direction.size() != domain.manifoldDimension()) {
            throw new Refusal(
                    "direction",
                    "must have " + domain.manifoldDimension() + " components on " + domain.phrase()
                            + " of that dimension but was " + direction);
        }
    }

    @Override
    public Harmonic withPhases(RandomGenerator random) {
        return new Harmonic(frequency, phase.drawn(random), direction);
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        requireDefinedOn(domain);
        double shift = phase.value();
        double[] values = Harmonics.angles(domain, points, direction(domain));
        for (int i = 0; i < values.length; i++) {
            values[i] = StrictMath.sin(frequency * values[i] + shift);
        }
        return values;
    }

    @Override
    public List<Integer> frequencies() {
        return List.of(frequency);
    }

    @Override
    public int highestFrequency() {
        int largest = 1;
        for (int v : direction) {
            largest = Math.max(largest, Math.abs(v));
        }
        return Math.multiplyExact(frequency, largest);
    }

    @Override
    public int[] direction(InputDomain domain) {
        return direction.isEmpty()
                ? TargetFunction.super.direction(domain)
                : direction.stream().mapToInt(Integer::intValue).toArray();
    }
}
