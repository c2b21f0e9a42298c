package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.kernel.EmpiricalTangentKernel;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Column {@code harmonic_coefficient}, scope {@code all}, index k: the kernel's eigenvalue for harmonics of degree k
 * with respect to the uniform probability measure of the domain. It is exact for the analytic kernel of unit vectors,
 * see {@link ZonalSpectrum}. On a torus it belongs to the harmonic k v along the target's direction v, see
 * {@link TorusSpectrum}. On a Boolean cube it belongs to Walsh functions of degree k, see {@link BooleanSpectrum}.
 *
 * <p>An encoded or an empirical kernel is not zonal. Its coefficient is that of its mean over rotations, the mean over
 * pairs of nodes of K(x, z) P_k(x.z). The nodes are 2,048 uniform ones on the circle or 2,000 of the Fibonacci lattice
 * on S^2.
 *
 * @param kernel which kernel
 * @param upTo the highest k; on a Boolean cube of dimension d there are none above d
 */
public record HarmonicCoefficients(
        @Default("auto") KernelChoice kernel,
        @Default("100") int upTo) implements Theory {
    private static final int MOST = 1000;
    private static final int CIRCLE_NODES = 2048;
    private static final int SPHERE_NODES = 2000;

    /** Less than half the square root of the number of nodes; at higher degrees the lattice's own error shows. */
    private static final int SPHERE_DEGREE = 20;

    /** Refuses what the descriptions of the components rule out. */
    public HarmonicCoefficients {
        NodeCount.atLeast("up-to", 0, upTo);
        if (upTo > MOST) {
            throw new Refusal("up-to", "must be at most " + MOST + " but was " + upTo);
        }
    }

    @Override
    public List<String> columns() {
        return List.of("harmonic_coefficient");
    }

    @Override
    public void check(TheoryScene scene) {
        scene.checkKernel(kernel);
        boolean exact = scene.isAnalytic(kernel) && scene.isPlain();
        if (scene.domain().isCircular()) {
            requireUpTo(exact ? MOST : CIRCLE_NODES / 4, CIRCLE_NODES);
        } else if (scene.domain() instanceof Sphere sphere) {
            if (!exact && sphere.dimension() > 3) {
                throw new Refusal(
                        "kernel",
                        "must be analytic, without an encoding, for harmonic-coefficients on " + sphere.phrase()
                                + " but was " + (scene.isAnalytic(kernel) ? "that of encoded points" : "empirical"));
            }
            requireUpTo(exact ? MOST : SPHERE_DEGREE, SPHERE_NODES);
        } else if (scene.domain() instanceof Torus torus) {
            requireExact(exact, scene);
            int fastest = fastest(scene);
            int limit = TorusSpectrum.limit(torus.dimension());
            if ((long) upTo * fastest >= limit) {
                throw new Refusal(
                        "up-to",
                        "must be below " + limit + " / " + fastest
                                + " to be resolved by " + 4 * limit + " angles a side on a torus of dimension "
                                + torus.dimension() + " but was " + upTo);
            }
        } else if (scene.domain() instanceof BooleanCube) {
            requireExact(exact, scene);
        } else {
            throw new Refusal(
                    "domain",
                    "must be the circle, a sphere, a torus or a Boolean cube for harmonic-coefficients but was "
                            + scene.domain().phrase());
        }
    }

    private void requireExact(boolean exact, TheoryScene scene) {
        if (!exact) {
            throw new Refusal(
                    "kernel",
                    "must be analytic, without an encoding, for harmonic-coefficients on "
                            + scene.domain().phrase() + " but was "
                            + (scene.isAnalytic(kernel) ? "that of encoded points" : "empirical"));
        }
    }

    private void requireUpTo(int most, int nodes) {
        if (upTo > most) {
            throw new Refusal(
                    "up-to",
                    "must be at most " + most + " to be resolved by the " + nodes
                            + " nodes of a kernel that is not zonal but was " + upTo);
        }
    }

    @Override
    public double order(double samples) {
        return 0;
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        double[] lambda = scene.isAnalytic(kernel) && scene.isPlain() ? exact(scene) : rotationMeans(scene);
        List<Measurement> rows = new ArrayList<>();
        for (int k = 0; k <= Math.min(upTo, lambda.length - 1); k++) {
            rows.add(new Measurement(0, "harmonic_coefficient", Measurement.ALL, k, lambda[k]));
        }
        return rows;
    }

    private double[] exact(TheoryScene scene) {
        if (scene.domain() instanceof Torus torus) {
            int[] direction = scene.inputs().target().direction(torus);
            return new TorusSpectrum(scene.analytic(), torus.dimension()).along(direction, upTo);
        }
        if (scene.domain() instanceof BooleanCube cube) {
            return BooleanSpectrum.eigenvalues(scene.analytic(), cube.dimension());
        }
        return ZonalSpectrum.coefficients(scene.analytic(), scene.domain().ambientDimension(), upTo);
    }

    /** Largest component, in magnitude, of the direction of a torus's harmonics. */
    private static int fastest(TheoryScene scene) {
        return Arrays.stream(scene.inputs().target().direction(scene.domain()))
                .map(Math::abs)
                .max()
                .orElse(1);
    }

    private double[] rotationMeans(TheoryScene scene) {
        boolean circle = scene.domain().isCircular();
        int n = circle ? CIRCLE_NODES : SPHERE_NODES;
        int d = scene.domain().ambientDimension();
        double[] axis = scene.inputs().target().axis(scene.domain());
        Points points = new Grid(n, 0, 0)
                .draw(scene.domain(), new Uniform().on(scene.domain(), axis), new Well19937c(0))
                .points();
        double[] x = scene.inputs().encoder().encode(points.coordinates(), n);
        double[] gram = scene.isAnalytic(kernel)
                ? scene.analytic().gram(x, n, scene.deadline())
                : EmpiricalTangentKernel.gram(scene.network(), x, n);
        return circle ? circleMeans(gram, n) : sphereMeans(gram, points, n, d);
    }

    private double[] circleMeans(double[] gram, int n) {
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                mean[Math.floorMod(i - j, n)] += gram[i * n + j] / n;
            }
        }
        double[] lambda = new double[upTo + 1];
        for (int k = 0; k <= upTo; k++) {
            for (int s = 0; s < n; s++) {
                lambda[k] += mean[s] * StrictMath.cos(2 * Math.PI * ((long) k * s % n) / n) / n;
            }
        }
        return lambda;
    }

    private double[] sphereMeans(double[] gram, Points points, int n, int d) {
        double[] lambda = new double[upTo + 1];
        double[] x = points.coordinates();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double t = 0;
                for (int c = 0; c < d; c++) {
                    t += x[i * d + c] * x[j * d + c];
                }
                double previous = 0;
                double current = 1;
                for (int k = 0; k <= upTo; k++) {
                    lambda[k] += gram[i * n + j] * current;
                    double next = ((2.0 * k + d - 2) * t * current - k * previous) / (k + d - 2);
                    previous = current;
                    current = next;
                }
            }
        }
        for (int k = 0; k <= upTo; k++) {
            lambda[k] /= (double) n * n;
        }
        return lambda;
    }
}
