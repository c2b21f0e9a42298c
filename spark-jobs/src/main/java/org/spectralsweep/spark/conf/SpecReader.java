package org.spectralsweep.spark.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.sweep.SweepSpec;
import org.spectralsweep.sweep.SweepTrial;
import org.spectralsweep.trial.TrialSpec;

/**
 * Reads a sweep from YAML. First, the variant is merged over the file: mappings key by key, and everything else is
 * replaced. Then the {@code --set} overrides are applied, and the axes are multiplied out. Finally each cell becomes a
 * trial, in which missing values have their defaults. Anything wrong becomes one {@link SpecException} that says where.
 */
public final class SpecReader {
    private static final String DEFAULT_VARIANT = "quick";

    /** Columns of a measured value, beside those of its trial. */
    static final List<String> OF_VALUES = List.of("step", "time", "component");

    /** Columns that only a time has. */
    private static final List<String> OF_TIMES = List.of("delta", "predicted_time");

    private final UnaryOperator<TrialSpec> completion;
    private final Consumer<TrialSpec> checks;
    private final Set<String> columns;
    private final Consumer<FigureQuery> queries;

    /**
     * Makes a reader.
     *
     * @param completion reads the data files that a trial names and notes what they hold; an IllegalArgumentException
     *     refuses one
     * @param checks refuses a trial whose parts do not fit together by an IllegalArgumentException, which is a
     *     {@link Refusal} where one key is to blame; asked once per cell
     * @param columns the columns that a fit may use
     * @param queries refuses a query that cannot work by an IllegalArgumentException, whose message is the predicate of
     *     a sentence about the query
     */
    public SpecReader(
            UnaryOperator<TrialSpec> completion,
            Consumer<TrialSpec> checks,
            Set<String> columns,
            Consumer<FigureQuery> queries) {
        this.completion = completion;
        this.checks = checks;
        this.columns = Set.copyOf(columns);
        this.queries = queries;
    }

    /**
     * Reads the text of a file.
     *
     * @param name the file, as messages call it
     * @param variant the variant to merge in; if empty, {@code quick} if the file has it
     * @param sets overrides, each {@code path=value}
     */
    public ResolvedSweep read(String name, String text, Optional<String> variant, List<String> sets) {
        return read(name, text, variant, sets, SweepTrials::expand);
    }

    /** Reads a file for its laws and its figure. Of trials that only differ in their replicate, it has the first. */
    public ResolvedSweep readCells(String name, String text, Optional<String> variant, List<String> sets) {
        return read(name, text, variant, sets, SweepTrials::expandCells);
    }

    private ResolvedSweep read(
            String name,
            String text,
            Optional<String> variant,
            List<String> sets,
            Function<SweepTrials, List<SweepTrial>> expansion) {
        Node root = YamlTree.parse(text, line -> Origin.line(name, line));
        if (root == null) {
            throw new SpecException(name + ": the file is empty; it must have the keys sweep and trial");
        }
        if (!(root instanceof Node.Mapping mapping)) {
            throw root.origin().problem("a sweep must be a mapping with the keys sweep and trial");
        }
        Optional<String> chosen = chosen(mapping, variant, name);
        Node.Mapping merged = merged(mapping, chosen);
        SweepFile file = SweepFile.read(Overrides.apply(merged, sets));
        SweepSpec named = spec(file, file.fits());
        checkQueries(file);
        SweepTrials trials = new SweepTrials(file, completion, checks);
        List<SweepTrial> expanded = expansion.apply(trials);
        Set<String> known = new LinkedHashSet<>(columns);
        known.addAll(SpecKeys.ofAxes(expanded));
        List<SweepFit> fits = new ArrayList<>();
        for (int i = 0; i < file.fits().size(); i++) {
            FitSpec fit = file.fits().get(i);
            Set<String> usable = new LinkedHashSet<>(known);
            if (!fit.response().isTime()) {
                usable.addAll(OF_VALUES);
                usable.removeAll(OF_TIMES);
            }
            fits.add(laws(file, "fit." + i, checked(file, "fit." + i, fit, expanded, usable), usable));
        }
        List<FitSpec> specs = fits.stream().map(SweepFit::spec).toList();
        return new ResolvedSweep(
                specs.equals(file.fits()) ? named : spec(file, specs),
                fits,
                file.figure(),
                chosen,
                expanded,
                trials.notes());
    }

    private static Optional<String> chosen(Node.Mapping root, Optional<String> variant, String name) {
        Node variants = root.entries().get("variants");
        if (variants != null && !(variants instanceof Node.Mapping)) {
            throw variants.origin().problem("variants must be a mapping from names to what they change");
        }
        Map<String, Node> known = variants instanceof Node.Mapping mapping ? mapping.entries() : Map.of();
        if (variant.isEmpty()) {
            return known.containsKey(DEFAULT_VARIANT) ? Optional.of(DEFAULT_VARIANT) : Optional.empty();
        }
        if (variants == null || known.isEmpty()) {
            throw new SpecException(name + ": there is no variant '" + variant.get() + "'; the file has none");
        }
        if (!known.containsKey(variant.get())) {
            throw variants.origin()
                    .problem("there is no variant '" + variant.get() + "'; there are "
                            + String.join(", ", known.keySet()));
        }
        return variant;
    }

    private static Node.Mapping merged(Node.Mapping root, Optional<String> chosen) {
        Node.Mapping base = root.without("variants");
        if (chosen.isEmpty()) {
            return base;
        }
        Node over = root.at("variants." + chosen.get());
        if (over instanceof Node.Mapping mapping) {
            if (mapping.entries().containsKey("variants")) {
                throw mapping.entries().get("variants").origin().problem("a variant cannot have variants");
            }
            return base.merged(mapping);
        }
        if (over != null && !over.json().isNull()) {
            throw over.origin().problem("variants." + chosen.get() + " must be a mapping");
        }
        return base;
    }

    private static SweepSpec spec(SweepFile file, List<FitSpec> fits) {
        Map<String, String> derive = new LinkedHashMap<>();
        file.derive().forEach(derivation -> derive.put(derivation.path(), derivation.expression()));
        try {
            return new SweepSpec(
                    file.name(),
                    file.description(),
                    file.trial().json(),
                    file.axes().blocks(),
                    file.exclude(),
                    derive,
                    file.replicates(),
                    fits);
        } catch (Refusal e) {
            throw file.problem(e);
        }
    }

    private void checkQueries(SweepFile file) {
        if (file.figure() == null) {
            return;
        }
        file.figure().queries().forEach((path, query) -> {
            try {
                queries.accept(query);
            } catch (IllegalArgumentException e) {
                String place = "figure." + path;
                throw file.root().nearest(place).origin().problem(place + " " + e.getMessage());
            }
        });
    }

    private static SweepFit laws(SweepFile file, String path, FitSpec fit, Set<String> known) {
        try {
            return SweepFit.of(fit, known);
        } catch (Refusal e) {
            String place = path + "." + e.key();
            throw file.root().nearest(place).origin().problem(e.at(place));
        }
    }

    private static FitSpec checked(
            SweepFile file, String path, FitSpec fit, List<SweepTrial> trials, Set<String> columns) {
        fit.exponents()
                .forEach((parameter, covariate) ->
                        requireColumn(file, path + ".exponents." + parameter, FitSpec.column(covariate), columns));
        fit.where().keySet().forEach(column -> requireColumn(file, path + ".where." + column, column, columns));
        fit.groupBy().forEach(column -> requireColumn(file, path + ".group-by", column, columns));
        if (!fit.response().isTime()) {
            if (!fit.threshold().isEmpty()) {
                throw file.root()
                        .nearest(path + ".threshold")
                        .origin()
                        .problem(path + ".threshold must be empty where the law is not one of times but was '"
                                + fit.threshold() + "'");
            }
            return fit;
        }
        Set<String> thresholds = new LinkedHashSet<>();
        trials.forEach(
                one -> one.trial().thresholds().stream().map(Threshold::name).forEach(thresholds::add));
        if (thresholds.isEmpty()) {
            throw file.root().nearest(path).origin().problem(path + " needs a threshold, but no trial has one");
        }
        if (fit.threshold().isEmpty()) {
            return fit.withThreshold(thresholds.iterator().next());
        }
        if (!thresholds.contains(fit.threshold())) {
            throw file.root()
                    .nearest(path + ".threshold")
                    .origin()
                    .problem("unknown threshold '" + fit.threshold() + "' in " + path
                            + Suggestion.ending(fit.threshold(), thresholds));
        }
        return fit;
    }

    private static void requireColumn(SweepFile file, String path, String column, Set<String> columns) {
        if (!columns.contains(column)) {
            List<String> sorted = columns.stream().sorted().toList();
            throw file.root()
                    .nearest(path)
                    .origin()
                    .problem("unknown column '" + column + "' in " + path + Suggestion.ending(column, sorted));
        }
    }
}
