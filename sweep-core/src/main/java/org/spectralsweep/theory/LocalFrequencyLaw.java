package org.spectralsweep.theory;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Points;

/**
 * B20's Proposition 1 about the eigenfunctions of a tangent kernel on the circle where the data have a density.
 *
 * <p>Here p is the density with respect to d theta, which integrates to 1 over the circle:
 * {@link RegionalDensity#value} over 2 pi. With
 *
 * <pre>
 * Psi(x) = int_(-pi)^x p^(1/a),   Z = Psi(pi) / (2 pi),
 * f(x)   = A(p(x)) cos(q Psi(x) / Z + b(p(x))),   q = 0, 1, 2, ...
 * </pre>
 *
 * <p>the local frequency is q p(x)^(1/a) / Z, and the eigenvalue is Z^a a_q. a_q = 2 pi lambda_q is the eigenvalue of
 * uniform data with respect to d theta. One eigenfunction has q = 0, and two have each higher q.
 *
 * <p>Here a is the exponent with which eigenvalues of uniform data fall. B20's kernel, that of ReLU, has a = 2, so the
 * local frequency is as sqrt(p). Where eigenvalues fall as q^-4, those of relu-squared, the same argument gives
 * p^(1/4): locally p omega^-a is the eigenvalue. The bounds on amplitudes are B20's and hold for a = 2 alone.
 *
 * <p>The law is asymptotic, like a WKB approximation. On densities 1 : 2 : 4 eigenvalues are within 3 % from q = 10 on,
 * and up to 35 % off at q = 0 and 1. Uniform data obey it exactly.
 *
 * <p>Psi and Z are integrated by Gauss-Legendre rules between the density's breakpoints, exactly up to rounding for
 * both constant and smooth pieces. Where a density varies inside a region, the region's p^(1/a) is its mean over the
 * region.
 */
public final class LocalFrequencyLaw {
    /** Made without the factory of all rules, which first computes constants of 40 digits: a tenth of a second. */
    private static final GaussIntegrator RULE = new GaussIntegrator(new LegendreRuleFactory().getRule(16));

    private static final double LONGEST_PANEL = Math.PI / 32;

    private final RegionalDensity density;
    private final int decay;
    private final double[] edges;
    private final double[] psi;
    private final double[] meanRoot;
    private final double sumInverseRoots;
    private final double ratio;
    private final int pieces;

    /** The law of ReLU's kernel, a = 2. */
    public LocalFrequencyLaw(RegionalDensity density) {
        this(density, 2);
    }

    /**
     * @param density a density on the circle
     * @param decay a, 2 or 4
     */
    public LocalFrequencyLaw(RegionalDensity density, int decay) {
        if (decay != 2 && decay != 4) {
            throw new IllegalArgumentException("decay must be 2 or 4 but was " + decay);
        }
        this.density = density;
        this.decay = decay;
        this.edges = edges(density.breakpoints());
        this.psi = new double[edges.length];
        double[] roots = new double[density.regions()];
        double[] length = new double[density.regions()];
        for (int i = 0; i + 1 < edges.length; i++) {
            double part = integral(edges[i], edges[i + 1]);
            psi[i + 1] = psi[i] + part;
            int region = density.label(Points.onCircle(new double[] {(edges[i] + edges[i + 1]) / 2}))[0];
            roots[region] += part;
            length[region] += edges[i + 1] - edges[i];
        }
        meanRoot = new double[roots.length];
        Arrays.setAll(meanRoot, region -> roots[region] / length[region]);
        double[] breaks = density.breakpoints();
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < breaks.length; i++) {
            double next = i + 1 < breaks.length ? breaks[i + 1] : breaks[0] + 2 * Math.PI;
            double p = p(Circle.wrap((breaks[i] + next) / 2));
            sum += 1 / Math.sqrt(p);
            least = Math.min(least, p);
            most = Math.max(most, p);
        }
        sumInverseRoots = sum;
        ratio = most / least;
        pieces = breaks.length;
    }

    private static double[] edges(double[] breakpoints) {
        double[] ends = new double[breakpoints.length + 2];
        ends[0] = -Math.PI;
        System.arraycopy(breakpoints, 0, ends, 1, breakpoints.length);
        ends[ends.length - 1] = Math.PI;
        double[] edges = {-Math.PI};
        for (int i = 0; i + 1 < ends.length; i++) {
            double from = ends[i];
            double length = ends[i + 1] - from;
            int panels = (int) Math.ceil(length / LONGEST_PANEL);
            int start = edges.length;
            edges = Arrays.copyOf(edges, start + panels);
            for (int k = 1; k <= panels; k++) {
                edges[start + k - 1] = k == panels ? ends[i + 1] : from + length * k / panels;
            }
        }
        return edges;
    }

    private double p(double angle) {
        return density.value(Points.onCircle(new double[] {angle}), 0) / (2 * Math.PI);
    }

    /** p^(1/a). */
    private double root(double p) {
        return decay == 2 ? Math.sqrt(p) : Math.sqrt(Math.sqrt(p));
    }

    private double integral(double from, double to) {
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
            sum += RULE.getWeight(i) * root(p(from + half * (1 + RULE.getPoint(i))));
        }
        return sum * half;
    }

    /** Psi(x) for an angle in [-pi, pi]. */
    public double psi(double angle) {
        if (!(angle >= -Math.PI && angle <= Math.PI)) {
            throw new IllegalArgumentException("angle must be in [-pi, pi] but was " + angle);
        }
        int found = Arrays.binarySearch(edges, angle);
        int panel = found >= 0 ? found : -found - 2;
        return psi[panel] + (edges[panel] < angle ? integral(edges[panel], angle) : 0);
    }

    /** Z, the mean of p^(1/a) over the circle; it is (2 pi)^(-1/a) for uniform data. */
    public double z() {
        return psi[psi.length - 1] / (2 * Math.PI);
    }

    /** q p(x)^(1/a) / Z: cycles in 2 pi, near an angle, of the eigenfunctions of index q. */
    public double frequency(int q, double angle) {
        return q * root(p(angle)) / z();
    }

    /** The local frequency in a region; where p varies in the region, its mean. */
    public double regionFrequency(int q, int region) {
        return q * meanRoot[region] / z();
    }

    /**
     * The eigenvalue with respect to p, 2 pi Z^a lambda_q. lambda_q is that of uniform data with respect to the uniform
     * probability measure.
     */
    public double eigenvalue(double uniformEigenvalue) {
        double square = z() * z();
        return 2 * Math.PI * (decay == 2 ? square : square * square) * uniformEigenvalue;
    }

    /**
     * The largest amplitude next to a known one, B20 Eq. 21: 1 &lt;= a_i / a_j &lt;= sqrt(p_j / p_i) for neighbours
     * with p_i &lt;= p_j. It is asymptotic: on 1 : 2 : 4 it is exceeded by up to 40 % for q up to 3, and by 0.5 % from
     * q = 13 on.
     *
     * @param region i
     * @param neighbour j
     * @param amplitude a_j
     * @return NaN where a is not 2
     */
    public double neighbourBound(int region, int neighbour, double amplitude) {
        return decay != 2 ? Double.NaN : amplitude * Math.max(1, meanRoot[neighbour] / meanRoot[region]);
    }

    /**
     * (a_i / a_j)^2 = rho / (1 - (1 - rho) cos^2 b) with rho = p_j / p_i, B20 Eq. 31. b is the phase of region i's
     * cosine at the common boundary.
     */
    public static double squaredAmplitudeRatio(double rho, double phase) {
        double cosine = StrictMath.cos(phase);
        return rho / (1 - (1 - rho) * cosine * cosine);
    }

    /**
     * The bound on every amplitude of an eigenfunction with int f^2 d theta = 1 over l pieces, B20 Eq. 36: (pi - Z / (2
     * q) sum_j p_j^(-1/2))^(-1/2) (p_max / p_min)^(l/2).
     *
     * @return NaN where the bound does not hold, which is where q is at most Z / (2 pi) sum_j p_j^(-1/2) or a is not 2
     */
    public double absoluteBound(int q) {
        double rest = Math.PI - z() / (2.0 * q) * sumInverseRoots;
        return decay == 2 && q > 0 && rest > 0 ? Math.pow(ratio, pieces / 2.0) / Math.sqrt(rest) : Double.NaN;
    }
}
