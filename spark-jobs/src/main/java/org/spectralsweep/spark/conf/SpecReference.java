package org.spectralsweep.spark.conf;

import java.util.HashMap;
import java.util.Map;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spec.NumberOrWord;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialSpec;

/**
 * Every key of a spec file with its type and default, as text. The text is derived from the spec records, so it cannot
 * become outdated.
 */
public final class SpecReference {
    private static final String FILE = """
            sweep: text, required; results go to results/<sweep>
            description: text, default ""
            trial: what all trials share, required (below)
            axes: a list of blocks that multiply, default []; any path of the trial can be an axis
              - grid: {path: values, ...}      every combination
              - zip: {path: values, ...}       i-th with i-th
              - points: [{path: value, ...}]   as written
              values: a list, or a range; a range ends at `to` if a value lies within 1e-9 of it
                {from: 2, to: 12, step: 1}, the step is 1 if it is left out
                {from: 16, to: 4096, factor: 2}
                {from: 0, to: 1, count: 5}, evenly spaced; {from: 1, to: 1000, count: 4, scale: log}, geometric
                {from: 2, step: 3, count: 4}, also with a factor
            Cells times replicates are at most 1000000.
            exclude: a list of {path: value, ...}; cells that agree with every value of an entry are dropped, default []
            derive: {path: "expression with ${path}"}, computed per cell, default {}
              + - * / ^, comparisons, IF, MIN, MAX, ABS, FLOOR, CEILING, ROUND, SQRT, LOG, LOG10 and other functions of numbers
            replicates: an integer, default 1
            fit: a list, default [] (below)
            figure: a mapping, default none (below)
            variants: {name: what it changes}; --variant NAME, default quick if there is one
            """;

    private static final String QUERIES = """

            Queries of a figure are Spark SQL on the tables and views that `sweep sql --help` lists. They run after the fits.
            In a table:
              an exponent over a window, by least squares
                SELECT regr_slope(ln(value), ln(component_frequency)) FROM spectra WHERE component_frequency BETWEEN 10 AND 30
              a median ratio between regions
                SELECT median(a.step_upper / b.step_upper) FROM convergence a JOIN convergence b USING (trial_id)
                WHERE a.region = 0 AND b.region = 1
              an estimate of a fit, or an end of its 95 % interval (ci_low, ci_high)
                SELECT estimate FROM fits WHERE fit = 'headline' AND parameter = 'a' AND estimator = 'maximum-likelihood'
            In a layer: the columns x, y and optionally series, low, high; for a map x, y, value; for ticks x. For example
                SELECT frequency AS x, median(step_upper) AS y, region AS series FROM convergence GROUP BY 1, 3
            """;

    private static final int COLUMNS = 120;
    private static final String COMMENT = "# ";

    private final StringBuilder text = new StringBuilder(FILE);

    /** Where the keys of a record, or the variants of a mapping, are listed first. */
    private final Map<Object, String> listed = new HashMap<>();

    private SpecReference() {}

    /** The whole reference. Keys that belong to several places are listed once. */
    public static String text() {
        SpecReference reference = new SpecReference();
        reference.part("trial", "trial:", TrialSpec.class);
        reference.part("fit", "fit, each:", FitSpec.class);
        reference.part("figure", "figure:", FigureSpec.class);
        return reference.text + QUERIES;
    }

    private void part(String path, String heading, Class<? extends Record> type) {
        text.append('\n').append(heading).append('\n');
        describe((RecordType) SpecType.of(type), "  ", path);
    }

    private void describe(RecordType record, String indent, String path) {
        for (RecordType.Component field : record.fields()) {
            line(indent, field.key() + ": " + typeAndDefault(field), Sentences.of(record.type(), field.key()));
            nested(field.type(), indent + "  ", path + "." + field.key());
        }
    }

    private void nested(SpecType type, String indent, String path) {
        if (type instanceof SpecType.ListOf list) {
            nested(list.element(), indent, path);
        } else if (type instanceof SpecType.MapOf map) {
            nested(map.element(), indent, path);
        } else if (type instanceof RecordType record && isNew(record.type(), indent, path)) {
            describe(record, indent, path);
        } else if (type instanceof VariantType family
                && isNew(
                        family.variants().values().stream()
                                .map(RecordType::type)
                                .toList(),
                        indent,
                        path)) {
            family.variants().forEach((name, variant) -> {
                line(indent, "type: " + name, Sentences.of(variant.type()));
                describe(variant, indent + "  ", path + "." + name);
            });
        }
    }

    /** Whether something has not been listed yet. Otherwise this says where it is. */
    private boolean isNew(Object what, String indent, String path) {
        String before = listed.putIfAbsent(what, path);
        if (before != null) {
            text.append(indent).append("as in ").append(before).append('\n');
        }
        return before == null;
    }

    /** A line with its sentence behind it, or below it where it would be too long. */
    private void line(String indent, String key, String sentence) {
        text.append(indent).append(key);
        if (indent.length() + key.length() + 2 + COMMENT.length() + sentence.length() <= COLUMNS) {
            text.append(sentence.isEmpty() ? "" : "  " + COMMENT + sentence).append('\n');
            return;
        }
        String below = "\n" + indent + "    " + COMMENT;
        int room = 0;
        for (String word : sentence.split(" ", -1)) {
            if (room < word.length() + 1) {
                text.append(below).append(word);
                room = COLUMNS - below.length() + 1 - word.length();
            } else {
                text.append(' ').append(word);
                room -= word.length() + 1;
            }
        }
        text.append('\n');
    }

    /** The type of a key, and its default or that it is required. */
    static String typeAndDefault(RecordType.Component field) {
        String fallback = field.fallback();
        return name(field.type())
                + (fallback == null ? ", required" : ", default " + (fallback.isEmpty() ? "\"\"" : fallback));
    }

    private static String name(SpecType type) {
        if (type instanceof SpecType.ListOf list) {
            return "a list, each " + name(list.element());
        } else if (type instanceof SpecType.MapOf map) {
            return "a mapping from names, each " + name(map.element());
        } else if (type instanceof VariantType) {
            return "a mapping with a type";
        }
        return type instanceof NumberOrWord ? type.describe().replace("finite ", "") : type.describe();
    }
}
