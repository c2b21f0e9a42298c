package org.spectralsweep.density;

import java.util.Arrays;
import java.util.List;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.UnitVector;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * p(x) proportional to exp(concentration * mu.x): von Mises on the circle, von Mises-Fisher on a sphere.
 *
 * @param concentration from 0 (uniform) to 1e30
 * @param axis the mean direction mu, any non-zero vector; empty means the target's axis if it has one, else the last
 *     coordinate axis
 * @param regions number of bands of equal polar angle around mu in which local errors are measured, at most 10,000
 */
public record VonMisesFisher(
        double concentration,
        @Default("[]") List<Double> axis,
        @Default("4") int regions) implements InputDensity {
    /** Above this concentration all mass lies within the rounding of one point. */
    private static final double MOST = 1e30;

    /** Copies the axis and refuses values that the descriptions of the components exclude. */
    public VonMisesFisher {
        axis = List.copyOf(axis);
        if (!(concentration >= 0 && concentration < Double.POSITIVE_INFINITY)) {
            throw new Refusal("concentration", "must be at least 0 and finite but was " + concentration);
        }
        if (concentration > MOST) {
            throw new Refusal("concentration", "must be at most " + MOST + " but was " + concentration);
        }
        UnitVector.check("axis", axis);
        if (regions < 1) {
            throw new Refusal("regions", "must be at least 1 but was " + regions);
        }
        if (regions > MOST_REGIONS) {
            throw new Refusal("regions", "must be at most " + MOST_REGIONS + " but was " + regions);
        }
    }

    @Override
    public RegionalDensity on(InputDomain domain, double[] defaultAxis) {
        if (!(domain instanceof Sphere) && !domain.isCircular()) {
            throw new Refusal(
                    "density",
                    "must be uniform, piecewise-constant, fourier or tabulated on an interval and uniform on a"
                            + " cube or torus but was von-mises-fisher on " + domain.phrase());
        }
        double[] edges = new double[regions + 1];
        for (int i = 0; i <= regions; i++) {
            edges[i] = Math.PI * i / regions;
        }
        double[] levels = new double[regions];
        Arrays.fill(levels, 1);
        return RegionalDensity.bands(
                domain,
                UnitVector.of("axis", axis, domain, defaultAxis),
                edges,
                levels,
                Profile.exponential(concentration));
    }
}
