package org.spectralsweep.spark.job;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.LearningCurve;
import org.spectralsweep.spark.conf.ResolvedSweep;
import org.spectralsweep.spark.conf.SpecReader;
import org.spectralsweep.spark.conf.Suggestion;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.sweep.ResponseSpec;
import org.spectralsweep.sweep.SweepTrial;
import org.spectralsweep.trial.StartForecast;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

/** Reads sweeps from spec files in YAML. */
public final class YamlSweeps implements SpecLoader {
    private final @Nullable String master;

    /** Reads sweeps that run where Spark's settings say. */
    public YamlSweeps() {
        this(null);
    }

    private YamlSweeps(@Nullable String master) {
        this.master = master;
    }

    @Override
    public SpecLoader on(@Nullable String master) {
        return new YamlSweeps(master);
    }

    @Override
    public LoadedSweep load(String file, String text, @Nullable String variant, List<String> overrides) {
        DataFiles data = SpecFiles.dataOf(file);
        Set<String> warnings = new LinkedHashSet<>();
        QueryAnalysis analysis = new QueryAnalysis(SparkSessions.conf(master));
        MemoryLimit memory = MemoryLimit.of(SparkSessions.conf(master));
        SpecReader reader = new SpecReader(
                data::complete,
                trial -> warnings.addAll(check(trial, data, memory)),
                ConvergenceTime.columns(),
                query -> FigureQueries.check(query, analysis));
        LoadedSweep loaded = load(reader, file, text, variant, overrides, warnings, data);
        return memory.remark().map(loaded::withWarning).orElse(loaded);
    }

    private static List<String> check(TrialSpec trial, DataFiles data, MemoryLimit memory) {
        memory.require(trial);
        try {
            return TrialRunner.check(trial, data);
        } catch (OutOfMemoryError e) {
            throw new Refusal(
                    "sampling",
                    "must fit into the driver's memory of "
                            + Runtime.getRuntime().maxMemory() + " bytes (-Xmx) but exceeded it",
                    e);
        }
    }

    @Override
    public LoadedSweep identify(String file, String text, @Nullable String variant, List<String> overrides) {
        DataFiles data = SpecFiles.dataOf(file);
        SpecReader reader = new SpecReader(data::complete, trial -> {}, ConvergenceTime.columns(), YamlSweeps::parses);
        return load(reader, file, text, variant, overrides, Set.of(), data);
    }

    @Override
    public LoadedSweep reload(String file, String text, @Nullable String variant, List<String> overrides) {
        SpecReader reader = new SpecReader(trial -> trial, trial -> {}, ConvergenceTime.columns(), YamlSweeps::parses);
        DataFiles none = new DataFiles(Path.of(""));
        ResolvedSweep resolved = reader.readCells(file, text, Optional.ofNullable(variant), overrides);
        // Laws need no trials. A hundred thousand take longer to make than their laws to fit.
        return loaded(
                resolved,
                file,
                new SpecSource(text, variant, overrides),
                () -> load(reader, file, text, variant, overrides, Set.of(), none)
                        .work(),
                Set.of(),
                none);
    }

    /**
     * Checks only that a query can be parsed. Trained results are shown as far as possible, and a query that finds
     * nothing leaves a remark.
     */
    private static void parses(FigureQuery query) {
        FigureQueries.check(query.sql());
    }

    /** @param warnings warnings on the trials, complete once the trials have been read */
    private static LoadedSweep load(
            SpecReader reader,
            String file,
            String text,
            @Nullable String variant,
            List<String> overrides,
            Set<String> warnings,
            DataFiles data) {
        ResolvedSweep resolved = reader.read(file, text, Optional.ofNullable(variant), overrides);
        CostModel model = CostModel.of(resolved.trials().size());
        // Replicates cost alike.
        Map<List<Object>, Double> seconds = new ConcurrentHashMap<>();
        List<CostedTrial> work = resolved.trials().parallelStream()
                .map(placed -> work(placed, seconds.computeIfAbsent(kin(placed), kin -> model.seconds(placed.trial()))))
                .toList();
        return loaded(resolved, file, new SpecSource(text, variant, overrides), () -> work, warnings, data);
    }

    private static LoadedSweep loaded(
            ResolvedSweep resolved,
            String file,
            SpecSource source,
            Supplier<List<CostedTrial>> trials,
            Set<String> warnings,
            DataFiles data) {
        resolved.fits().forEach(fit -> requireNumbers(file, fit));
        resolved.fits().forEach(fit -> requireMeasured(file, fit, resolved.trials()));
        return new LoadedSweep(
                resolved.spec().name(),
                resolved.spec().description(),
                new SpecSource(source.spec(), resolved.variant().orElse(null), source.overrides()),
                trials,
                resolved.fits(),
                resolved.figure(),
                Stream.concat(resolved.notes().stream(), warnings.stream()).toList(),
                data);
    }

    @Override
    public CostForecast forecast(List<CostedTrial> work, DataFiles data) {
        return CostForecast.of(work, data, CostForecast.SECONDS);
    }

    @Override
    public List<OptionalDouble> starts(List<CostedTrial> work, DataFiles data, double seconds) {
        return StartForecast.of(CostForecast.specs(work), data, seconds);
    }

    private static void requireNumbers(String file, SweepFit fit) {
        Stream.of(List.of(fit.law()), fit.rivals())
                .flatMap(List::stream)
                .flatMap(law -> law.columns().stream())
                .flatMap(column -> Stream.concat(Stream.of(column), fit.spec().where().keySet().stream()))
                .filter(column -> !ConvergenceTime.isNumber(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException(file + ": fit '"
                            + fit.spec().name() + "': the column '" + column + "' does not hold numbers");
                });
    }

    /** Refuses a law of curves that no trial of the sweep stores. */
    private static void requireMeasured(String file, SweepFit fit, List<SweepTrial> trials) {
        ResponseSpec response = fit.spec().response();
        if (!response.needsCurves()) {
            return;
        }
        boolean local = FitInput.scope(fit).local();
        String column = response.isTime() ? LearningCurve.of(local).measured() : response.of();
        if (response.isTime()
                && local
                && trials.stream().anyMatch(placed -> placed.trial().labelNoise() > 0)) {
            throw new IllegalArgumentException(file + ": fit '" + fit.spec().name()
                    + "': times of regions to other levels need label-noise 0, since " + column + " is without noise");
        }
        Set<String> measured = trials.stream()
                .map(SweepTrial::trial)
                .flatMap(trial -> Stream.concat(
                        trial.metrics().stream().flatMap(metric -> metric.columns().stream()),
                        trial.theory().stream().flatMap(theory -> theory.columns().stream())))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!measured.contains(column)) {
            throw new IllegalArgumentException(file + ": fit '" + fit.spec().name() + "': "
                    + (response.isTime()
                            ? "times to other levels are read from " + column
                                    + ", which no trial measures: add it to `metrics`"
                            : "no trial measures '" + column + "'" + Suggestion.ending(column, measured)));
        }
    }

    /** What a trial's cost depends on, which replicates share. */
    private static List<Object> kin(SweepTrial placed) {
        TrialSpec trial = placed.trial();
        return List.of(
                placed.ids().cell(),
                trial.simd(),
                trial.maxSteps(),
                trial.budgetFactor(),
                trial.timeoutSeconds(),
                trial.saveEverySeconds(),
                trial.keepWeights());
    }

    private static CostedTrial work(SweepTrial placed, double seconds) {
        TrialSpec trial = placed.trial();
        return new CostedTrial(
                CostedTrial.Ids.of(placed.ids()),
                Stream.of(SweepTrial.describe(placed.assignment()), "replicate = " + placed.replicate())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", ")),
                trial.engine().engine().key(),
                placed.json(),
                seconds,
                trial.maxSteps().value(),
                trial.budgetFactor(),
                trial.keepWeights());
    }
}
