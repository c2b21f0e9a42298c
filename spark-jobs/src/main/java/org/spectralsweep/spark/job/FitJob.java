package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.Competition;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.FitMethod;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.Intervals;
import org.spectralsweep.fit.LawCompetition;
import org.spectralsweep.fit.LawFit;
import org.spectralsweep.fit.Observation;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.FitRow;
import org.spectralsweep.spark.table.InfluenceRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TestRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.FitSpec;

/** Fits a sweep's laws to its committed times, and writes {@code fits}, {@code influence} and {@code tests} anew. */
public final class FitJob {
    private FitJob() {}

    /**
     * One law on one group of rows.
     *
     * @param group the rows
     * @param law the law fitted by maximum likelihood, with censored times
     * @param leastSquares the fit by least squares, without censored times
     * @param kernelLaw the same law fitted to the kernel's own times, or null if they were not computed
     * @param rivals the laws that compete with it, fitted likewise
     * @param competition which of them the data prefer; null without rivals or times
     * @param tests whether parameters could have the values of the theory and of the kernel, or equal ones at all
     *     levels
     * @param between whether the parameters of all groups of the fit could be equal; with the last of its groups, and
     *     empty with the others
     */
    public record Fitted(
            FitGroup group,
            FittedLaw law,
            FitResult leastSquares,
            @Nullable FittedLaw kernelLaw,
            List<FittedLaw> rivals,
            @Nullable Competition competition,
            List<FitTests.Test> tests,
            List<FitTests.Test> between) {
        /** Copies the lists. */
        public Fitted {
            rivals = List.copyOf(rivals);
            tests = List.copyOf(tests);
            between = List.copyOf(between);
        }

        private Fitted with(List<FitTests.Test> tested) {
            return new Fitted(group, law, leastSquares, kernelLaw, rivals, competition, tests, tested);
        }

        /** The numbers of the law. */
        FitResult measured() {
            return law.result();
        }

        /** The numbers of the kernel's law, or null. */
        @Nullable
        FitResult kernel() {
            return kernelLaw == null ? null : kernelLaw.result();
        }
    }

    /** Fits all laws of a sweep to the times of the folder's last plan. If no run wrote a plan, it uses all times. */
    public static List<Fitted> run(String sweep, UnitStore store, List<SweepFit> fits) throws IOException {
        return run(sweep, store, Plan.lastOrEverything(store), fits);
    }

    /** Fits all laws of a sweep to the times of the plan's trials, whatever else is in the folder. */
    public static List<Fitted> run(String sweep, UnitStore store, Plan plan, List<SweepFit> fits) throws IOException {
        return run(sweep, store, plan, fits, StoredCurves.NONE);
    }

    /**
     * Fits all laws of a sweep, also those of stored curves, as the other methods do.
     *
     * @param spark gives the session that reads curves; asked once, if a fit needs it
     */
    public static List<Fitted> run(
            String sweep, UnitStore store, Plan plan, List<SweepFit> fits, Supplier<SparkSession> spark)
            throws IOException {
        boolean needed = fits.stream().anyMatch(fit -> fit.spec().response().needsCurves());
        return run(sweep, store, plan, fits, needed ? new SparkCurves(spark.get(), store, plan) : StoredCurves.NONE);
    }

    private static List<Fitted> run(String sweep, UnitStore store, Plan plan, List<SweepFit> fits, StoredCurves curves)
            throws IOException {
        List<Fitted> fitted = fitted(store, plan, fits, curves);
        write(sweep, store, fitted);
        return fitted;
    }

    /**
     * Fits all laws of a sweep to the times of the plan's trials, and writes nothing.
     *
     * @param spark as in {@link #run(String, UnitStore, Plan, List, Supplier)}
     */
    public static List<Fitted> fitted(UnitStore store, Plan plan, List<SweepFit> fits, Supplier<SparkSession> spark)
            throws IOException {
        boolean needed = fits.stream().anyMatch(fit -> fit.spec().response().needsCurves());
        return fitted(store, plan, fits, needed ? new SparkCurves(spark.get(), store, plan) : StoredCurves.NONE);
    }

    private static List<Fitted> fitted(UnitStore store, Plan plan, List<SweepFit> fits, StoredCurves curves)
            throws IOException {
        List<Fitted> fitted = new ArrayList<>();
        if (!fits.isEmpty()) {
            FitInput.Reader reader = new FitInput.Reader(store, plan, curves);
            List<List<FitGroup>> groups = new ArrayList<>();
            for (SweepFit fit : fits) {
                groups.add(FitGroup.of(reader.read(fit)));
            }
            // Each group is fitted by one thread. Groups share only stored rows, which several threads may read.
            Iterator<Fitted> laws = groups.stream().flatMap(List::stream).toList().parallelStream()
                    .map(FitJob::fit)
                    .toList()
                    .iterator();
            for (List<FitGroup> ofOne : groups) {
                List<Fitted> together = new ArrayList<>();
                ofOne.forEach(group -> together.add(laws.next()));
                List<FitTests.Test> between = FitTests.between(together);
                Fitted last = together.remove(together.size() - 1);
                fitted.addAll(together);
                fitted.add(last.with(between));
            }
        }
        return fitted;
    }

    private static void write(String sweep, UnitStore store, List<Fitted> fitted) throws IOException {
        List<FitRow> rows = new ArrayList<>();
        List<InfluenceRow> influence = new ArrayList<>();
        List<TestRow> tests = new ArrayList<>();
        for (Fitted fit : fitted) {
            FitRows of = new FitRows(sweep, fit);
            rows.addAll(of.fits());
            influence.addAll(of.influence());
            tests.addAll(of.tests());
        }
        store.write(rows, influence);
        store.writeTests(tests);
        if (!store.sources(Table.PREDICTIONS.name()).isEmpty()) {
            store.writePredictions(List.of());
        }
    }

    private static Fitted fit(FitGroup group) {
        FitSpec spec = group.spec();
        Intervals intervals = spec.intervals().intervals();
        LawFit fit = new LawFit(group.law(), spec.errors(), intervals);
        List<Observation> measured = group.lawTimes().measured();
        List<Observation> kernel = group.lawTimes().kernel();
        FittedLaw law = fit.to(measured);
        FittedLaw kernelLaw = kernel.isEmpty() ? null : fit.to(kernel);
        List<LawFit> rivals = group.fit().rivals().stream()
                .map(rival -> new LawFit(rival, spec.errors(), intervals))
                .toList();
        return new Fitted(
                group,
                law,
                new LawFit(
                                group.law(),
                                spec.errors().isLogarithmic() ? ErrorDistribution.LOG_NORMAL : ErrorDistribution.NORMAL,
                                intervals,
                                FitMethod.LEAST_SQUARES)
                        .to(measured)
                        .result(),
                kernelLaw,
                rivals.stream()
                        .map(rival ->
                                rival.to(group.lawTimes(List.of(rival.law())).measured()))
                        .toList(),
                competition(group, fit, rivals),
                FitTests.of(group, law, kernelLaw),
                List.of());
    }

    private static @Nullable Competition competition(FitGroup group, LawFit fit, List<LawFit> rivals) {
        List<LawFit> laws = Stream.concat(Stream.of(fit), rivals.stream()).toList();
        List<Observation> shared =
                group.lawTimes(laws.stream().map(LawFit::law).toList()).measured();
        return rivals.isEmpty() || shared.isEmpty() ? null : LawCompetition.of(laws, shared);
    }
}
