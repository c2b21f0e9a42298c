package org.spectralsweep.spark.job;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.figure.PanelSpec;

/**
 * A plot of a notebook: axes, then layers, each the rows of a query. It is drawn as a panel of a spec's {@code figure}
 * is. A query gives the columns {@code x} and {@code y}, and {@code series} where rows belong together. Points with
 * {@code low} and {@code high} get whiskers, and lines with them a band.
 */
public final class NotebookPlot {
    private final SparkSession spark;
    private final String title;
    private final List<LayerSpec> layers = new ArrayList<>();
    private AxisSpec x = axis("", AxisScale.LINEAR);
    private AxisSpec y = axis("", AxisScale.LINEAR);
    private AxisSpec color = axis("", AxisScale.LINEAR);

    NotebookPlot(SparkSession spark, String title) {
        this.spark = spark;
        this.title = title;
    }

    private static AxisSpec axis(String label, AxisScale scale) {
        return new AxisSpec(label, scale, AxisEnd.AUTO, AxisEnd.AUTO);
    }

    /** An even horizontal axis. */
    public NotebookPlot x(String label) {
        x = axis(label, AxisScale.LINEAR);
        return this;
    }

    /** A logarithmic horizontal axis. */
    public NotebookPlot logX(String label) {
        x = axis(label, AxisScale.LOG);
        return this;
    }

    /** An even vertical axis. */
    public NotebookPlot y(String label) {
        y = axis(label, AxisScale.LINEAR);
        return this;
    }

    /** An even vertical axis with these ends. */
    public NotebookPlot y(String label, double low, double high) {
        y = new AxisSpec(label, AxisScale.LINEAR, new AxisEnd(low), new AxisEnd(high));
        return this;
    }

    /** A logarithmic vertical axis. */
    public NotebookPlot logY(String label) {
        y = axis(label, AxisScale.LOG);
        return this;
    }

    /** What colours stand for: the values of a map, or series that are many numbers. */
    public NotebookPlot color(String label) {
        color = axis(label, AxisScale.LINEAR);
        return this;
    }

    /** Filled markers. */
    public NotebookPlot points(String label, String query) {
        return layer(LayerStyle.POINTS, label, query);
    }

    /** Hollow markers, as for bounds. */
    public NotebookPlot open(String label, String query) {
        return layer(LayerStyle.OPEN, label, query);
    }

    /** Crosses, as for predictions beside points. */
    public NotebookPlot crosses(String label, String query) {
        return layer(LayerStyle.CROSSES, label, query);
    }

    /** A line for each series. */
    public NotebookPlot lines(String label, String query) {
        return layer(LayerStyle.LINES, label, query);
    }

    /** A dashed line for each series. */
    public NotebookPlot dashed(String label, String query) {
        return layer(LayerStyle.DASHED, label, query);
    }

    /** Colours on a grid: the query also gives {@code value}. */
    public NotebookPlot map(String query) {
        return layer(LayerStyle.MAP, "", query);
    }

    private NotebookPlot layer(LayerStyle style, String label, String query) {
        layers.add(new LayerSpec(query, style, label, LayerColor.AUTO));
        return this;
    }

    /**
     * Asks the queries and draws the plot.
     *
     * @throws IllegalStateException if a query failed
     */
    public BufferedImage draw() {
        return PanelMarks.draw(spark, new PanelSpec(title, x, y, color, layers));
    }
}
