package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.Comparison;
import org.spectralsweep.spark.figure.ComparisonSpec;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spark.figure.PanelSpec;
import org.spectralsweep.spark.figure.Quantity;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.table.ComparisonRow;

/**
 * Runs the queries of a figure and writes the table {@code comparisons} anew. If a query fails, only its number or its
 * layer is missing, and a remark says so. The rest of the figure is made.
 */
public final class FigureJob {
    /** Removes the figure of an earlier spec. */
    public static void discard(ResultsFolder results) throws IOException {
        Conclusions.discardFigure(results.store());
    }

    private final FigureQueries queries;
    private final List<String> remarks = new ArrayList<>();

    private FigureJob(FigureQueries queries) {
        this.queries = queries;
    }

    /**
     * A figure with its numbers.
     *
     * @param figure the figure to print and to draw
     * @param remarks clear sentences about what is missing in it
     */
    public record Made(Figure figure, List<String> remarks) {
        /** Copies the list. */
        public Made {
            remarks = List.copyOf(remarks);
        }
    }

    /** Makes the figure of the folder's last plan. If no run wrote a plan, it uses all rows. */
    public static Made run(SparkSession spark, ResultsFolder results, FigureSpec spec) throws IOException {
        return run(spark, results, Plan.lastOrEverything(results.store()), spec);
    }

    /** Makes the figure of a plan's trials. The laws must have been fitted before, because queries may use the fits. */
    public static Made run(SparkSession spark, ResultsFolder results, Plan plan, FigureSpec spec) throws IOException {
        List<String> asked =
                spec.queries().values().stream().map(FigureQuery::sql).toList();
        try (FigureQueries queries = new FigureQueries(spark, results.store(), plan, asked)) {
            FigureJob job = new FigureJob(queries);
            List<Comparison> table = job.table(spec.table());
            PanelMarks marks = new PanelMarks(queries);
            List<Figure.Panel> panels = new ArrayList<>();
            for (PanelSpec panel : spec.panels()) {
                panels.add(marks.panel(panel, "panel " + (panels.size() + 1)));
            }
            job.remarks.addAll(marks.remarks());
            results.store()
                    .writeComparisons(table.stream()
                            .map(row -> ComparisonRow.of(results.sweep(), spec.source(), row))
                            .toList());
            String title = spec.title().isBlank() ? results.sweep() : spec.title();
            return new Made(new Figure(title, spec.source(), table, spec.columns(), panels), job.remarks);
        }
    }

    private List<Comparison> table(List<ComparisonSpec> specs) {
        List<Comparison> table = new ArrayList<>();
        for (ComparisonSpec spec : specs) {
            if (spec.rows().isBlank()) {
                table.add(Comparison.of(
                        spec,
                        spec.quantity(),
                        new Comparison.Numbers(
                                spec.paper().number(),
                                spec.paper().text(),
                                number(spec, "theory", spec.theory()),
                                number(spec, "measured", spec.measured()))));
            } else {
                table.addAll(rows(spec));
            }
        }
        return distinct(table);
    }

    private @Nullable Double number(ComparisonSpec spec, String key, Quantity quantity) {
        if (quantity.isNone() || quantity.number() != null) {
            return quantity.number();
        }
        try {
            return queries.number(quantity.text());
        } catch (FigureQueries.NoAnswer e) {
            remarks.add(String.format(
                    Locale.ROOT, "No number: '%s' has no %s value: %s", spec.quantity(), key, e.getMessage()));
            return null;
        }
    }

    private List<Comparison> rows(ComparisonSpec spec) {
        List<Comparison> table = new ArrayList<>();
        try {
            FigureQueries.Answer answer = queries.all(spec.rows());
            if (!answer.columns().contains("quantity")) {
                throw new FigureQueries.NoAnswer(
                        "there must be a column quantity but there were " + String.join(", ", answer.columns()));
            }
            for (Row row : answer.rows()) {
                Double paper = answer.number(row, "paper");
                String words = answer.text(row, "paper");
                table.add(Comparison.of(
                        spec,
                        Objects.requireNonNullElse(answer.text(row, "quantity"), "–"),
                        new Comparison.Numbers(
                                paper,
                                paper != null || words == null ? "" : words,
                                answer.number(row, "theory"),
                                answer.number(row, "measured"))));
            }
        } catch (FigureQueries.NoAnswer e) {
            remarks.add("No rows in the figure's table: " + e.getMessage());
        }
        return table;
    }

    /** Makes the names of rows distinct, since rows that come from queries may repeat a name. */
    private static List<Comparison> distinct(List<Comparison> table) {
        Set<String> names = new HashSet<>();
        List<Comparison> distinct = new ArrayList<>();
        for (Comparison row : table) {
            String name = row.quantity();
            for (int i = 2; !names.add(name); i++) {
                name = row.quantity() + " (" + i + ")";
            }
            distinct.add(row.named(name));
        }
        return distinct;
    }
}
