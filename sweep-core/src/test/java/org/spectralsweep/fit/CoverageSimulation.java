package org.spectralsweep.fit;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/**
 * How often 95 % intervals of a and b hold the planted values, in 24 designs. Prints two tables in Markdown: all
 * candidates on the first laws of each design, then the default on more. Equal arguments give equal numbers, CPU times
 * aside. {@code .ci/long/coverage} runs it.
 */
public final class CoverageSimulation {
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    private static final double QUANTILE_99 = 2.5758293035489004;
    private static final double[][] NONE = {{Double.NaN, Double.NaN}, {Double.NaN, Double.NaN}};
    private static final int RESAMPLES = 100;
    /** The first law of the default's own. It was chosen on earlier ones. */
    private static final int FRESH = 10_000;
    /** Mean coverage from which a candidate counts as one that covers. */
    private static final double COVERS = 0.93;

    private enum Candidate {
        DEFAULT("scatter and rounding"),
        CELL_JACKKNIFE("CV3, t(G - k)"),
        MORE_DEGREES("CV3, t(G - 1)"),
        TWO_STEPS("two steps"),
        SCORE_BOOTSTRAP("score wild bootstrap"),
        CELL_BOOTSTRAP("bootstrap of cells"),
        NAIVE("inverse Hessian");

        private final String title;

        Candidate(String title) {
            this.title = title;
        }
    }

    /** What became of the laws of one design. */
    private static final class Tally {
        private int laws;
        private int intervals;
        private final int[] covered = new int[2];
        private final double[] width = new double[2];
        private final double[] bias = new double[2];
        private long nanoseconds;

        void add(double[][] bounds, double[] estimate, double[] truth, long time) {
            laws++;
            nanoseconds += time;
            if (!Double.isFinite(bounds[0][0] + bounds[0][1] + bounds[1][0] + bounds[1][1])) {
                return;
            }
            intervals++;
            for (int k = 0; k < 2; k++) {
                covered[k] += bounds[k][0] <= truth[k] && truth[k] <= bounds[k][1] ? 1 : 0;
                width[k] += bounds[k][1] - bounds[k][0];
                bias[k] += estimate[k] - truth[k];
            }
        }

        double coverage(int k) {
            return covered[k] / (double) intervals;
        }

        double width(int k) {
            return width[k] / intervals;
        }

        double share() {
            return intervals / (double) laws;
        }

        double bias() {
            return FastMath.max(FastMath.abs(bias[0]) / width[0], FastMath.abs(bias[1]) / width[1]);
        }

        double milliseconds() {
            return nanoseconds / 1e6 / laws;
        }

        /** Whether the 99 % interval of the coverage (Wilson's) lies outside of a band. */
        boolean isOutside(int k, double low, double high) {
            double square = QUANTILE_99 * QUANTILE_99 / intervals;
            double middle = (coverage(k) + square / 2) / (1 + square);
            double reach = FastMath.sqrt(square * (coverage(k) * (1 - coverage(k)) + square / 4)) / (1 + square);
            return middle + reach < low || middle - reach > high;
        }
    }

    private final List<SimulatedDesign> designs = SimulatedDesign.drawn();

    private final boolean equal;

    private CoverageSimulation(boolean equal) {
        this.equal = equal;
    }

    /**
     * Runs the simulation.
     *
     * @param arguments laws of each design for the default (1000), then for all candidates (100); {@code equal} if the
     *     exponents of all laws are 2 and 1
     */
    public static void main(String[] arguments) {
        int laws = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int compared = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        new CoverageSimulation(arguments.length > 2 && arguments[2].equals("equal")).print(laws, compared);
    }

    private void print(int laws, int compared) {
        List<Map<Candidate, Tally>> all = designs.stream()
                .map(design -> run(design, 0, compared, Set.of(Candidate.values())))
                .toList();
        if (compared > 0) {
            printCandidates(all, compared);
        }
        if (laws > 0) {
            printDefault(
                    designs.stream()
                            .map(design -> run(design, FRESH, laws, Set.of(Candidate.DEFAULT)))
                            .toList(),
                    all,
                    laws);
        }
    }

    private Map<Candidate, Tally> run(SimulatedDesign design, int first, int laws, Set<Candidate> candidates) {
        Map<Candidate, Tally> tallies = new EnumMap<>(Candidate.class);
        candidates.forEach(candidate -> tallies.put(candidate, new Tally()));
        int number = designs.indexOf(design);
        for (int law = first; law < first + laws; law++) {
            SimulatedDesign.SimulatedLaw planted = design.law(1_000_000L * (number + 1) + law, equal);
            List<Observation> rows = planted.rows();
            double[] truth = {planted.a(), planted.b()};
            long start = now();
            FittedLaw fitted = new LawFit(Planted.LAW, ErrorDistribution.LOG_NORMAL, new PooledCells()).to(rows);
            long time = now() - start;
            FitResult result = fitted.result();
            double[] estimate = {result.estimate("a"), result.estimate("b")};
            tally(tallies, Candidate.DEFAULT).add(bounds(result), estimate, truth, time);
            if (candidates.size() > 1) {
                compare(rows, truth, tallies, law);
            }
        }
        return tallies;
    }

    private static void compare(List<Observation> rows, double[] truth, Map<Candidate, Tally> tallies, int law) {
        long start = now();
        FittedLaw fitted = new LawFit(Planted.LAW, ErrorDistribution.LOG_NORMAL, new CellJackknife()).to(rows);
        long time = now() - start;
        double[] estimate = {fitted.result().estimate("a"), fitted.result().estimate("b")};
        tally(tallies, Candidate.CELL_JACKKNIFE).add(bounds(fitted.result()), estimate, truth, time);
        addMoreDegrees(fitted, tally(tallies, Candidate.MORE_DEGREES), estimate, truth, time);
        Estimator estimator = fitted.estimator();
        Estimate all = fitted.estimate();
        if (estimator == null || all == null) {
            for (Map.Entry<Candidate, Tally> entry : tallies.entrySet()) {
                if (entry.getKey().compareTo(Candidate.MORE_DEGREES) > 0) {
                    entry.getValue().add(NONE, new double[2], truth, 0);
                }
            }
            return;
        }
        double[] errors = {error(fitted, "a"), error(fitted, "b")};
        start = now();
        double[][] twoSteps = TwoSteps.intervals(rows, Estimator.floor(estimator.design()));
        tally(tallies, Candidate.TWO_STEPS)
                .add(
                        twoSteps,
                        new double[] {0.5 * (twoSteps[0][0] + twoSteps[0][1]), 0.5 * (twoSteps[1][0] + twoSteps[1][1])},
                        truth,
                        now() - start);
        start = now();
        ScoreBootstrap score = new ScoreBootstrap(estimator, all);
        double[] naive = score.naiveErrors();
        tally(tallies, Candidate.NAIVE)
                .add(
                        new double[][] {
                            about(estimate[0], NORMAL_QUANTILE * naive[1]),
                            about(estimate[1], NORMAL_QUANTILE * naive[2])
                        },
                        estimate,
                        truth,
                        now() - start);
        start = now();
        tally(tallies, Candidate.SCORE_BOOTSTRAP)
                .add(
                        new double[][] {score.interval(1, errors[0]), score.interval(2, errors[1])},
                        estimate,
                        truth,
                        now() - start);
        start = now();
        FitResult resampled = new LawFit(Planted.LAW, ErrorDistribution.LOG_NORMAL, new CellBootstrap(RESAMPLES, law))
                .to(rows)
                .result();
        tally(tallies, Candidate.CELL_BOOTSTRAP).add(bounds(resampled), estimate, truth, now() - start);
    }

    private static void addMoreDegrees(FittedLaw fitted, Tally tally, double[] estimate, double[] truth, long time) {
        double reach = new TDistribution(fitted.result().cells() - 1.0).inverseCumulativeProbability(0.975);
        tally.add(
                new double[][] {
                    about(estimate[0], reach * error(fitted, "a")), about(estimate[1], reach * error(fitted, "b"))
                },
                estimate,
                truth,
                time);
    }

    private static double error(FittedLaw fitted, String name) {
        Double error = fitted.result().parameter(name).standardError();
        return error == null ? Double.NaN : error;
    }

    private static Tally tally(Map<Candidate, Tally> tallies, Candidate candidate) {
        return Objects.requireNonNull(tallies.get(candidate));
    }

    private static double[] about(double estimate, double reach) {
        return new double[] {estimate - reach, estimate + reach};
    }

    private static double[][] bounds(FitResult result) {
        return new double[][] {bounds(result.parameter("a")), bounds(result.parameter("b"))};
    }

    private static double[] bounds(ParameterEstimate parameter) {
        Double low = parameter.ciLow();
        Double high = parameter.ciHigh();
        return low == null || high == null ? new double[] {Double.NaN, Double.NaN} : new double[] {low, high};
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double low(SimulatedDesign design) {
        return design.censored() > 0.5 ? 0.91 : 0.93;
    }

    private static double high(SimulatedDesign design) {
        return design.censored() > 0.5 ? 0.985 : 0.975;
    }

    private static String mark(Tally tally, int k, SimulatedDesign design) {
        return tally.isOutside(k, low(design), high(design)) ? " *" : "";
    }

    /** The narrowest mean width among the candidates that cover. */
    private static double narrowest(List<Map<Candidate, Tally>> all, int design, int k) {
        return IntStream.range(0, Candidate.values().length)
                .mapToObj(c -> Candidate.values()[c])
                .filter(candidate -> covers(all, candidate))
                .mapToDouble(candidate -> tally(all.get(design), candidate).width(k))
                .min()
                .orElse(Double.NaN);
    }

    private static boolean covers(List<Map<Candidate, Tally>> all, Candidate candidate) {
        return mean(all, candidate, 0) >= COVERS && mean(all, candidate, 1) >= COVERS;
    }

    private static double mean(List<Map<Candidate, Tally>> all, Candidate candidate, int k) {
        return all.stream()
                .mapToDouble(tallies -> tally(tallies, candidate).coverage(k))
                .average()
                .orElse(Double.NaN);
    }

    private void printCandidates(List<Map<Candidate, Tally>> all, int laws) {
        System.out.println("Candidates on " + laws + " laws of each design\n");
        System.out.println(
                "| interval | coverage of a | of b | least of a | of b | designs outside | width of a | of b "
                        + "| with interval | CPU ms |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Candidate candidate : Candidate.values()) {
            List<Tally> tallies = all.stream().map(map -> tally(map, candidate)).toList();
            long outside = IntStream.range(0, designs.size())
                    .filter(d -> IntStream.of(0, 1)
                            .anyMatch(k -> tallies.get(d).isOutside(k, low(designs.get(d)), high(designs.get(d)))))
                    .count();
            double[] ratio = new double[2];
            for (int k = 0; k < 2; k++) {
                int of = k;
                ratio[k] = FastMath.exp(IntStream.range(0, designs.size())
                        .mapToDouble(d -> FastMath.log(tallies.get(d).width(of)
                                / tally(all.get(d), Candidate.DEFAULT).width(of)))
                        .average()
                        .orElseThrow());
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s%s | %.3f | %.3f | %.2f | %.2f | %d | %.2f | %.2f | %.3f | %.1f |%n",
                    candidate.title,
                    covers(all, candidate) ? " (covers)" : "",
                    mean(all, candidate, 0),
                    mean(all, candidate, 1),
                    tallies.stream().mapToDouble(t -> t.coverage(0)).min().orElseThrow(),
                    tallies.stream().mapToDouble(t -> t.coverage(1)).min().orElseThrow(),
                    outside,
                    ratio[0],
                    ratio[1],
                    tallies.stream().mapToDouble(Tally::share).average().orElseThrow(),
                    tallies.stream().mapToDouble(Tally::milliseconds).average().orElseThrow());
        }
        System.out.println();
        for (int d = 0; d < designs.size(); d++) {
            Map<Candidate, Tally> tallies = all.get(d);
            System.out.println("| " + designs.get(d) + " | "
                    + Set.of(Candidate.values()).stream()
                            .sorted(Comparator.naturalOrder())
                            .map(c -> String.format(
                                    Locale.ROOT,
                                    "%.2f %.2f %.2f %.2f",
                                    tally(tallies, c).coverage(0),
                                    tally(tallies, c).coverage(1),
                                    tally(tallies, c).width(0)
                                            / tally(tallies, Candidate.DEFAULT).width(0),
                                    tally(tallies, c).width(1)
                                            / tally(tallies, Candidate.DEFAULT).width(1)))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        System.out.println();
    }

    private void printDefault(List<Map<Candidate, Tally>> tallies, List<Map<Candidate, Tally>> all, int laws) {
        System.out.println("The default on " + laws + " laws of each design\n");
        System.out.println("| cells | seeds | censored | checkpoints | noise (cell, region, seed, row) "
                + "| coverage of a | of b | width of a / narrowest | of b | with interval | bias / width | CPU ms |");
        System.out.println("|---|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|");
        List<Double> coverages = new ArrayList<>();
        double seconds = 0;
        for (int d = 0; d < tallies.size(); d++) {
            Tally tally = tally(tallies.get(d), Candidate.DEFAULT);
            SimulatedDesign design = designs.get(d);
            double[] ratio = new double[2];
            for (int k = 0; k < 2; k++) {
                Tally compared = tally(all.get(d), Candidate.DEFAULT);
                ratio[k] = compared.laws == 0 ? Double.NaN : compared.width(k) / narrowest(all, d, k);
                coverages.add(tally.coverage(k));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3f%s | %.3f%s | %.2f | %.2f | %.3f | %.3f | %.1f |%n",
                    design,
                    tally.coverage(0),
                    mark(tally, 0, design),
                    tally.coverage(1),
                    mark(tally, 1, design),
                    ratio[0],
                    ratio[1],
                    tally.share(),
                    tally.bias(),
                    tally.milliseconds());
            seconds += tally.nanoseconds / 1e9;
        }
        System.out.printf(
                Locale.ROOT,
                "%nMean coverage of a %.3f, of b %.3f; CPU minutes %.1f%n",
                IntStream.range(0, tallies.size())
                        .mapToDouble(d -> coverages.get(2 * d))
                        .average()
                        .orElseThrow(),
                IntStream.range(0, tallies.size())
                        .mapToDouble(d -> coverages.get(2 * d + 1))
                        .average()
                        .orElseThrow(),
                seconds / 60);
    }
}
