package org.spectralsweep.spark.job;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.conf.Sentences;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spec.SpecNames;

/** What tables and views hold, and what their columns mean. Most sentences are the Javadoc of the rows' records. */
public final class DataDictionary {
    private static final Map<String, String> VIEWS = Map.of(
            ViewsCatalog.PLANNED,
            "The trials of the last run",
            "convergence",
            "Hits, with their trial's columns",
            "curves",
            "Losses and other numbers without an index, over steps and time",
            "spectra",
            "Amplitudes by frequency",
            "regions",
            "Numbers of one density region",
            "ntk",
            "Numbers about the tangent kernel, by component",
            "components",
            "Histograms, maps and spectra of images, by component",
            "learned",
            "What a network learned along a line, beside the target: the rows of the metric snapshot");

    private static final Map<String, String> OF_VIEWS = Map.of(
            "time", "gradient-flow time of the step; null where the optimiser has none",
            "component", "number of the component: a bin, a point, a band or an eigenvalue",
            "component_frequency", "frequency of the component",
            "kernel_ratio", "measured step over the kernel's predicted step",
            "censored", "whether the trial ended before it reached the threshold",
            "region", "density region, from 0",
            "place", "position on the line: an angle, a coordinate or the angle from the target's axis",
            "learned", "f there after so many steps, as training scales it",
            "target_value", "the target there, likewise");

    private DataDictionary() {}

    /**
     * A column.
     *
     * @param name its name
     * @param type its type, as Spark names it
     * @param sentence what it means; empty if nothing is known
     */
    public record Column(String name, String type, String sentence) {}

    /** What a table or view holds. */
    public static String about(String view) {
        String sentence = VIEWS.get(view);
        return sentence != null
                ? sentence
                : Table.ALL.stream()
                        .filter(table -> table.name().equals(view))
                        .map(table -> Sentences.of(table.row()))
                        .findFirst()
                        .orElse("");
    }

    /** The columns of a table or view. There are none if there is no such view. */
    public static List<Column> columns(String view) {
        StructType schema = ViewSchemas.byName().getOrDefault(view, new StructType());
        Map<String, String> sentences = sentences(view);
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            columns.add(new Column(
                    field.name(),
                    field.dataType().simpleString(),
                    Objects.requireNonNullElse(sentences.get(field.name()), "")));
        }
        return columns;
    }

    /** The sentences of a view's columns: those of its table, or of the tables that it joins. */
    private static Map<String, String> sentences(String view) {
        Map<String, String> sentences = new LinkedHashMap<>();
        boolean isTable = Table.ALL.stream().anyMatch(table -> table.name().equals(view));
        for (Table<?> table : Table.ALL) {
            boolean joined = table == Table.TRIALS || table == Table.MEASUREMENTS || table == Table.HITS;
            if (isTable ? table.name().equals(view) : joined) {
                table.components().forEach((column, component) -> sentences.put(column, sentence(component)));
            }
        }
        if (!isTable) {
            sentences.putAll(OF_VIEWS);
        }
        return sentences;
    }

    private static String sentence(RecordComponent component) {
        return Sentences.of(component.getDeclaringRecord(), SpecNames.kebab(component.getName()));
    }
}
