package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.UnitVector;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The zonal harmonic C_kappa^{((d-2)/2)}(axis.x) / C_kappa^{((d-2)/2)}(1) on S^{d-1}. For d = 2 it is cos(kappa theta),
 * where theta is the angle from the axis.
 *
 * @param frequency the degree kappa, at least 0
 * @param axis any non-zero vector; empty means the last coordinate axis
 */
public record ZonalHarmonic(int frequency, @Default("[]") List<Double> axis) implements TargetFunction {
    /** Copies the axis; refuses a negative frequency and an axis of zeros. */
    public ZonalHarmonic {
        axis = List.copyOf(axis);
        Harmonic.checkFrequency(frequency);
        UnitVector.check("axis", axis);
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        if (!(domain instanceof Sphere) && !domain.isCircular()) {
            throw new Refusal(
                    "target",
                    "must be " + (domain instanceof BooleanCube ? "walsh" : "harmonic or harmonic-sum") + " on "
                            + domain.phrase() + " but was zonal-harmonic");
        }
        axis(domain);
    }

    @Override
    public ZonalHarmonic withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        requireDefinedOn(domain);
        double[] unit = axis(domain);
        int dimension = domain.ambientDimension();
        double[] values = new double[points.count()];
        // On the circle the angle itself is known. Its cosine would lose half the digits near the axis.
        double origin = domain.isCircular() ? StrictMath.atan2(unit[1], unit[0]) : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = domain.isCircular()
                    ? StrictMath.cos(frequency * (points.parameter(i) - origin))
                    : Harmonics.gegenbauer(frequency, dimension, points.dot(unit, i));
        }
        return values;
    }

    @Override
    public List<Integer> frequencies() {
        return List.of(frequency);
    }

    @Override
    public double[] axis(InputDomain domain) {
        return UnitVector.of("axis", axis, domain, UnitVector.last(domain.ambientDimension()));
    }
}
