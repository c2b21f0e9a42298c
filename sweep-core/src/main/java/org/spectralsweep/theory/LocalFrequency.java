package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Default;

/**
 * Frequency and amplitude of each eigenfunction in each density region of the circle, beside the law of B20's
 * Proposition 1 (see {@link LocalFrequencyLaw}). Scope {@code region:j}, index the rank.
 *
 * <ul>
 * <li>{@code local_frequency}, {@code local_amplitude}, {@code local_phase}: those of the {@link Sinusoid} a cos(omega
 * (x - x_0) + b) that fits the eigenfunction in the region. x_0 is the region's first node, and the function is scaled
 * to int f^2 d theta = 1. If a region has several arcs these are means over them, but the phase is that of the first.
 * NaN where the region holds less than 0.375 of a cycle.
 * <li>{@code local_frequency_law}: q sqrt(p_j) / Z; for relu-squared p_j^(1/4) stands in place of the root.
 * <li>{@code local_amplitude_bound}: the largest amplitude that Eq. 21 allows next to the measured amplitudes of the
 * neighbouring regions.
 * <li>{@code local_amplitude_absolute_bound}: Eq. 36, NaN where it does not hold.
 * </ul>
 *
 * <p>q is the frequency that uniform data have at this rank. It is ceil(rank / 2) where eigenvalues fall with q, and
 * this is assumed for a kernel that is not zonal. Each function is fitted separately. So a rotation within a nearly
 * degenerate pair changes phases but not frequencies.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes, up to 50,000; 0 means 2,000, and with samples it must be 0
 * @param upTo the highest q; ranks 0 to 2 q are fitted
 */
public record LocalFrequency(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("20") int upTo)
        implements Theory {
    /** Refuses what the descriptions of the components rule out. */
    public LocalFrequency {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("up-to", 1, upTo);
    }

    @Override
    public List<String> columns() {
        return List.of(
                "local_frequency",
                "local_frequency_law",
                "local_amplitude",
                "local_phase",
                "local_amplitude_bound",
                "local_amplitude_absolute_bound");
    }

    @Override
    public void check(TheoryScene scene) {
        scene.requireCircle("local-frequency");
        scene.requirePowerLaw("local-frequency");
        scene.checkNodes(kernel, nodes, points);
        scene.checkCount("up-to", 2 * upTo + 1, nodes, points);
        scene.checkResolved(upTo, nodes, points);
    }

    @Override
    public double order(double samples) {
        return NodeCount.expected(nodes, points, samples);
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        int ranks = 2 * upTo + 1;
        Eigenbasis basis = scene.basis(kernel, nodes, points, ranks);
        CircleRuns runs = new CircleRuns(basis.nodes());
        boolean zonal = scene.isAnalytic(kernel) && scene.isZonal();
        UniformHarmonics uniform = zonal ? new UniformHarmonics(scene.analytic(), ranks) : null;
        List<Measurement> rows = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            int q = uniform == null ? (rank + 1) / 2 : uniform.frequency(rank);
            scene.deadline().check();
            Sinusoid[] fits = fits(runs, unitNorm(basis, rank));
            for (int j = 0; j < scene.inputs().density().regions(); j++) {
                add(rows, scene.law(), runs, fits, j, rank, q);
            }
        }
        return rows;
    }

    private static Sinusoid[] fits(CircleRuns runs, double[] f) {
        Sinusoid[] fits = new Sinusoid[runs.count()];
        Arrays.setAll(fits, run -> Sinusoid.fit(runs.angles(run), runs.values(run, f)));
        return fits;
    }

    /** The function with int f^2 d theta = 1. */
    private static double[] unitNorm(Eigenbasis basis, int rank) {
        double[] f = basis.function(rank);
        // int f^2 p = 1 holds exactly. The uniform integral weights each node by the arc around it.
        double[] arcs = arcs(basis.nodes());
        double squares = 0;
        for (int i = 0; i < f.length; i++) {
            squares += arcs[i] * f[i] * f[i];
        }
        double norm = Math.sqrt(squares);
        return Arrays.stream(f).map(value -> value / norm).toArray();
    }

    /** The arc around each node: half the distance between its two neighbours. */
    private static double[] arcs(Nodes nodes) {
        int n = nodes.count();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> Double.compare(
                        nodes.points().parameter(a), nodes.points().parameter(b)));
        double[] arcs = new double[n];
        for (int i = 0; i < n; i++) {
            double before = nodes.points().parameter(order[(i + n - 1) % n]) - (i == 0 ? 2 * Math.PI : 0);
            double after = nodes.points().parameter(order[(i + 1) % n]) + (i == n - 1 ? 2 * Math.PI : 0);
            arcs[order[i]] = (after - before) / 2;
        }
        return arcs;
    }

    private static void add(
            List<Measurement> rows, LocalFrequencyLaw law, CircleRuns runs, Sinusoid[] fits, int j, int rank, int q) {
        double length = 0;
        double frequency = 0;
        double squares = 0;
        double phase = Double.NaN;
        double bound = Double.POSITIVE_INFINITY;
        for (int run = 0; run < fits.length; run++) {
            if (runs.region(run) == j) {
                double[] t = runs.angles(run);
                double extent = t[t.length - 1] - t[0];
                phase = length == 0 ? fits[run].phase() : phase;
                length += extent;
                frequency += extent * fits[run].frequency();
                squares += extent * fits[run].amplitude() * fits[run].amplitude();
            }
            int next = runs.next(run);
            if (runs.region(run) != runs.region(next) && (runs.region(run) == j || runs.region(next) == j)) {
                int other = runs.region(run) == j ? next : run;
                bound = Math.min(bound, law.neighbourBound(j, runs.region(other), fits[other].amplitude()));
            }
        }
        String scope = Measurement.region(j);
        rows.add(new Measurement(0, "local_frequency", scope, rank, frequency / length));
        rows.add(new Measurement(0, "local_frequency_law", scope, rank, law.regionFrequency(q, j)));
        rows.add(new Measurement(0, "local_amplitude", scope, rank, Math.sqrt(squares / length)));
        rows.add(new Measurement(0, "local_phase", scope, rank, phase));
        double known = Double.isInfinite(bound) ? Double.NaN : bound;
        rows.add(new Measurement(0, "local_amplitude_bound", scope, rank, known));
        rows.add(new Measurement(0, "local_amplitude_absolute_bound", scope, rank, law.absoluteBound(q)));
    }
}
