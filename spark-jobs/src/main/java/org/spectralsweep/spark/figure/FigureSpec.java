package org.spectralsweep.spark.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A figure and its numbers: a table paper | theory | measured, and panels with plots. Every number that the spec does
 * not write out is the answer to a query on the sweep's tables and views.
 *
 * @param title one line
 * @param source where the figure is from: paper, number, appendix
 * @param table rows of the table
 * @param columns number of panels side by side
 * @param panels plots, row by row
 */
public record FigureSpec(
        @Default("") String title,
        @Default("") String source,
        @Default("[]") List<ComparisonSpec> table,
        @Default("1") int columns,
        @Default("[]") List<PanelSpec> panels) {
    private static final int MOST_COLUMNS = 6;

    /** Checks that there is something to show, and that rows can be told apart. */
    public FigureSpec {
        table = List.copyOf(table);
        panels = List.copyOf(panels);
        if (columns < 1 || columns > MOST_COLUMNS) {
            throw new Refusal("columns", "must be from 1 to " + MOST_COLUMNS + " but was " + columns);
        }
        if (table.isEmpty() && panels.isEmpty()) {
            throw new Refusal("table", "or panels must have an entry but both were empty");
        }
        List<String> quantities = table.stream()
                .map(ComparisonSpec::quantity)
                .filter(quantity -> !quantity.isBlank())
                .toList();
        if (quantities.stream().distinct().count() < quantities.size()) {
            String twice = quantities.stream()
                    .filter(quantity -> quantities.indexOf(quantity) != quantities.lastIndexOf(quantity))
                    .findFirst()
                    .orElseThrow();
            throw new Refusal("table", "must name each quantity once but '" + twice + "' was there twice");
        }
    }

    /** All queries by the paths of their keys, such as {@code panels.0.layers.1.sql}. */
    public Map<String, FigureQuery> queries() {
        Map<String, FigureQuery> queries = new LinkedHashMap<>();
        for (int i = 0; i < table.size(); i++) {
            String path = "table." + i + ".";
            table.get(i).queries().forEach((key, sql) -> queries.put(path + key, Objects.requireNonNull(sql)));
        }
        for (int i = 0; i < panels.size(); i++) {
            List<LayerSpec> layers = panels.get(i).layers();
            for (int j = 0; j < layers.size(); j++) {
                queries.put("panels." + i + ".layers." + j + ".sql", FigureQuery.marks(layers.get(j)));
            }
        }
        return queries;
    }
}
