package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Counted;
import org.spectralsweep.fit.Competition.Contender;
import org.spectralsweep.fit.Competition.NextCell;
import org.spectralsweep.fit.Competition.Reason;
import org.spectralsweep.fit.Competition.Verdict;

/**
 * Compares laws by AICc and by what they predict of rows held out.
 *
 * <p>The rows of a cell hang together, so the likelihood is that of {@link CollapsedRows}, in which a cell counts once.
 * With G cells and K the number of estimated coordinates and the scale of the errors
 *
 * <pre>AICc = -2 log L + 2 K + 2 K (K + 1)/(G - K - 1)</pre>
 *
 * <p>(Hurvich and Tsai 1989, Biometrika 76, 297). L is that of T, so that laws with errors of T and of log T compare. A
 * law with G &lt;= K + 1 does not compete, nor does one that has no estimate. Laws through every row have an AICc of
 * -infinity; their distance is that of the terms in K.
 *
 * <p>Two scores are root mean squared errors of the predicted median of log T ({@link HeldOut}). For the extrapolation
 * a law is fitted to all but the largest third of the values of {@code frequency}, or of the first covariate where
 * there is none, and scored on that third. For the other one cell after the other is left out.
 *
 * <p>A law wins if its AICc leads by two units or more and by the noise of that lead, and if no rival predicts better
 * beyond noise, in either score. The noise of a lead is one standard error of a sum over cells (Vuong 1989). It does
 * not count against a rival of the same errors and more parameters that imitates the law: fitted to the law's own
 * values it misses them by less than 0.5 of sigma^2/G in the mean square. A lead over such a rival is the price of
 * what it does not need. Otherwise the data cannot tell. Then a further cell is named that would separate the best two
 * most. With d the difference of their predicted log T there, s the standard error of d from the cluster jackknife and
 * sigma^2 the mean of the squared scales, the joint scatter is sqrt(sigma^2 + s^2). A cell adds d^2/(sigma^2 + s^2)
 * units to the expected lead: twice the Kullback-Leibler divergence of two normals.
 *
 * <p>It costs about two G fits of each law.
 */
public final class LawCompetition {
    /** Units of AICc by which a winner must lead. */
    public static final double LEAD = 2;

    private static final double NOISE = 1;
    private static final double IMITATED = 0.5;
    private static final String FREQUENCY = "frequency";
    private static final double REACH = 1.5;
    private static final double TINY = 1e-9;
    private static final int PLACES = 61;
    private static final int MOST_CELLS = 1000;

    private final List<Observation> rows;
    private final List<String> cells;
    private final String covariate;
    private final List<Observation> below = new ArrayList<>();
    private final List<Observation> beyond = new ArrayList<>();

    private LawCompetition(List<Observation> collapsed, String covariate) {
        this.rows = collapsed;
        this.cells = Design.cellNames(collapsed);
        this.covariate = covariate;
        List<Double> values = collapsed.stream()
                .flatMap(row -> row.covariates().containsKey(covariate)
                        ? Stream.of(row.covariates().get(covariate))
                        : Stream.of())
                .distinct()
                .sorted()
                .toList();
        if (values.size() > 1) {
            double cut = values.get(values.size() - Math.max(1, values.size() / 3));
            for (Observation row : collapsed) {
                Double value = row.covariates().get(covariate);
                (value != null && value >= cut ? beyond : below).add(row);
            }
        }
    }

    /**
     * Compares laws on the same rows.
     *
     * @param laws at least one; of each only the law and the errors count
     * @param rows any mixture of exact and censored ones; cells need names, and all rows need the columns of all laws
     * @throws IllegalArgumentException if there is no law or no row, if two laws have the same name, or if a row lacks
     *     a column
     */
    public static Competition of(List<LawFit> laws, List<Observation> rows) {
        if (laws.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "laws and rows must not be empty but were " + laws.size() + " and " + rows.size());
        }
        List<Observation> collapsed = CollapsedRows.of(rows);
        List<String> columns =
                laws.stream().flatMap(law -> law.law().columns().stream()).toList();
        String first = columns.contains(FREQUENCY) || columns.isEmpty() ? FREQUENCY : columns.get(0);
        LawCompetition competition = new LawCompetition(collapsed, first);
        Set<String> names = new HashSet<>();
        List<Entrant> entrants = new ArrayList<>();
        for (LawFit law : laws) {
            Entrant entrant = competition.entrant(law);
            if (!names.add(entrant.contender().name())) {
                throw new IllegalArgumentException(
                        "laws must differ but two were " + entrant.contender().name());
            }
            entrants.add(entrant);
        }
        return competition.decide(entrants);
    }

    /** A law with what was found of it. */
    private record Entrant(
            Contender contender,
            double penalty,
            FittedLaw fitted,
            @Nullable HeldOut extrapolation,
            @Nullable HeldOut leaveOneOut) {
        double aicc() {
            Double aicc = contender.aicc();
            return aicc == null ? Double.POSITIVE_INFINITY : aicc;
        }

        Entrant ranked(double delta, double weight) {
            Contender c = contender;
            return new Entrant(
                    new Contender(
                            c.law(),
                            c.errors(),
                            c.parameters(),
                            c.aicc(),
                            delta,
                            weight,
                            c.extrapolation(),
                            c.leaveOneOut(),
                            ""),
                    penalty,
                    fitted,
                    extrapolation,
                    leaveOneOut);
        }
    }

    private Entrant entrant(LawFit law) {
        // One step without each cell is all that the distance of two predictions needs.
        LawFit plain = new LawFit(law.law(), law.errors(), new CellJackknife(0));
        FittedLaw fitted = plain.to(rows);
        Estimator estimator = fitted.estimator();
        Estimate estimate = fitted.estimate();
        int n = cells.size();
        if (estimator == null || estimate == null || fitted.result().status() == FitStatus.NOT_IDENTIFIED) {
            return out(law, 0, fitted, fitted.result().note());
        }
        int parameters = estimator.estimated() + 1;
        if (n <= parameters + 1) {
            return out(
                    law,
                    parameters,
                    fitted,
                    Counted.are(n, "cell") + " too few for " + Counted.of(parameters, "number") + ": at least "
                            + (parameters + 2) + " are needed.");
        }
        double penalty = 2.0 * parameters + 2.0 * parameters * (parameters + 1) / (n - parameters - 1);
        double aicc =
                estimate.sigma() == 0 ? Double.NEGATIVE_INFINITY : -2 * estimator.logLikelihood(estimate) + penalty;
        HeldOut extrapolation = null;
        if (Design.cellNames(below).size() > estimator.estimated()) {
            FittedLaw low = plain.to(below);
            extrapolation =
                    low.result().status() == FitStatus.NOT_IDENTIFIED ? null : HeldOut.beyond(low, below, beyond);
        }
        HeldOut leaveOneOut = HeldOut.oneByOne(fitted, rows);
        Contender contender = new Contender(
                law.law(),
                law.errors(),
                parameters,
                aicc,
                null,
                null,
                extrapolation == null ? null : (Double) extrapolation.score(),
                leaveOneOut == null ? null : (Double) leaveOneOut.score(),
                "");
        return new Entrant(contender, penalty, fitted, extrapolation, leaveOneOut);
    }

    private static Entrant out(LawFit law, int parameters, FittedLaw fitted, String problem) {
        return new Entrant(
                new Contender(law.law(), law.errors(), parameters, null, null, null, null, null, problem),
                Double.NaN,
                fitted,
                null,
                null);
    }

    private Competition decide(List<Entrant> entrants) {
        List<Entrant> ranked = entrants.stream()
                .filter(entrant -> entrant.contender().competes())
                .sorted(Comparator.comparingDouble(Entrant::aicc).thenComparingDouble(Entrant::penalty))
                .toList();
        List<Entrant> competing = new ArrayList<>();
        if (!ranked.isEmpty()) {
            Entrant best = ranked.get(0);
            double sum = 0;
            for (Entrant entrant : ranked) {
                sum += FastMath.exp(-0.5 * delta(entrant, best));
            }
            for (Entrant entrant : ranked) {
                double delta = delta(entrant, best);
                competing.add(entrant.ranked(delta, FastMath.exp(-0.5 * delta) / sum));
            }
        }
        List<Contender> contenders = new ArrayList<>();
        competing.forEach(entrant -> contenders.add(entrant.contender()));
        entrants.stream()
                .map(Entrant::contender)
                .filter(contender -> !contender.competes())
                .forEach(contenders::add);
        return new Competition(cells.size(), contenders, verdict(competing));
    }

    private static double delta(Entrant entrant, Entrant best) {
        if (Double.isInfinite(best.aicc())) {
            return Double.isInfinite(entrant.aicc()) ? entrant.penalty() - best.penalty() : Double.POSITIVE_INFINITY;
        }
        return entrant.aicc() - best.aicc();
    }

    private static double delta(Entrant entrant) {
        Double delta = entrant.contender().delta();
        return delta == null ? Double.POSITIVE_INFINITY : delta;
    }

    private Verdict verdict(List<Entrant> competing) {
        if (competing.size() < 2) {
            return new Verdict(
                    null,
                    competing.stream().map(Entrant::contender).toList(),
                    Reason.of(competing.isEmpty() ? "No law competes." : "Only one law competes."),
                    null);
        }
        Entrant best = competing.get(0);
        List<Entrant> close =
                competing.stream().filter(entrant -> delta(entrant) < LEAD).toList();
        if (close.size() > 1) {
            Entrant second = close.get(1);
            String reason = String.format(
                    Locale.ROOT, "The best two laws are %.1f units of AICc apart, less than 2.", delta(second));
            return new Verdict(
                    null,
                    close.stream().map(Entrant::contender).toList(),
                    Reason.of(reason),
                    next(best, second, LEAD - delta(second)));
        }
        for (Entrant rival : competing.subList(1, competing.size())) {
            if (!stands(best, rival)) {
                continue;
            }
            return new Verdict(
                    null,
                    List.of(best.contender(), rival.contender()),
                    new Reason(
                            String.format(
                                    Locale.ROOT,
                                    "AICc prefers %%s to %%s by %.1f units, which is within the noise of that"
                                            + " difference.",
                                    delta(rival)),
                            List.of(best.contender(), rival.contender())),
                    next(best, rival, LEAD));
        }
        for (Entrant rival : competing.subList(1, competing.size())) {
            String score = isWorse(best.extrapolation(), rival.extrapolation())
                    ? "the largest third of " + covariate
                    : isWorse(best.leaveOneOut(), rival.leaveOneOut()) ? "cells left out" : "";
            if (!score.isEmpty()) {
                return new Verdict(
                        null,
                        List.of(best.contender(), rival.contender()),
                        new Reason(
                                "AICc prefers %s, but %s predicts " + score + " better.",
                                List.of(best.contender(), rival.contender())),
                        next(best, rival, LEAD));
            }
        }
        double lead = delta(competing.get(1));
        String led = Double.isInfinite(lead)
                ? "it passes through every row."
                : String.format(
                        Locale.ROOT,
                        "its AICc leads by %.1f units, and no rival predicts better by more than noise.",
                        lead);
        return new Verdict(
                best.contender(),
                List.of(best.contender()),
                Reason.of(
                        best.extrapolation() == null
                                ? led + " It could not be tried on the largest values of " + covariate + "."
                                : led),
                null);
    }

    /**
     * Whether a rival stands against the law of the best AICc. One that can imitate the best law does not: what it has
     * beyond that law finds no support. One that cannot is another law, and stands unless the lead is above one
     * standard error, that of a sum over cells of differences of -2 log L (Vuong 1989, Econometrica 57, 307).
     */
    private boolean stands(Entrant best, Entrant rival) {
        Estimator one = best.fitted().estimator();
        Estimator other = rival.fitted().estimator();
        Estimate ofOne = best.fitted().estimate();
        Estimate ofOther = rival.fitted().estimate();
        if (one == null
                || other == null
                || ofOne == null
                || ofOther == null
                || ofOne.sigma() == 0
                || imitates(rival, best)) {
            return false;
        }
        double[] likely = one.logLikelihoodOfCells(ofOne);
        double[] rivals = other.logLikelihoodOfCells(ofOther);
        int n = likely.length;
        double lead = 0;
        for (int c = 0; c < n; c++) {
            likely[c] = 2 * (likely[c] - rivals[c]);
            lead += likely[c];
        }
        double squares = 0;
        for (double ofCell : likely) {
            squares += (ofCell - lead / n) * (ofCell - lead / n);
        }
        return delta(rival) < NOISE * FastMath.sqrt(n / (n - 1.0) * squares);
    }

    /** Whether a law fitted to what another one says of the rows misses it by less than the data can show. */
    private boolean imitates(Entrant law, Entrant original) {
        Estimator estimator = original.fitted().estimator();
        Estimate estimate = original.fitted().estimate();
        if (estimator == null
                || estimate == null
                || law.contender().errors() != original.contender().errors()
                || law.contender().parameters() <= original.contender().parameters()) {
            return false;
        }
        List<Observation> said = new ArrayList<>();
        for (Observation row : rows) {
            double time = FastMath.exp(HeldOut.logMedian(estimator, estimate, row));
            if (!(time > 0) || Double.isInfinite(time)) {
                return false;
            }
            said.add(row.within(time, time, row.weight()));
        }
        FittedLaw copy = new LawFit(law.contender().law(), ErrorDistribution.LOG_NORMAL, new CellJackknife(0)).to(said);
        Estimate copied = copy.estimate();
        // Without an estimate the original is a limit in which the rival's parameters mean nothing.
        double misses = copied == null ? 0 : copied.sigma() / estimate.sigma();
        return cells.size() * misses * misses < IMITATED;
    }

    private static boolean isWorse(@Nullable HeldOut one, @Nullable HeldOut other) {
        return one != null && other != null && one.isWorseThan(other);
    }

    /** The cell that separates two laws most; null where none does. */
    private @Nullable NextCell next(Entrant one, Entrant other, double missing) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        boolean whole = true;
        for (Observation row : rows) {
            Double value = row.covariates().get(covariate);
            if (value == null || !(value > 0)) {
                return null;
            }
            least = FastMath.min(least, value);
            most = FastMath.max(most, value);
            whole &= value == FastMath.rint(value);
        }
        if (rows.stream().anyMatch(row -> row.covariates().containsKey(LawTimes.PREDICTED_TIME))) {
            // The kernel's time of another cell is not known.
            return null;
        }
        NextCell best = null;
        Set<String> tried = new HashSet<>();
        for (Observation row : rows) {
            for (int i = 0; i < PLACES; i++) {
                double place = least / REACH * FastMath.pow(most / least * REACH * REACH, i / (PLACES - 1.0));
                double value = whole ? FastMath.rint(place) : place;
                Map<String, Double> covariates = new TreeMap<>(row.covariates());
                covariates.put(covariate, value);
                if (value < least / REACH - TINY
                        || value > most * REACH + TINY
                        || !tried.add(covariates + " " + row.levels())) {
                    continue;
                }
                double separation = separation(one, other, covariates, row.levels());
                double count = FastMath.ceil(missing / (separation * separation));
                if (count <= MOST_CELLS && (best == null || separation > best.separation())) {
                    Map<String, Double> others = new TreeMap<>(row.covariates());
                    others.remove(covariate);
                    best = new NextCell(
                            one.contender(),
                            other.contender(),
                            covariate,
                            value,
                            others,
                            row.levels(),
                            separation,
                            (int) FastMath.max(1, count));
                }
            }
        }
        return best;
    }

    private static double separation(
            Entrant one, Entrant other, Map<String, Double> covariates, Map<String, String> levels) {
        Observation place = new Observation(covariates, levels, 1, 1, "", 1);
        Guess first = guess(one.fitted(), place);
        Guess second = guess(other.fitted(), place);
        double difference = first.value() - second.value();
        double variance = 0.5 * (first.scale() * first.scale() + second.scale() * second.scale());
        int count = Math.min(first.without().size(), second.without().size());
        double squares = 0;
        for (int c = 0; c < count; c++) {
            double change = first.without().get(c) - second.without().get(c) - difference;
            squares += change * change;
        }
        variance += count == 0 ? 0 : (count - 1.0) / count * squares;
        double separation = FastMath.abs(difference) / FastMath.sqrt(variance);
        return Double.isFinite(separation) ? separation : 0;
    }

    /**
     * What a law says of a place.
     *
     * @param value log of the median
     * @param scale of the errors of log T there
     * @param without the value without each cell
     */
    private record Guess(double value, double scale, List<Double> without) {}

    private static Guess guess(FittedLaw fitted, Observation place) {
        Estimator estimator = fitted.estimator();
        Estimate estimate = fitted.centre();
        if (estimator == null || estimate == null) {
            return new Guess(Double.NaN, Double.NaN, List.of());
        }
        double value = HeldOut.logMedian(estimator, estimate, place);
        List<Double> without = new ArrayList<>();
        for (double[] coordinates : fitted.withoutEachCell()) {
            Estimate rest = new Estimate(coordinates, estimate.sigma(), estimate.ending());
            without.add(HeldOut.logMedian(estimator, rest, place));
        }
        double scale = estimator.mean().logarithmic() ? estimate.sigma() : estimate.sigma() / FastMath.exp(value);
        return new Guess(value, scale, without);
    }
}
