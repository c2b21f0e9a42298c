package org.spectralsweep.spark.job;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.figure.PanelSpec;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.Mark;

/** Asks the queries of panels for their marks. A query that fails costs its layer and gives a remark. */
public final class PanelMarks {
    private final FigureQueries queries;
    private final List<String> remarks = new ArrayList<>();

    PanelMarks(FigureQueries queries) {
        this.queries = queries;
    }

    /**
     * Draws a panel from the tables and views of a session, a notebook's own among them.
     *
     * @throws IllegalStateException if a query failed
     */
    public static BufferedImage draw(SparkSession spark, PanelSpec panel) {
        try (FigureQueries queries = new FigureQueries(spark)) {
            PanelMarks marks = new PanelMarks(queries);
            Figure.Panel drawn = marks.panel(panel, "the panel");
            if (!marks.remarks().isEmpty()) {
                throw new IllegalStateException(String.join(" ", marks.remarks()));
            }
            return new Figure("", "", List.of(), 1, List.of(drawn)).image();
        }
    }

    /** Clear sentences about what is missing in the panels so far. */
    List<String> remarks() {
        return remarks;
    }

    /** A panel with its marks; the number names it if it has no title. */
    Figure.Panel panel(PanelSpec spec, String number) {
        List<Figure.Layer> layers = new ArrayList<>();
        String name = spec.title().isBlank() ? number : "'" + spec.title() + "'";
        for (LayerSpec layer : spec.layers()) {
            try {
                layers.add(new Figure.Layer(layer, marks(layer)));
            } catch (FigureQueries.NoAnswer e) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "No marks: layer %d of %s: %s",
                        spec.layers().indexOf(layer) + 1,
                        name,
                        e.getMessage()));
                layers.add(new Figure.Layer(layer, List.of()));
            }
        }
        Figure.Panel panel = new Figure.Panel(spec, layers);
        long homeless = panel.homeless();
        if (homeless > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Not drawn in %s: %d marks that are not positive have no place on a logarithmic axis.",
                    name,
                    homeless));
        }
        return panel;
    }

    private List<Mark> marks(LayerSpec layer) throws FigureQueries.NoAnswer {
        FigureQueries.Answer answer = queries.all(layer.sql());
        for (String column : layer.style().columns()) {
            if (!answer.columns().contains(column)) {
                throw new FigureQueries.NoAnswer(
                        "there must be a column " + column + " but there were " + String.join(", ", answer.columns()));
            }
        }
        List<Mark> marks = new ArrayList<>();
        for (Row row : answer.rows()) {
            double x = orNaN(answer.number(row, "x"));
            double y = layer.style() == LayerStyle.TICKS ? 0 : orNaN(answer.number(row, "y"));
            if (Double.isFinite(x) && Double.isFinite(y)) {
                marks.add(new Mark(
                        x,
                        y,
                        Objects.requireNonNullElse(answer.text(row, "series"), ""),
                        orNaN(answer.number(row, "low")),
                        orNaN(answer.number(row, "high")),
                        orNaN(answer.number(row, "value"))));
            }
        }
        return marks;
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
