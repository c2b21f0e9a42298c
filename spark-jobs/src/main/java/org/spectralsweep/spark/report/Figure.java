package org.spectralsweep.spark.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.Comparison;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.figure.PanelSpec;

/**
 * A figure with its numbers.
 *
 * @param title one line
 * @param source where the figure is from; may be empty
 * @param table rows of paper | theory | measured
 * @param columns number of panels side by side
 * @param panels plots, row by row
 */
public record Figure(String title, String source, List<Comparison> table, int columns, List<Panel> panels) {
    /** Copies the lists. */
    public Figure {
        table = List.copyOf(table);
        panels = List.copyOf(panels);
    }

    /**
     * Marks of one kind.
     *
     * @param style how they are drawn
     * @param label in the legend, as in {@link LayerSpec}
     * @param color of the marks
     * @param role what they are to the panel
     * @param marks in any order
     */
    public record Layer(LayerStyle style, String label, LayerColor color, LayerRole role, List<Mark> marks) {
        /** Copies the list. */
        public Layer {
            marks = List.copyOf(marks);
        }

        /** The layer of a spec with the marks that its query gave. */
        public Layer(LayerSpec spec, List<Mark> marks) {
            this(spec.style(), spec.label(), spec.color(), LayerRole.MAIN, marks);
        }

        Layer with(List<Mark> others) {
            return new Layer(style, label, color, role, others);
        }
    }

    /**
     * A part of the horizontal axis, as wide as the panel is high.
     *
     * @param low where it begins
     * @param high where it ends
     */
    public record Band(double low, double high) {}

    /**
     * One plot.
     *
     * @param title above it; may be empty
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param color what colours stand for where they are many
     * @param shaded what is shaded behind the marks, if anything
     * @param layers drawn in order, later ones over earlier ones
     * @param below a lower plot with the same horizontal axis right under it, without a legend of its own; null for
     *     none
     */
    public record Panel(
            String title,
            AxisSpec x,
            AxisSpec y,
            AxisSpec color,
            @Nullable Band shaded,
            List<Layer> layers,
            @Nullable Panel below) {
        /** Copies the list. */
        public Panel {
            layers = List.copyOf(layers);
        }

        /** A panel with nothing under it. */
        public Panel(String title, AxisSpec x, AxisSpec y, AxisSpec color, @Nullable Band shaded, List<Layer> layers) {
            this(title, x, y, color, shaded, layers, null);
        }

        /** The panel of a spec with its layers. */
        public Panel(PanelSpec spec, List<Layer> layers) {
            this(spec.title(), spec.x(), spec.y(), spec.color(), null, layers);
        }

        /** The panel alone under another title. */
        public Panel alone(String other) {
            return new Panel(other, below == null ? x : below.x(), y, color, shaded, layers);
        }

        /** How many marks have no place on a logarithmic axis. */
        public long homeless() {
            return layers.stream()
                    .flatMap(layer -> layer.marks().stream().filter(mark -> !hasPlace(layer, mark)))
                    .count();
        }

        /** Whether an axis has a place for a mark. */
        boolean hasPlace(Layer layer, Mark mark) {
            return (x.scale() != AxisScale.LOG || mark.x() > 0)
                    && (y.scale() != AxisScale.LOG || mark.y() > 0 || layer.style() == LayerStyle.TICKS);
        }

        /** The layers, with only those marks that can be drawn. */
        List<Layer> drawable() {
            return layers.stream()
                    .map(layer -> layer.with(layer.marks().stream()
                            .filter(mark -> hasPlace(layer, mark))
                            .toList()))
                    .toList();
        }
    }

    /** The table as text for a console, under its title. */
    public String text() {
        StringBuilder text = new StringBuilder(title).append('\n');
        if (!source.isBlank()) {
            text.append(source).append('\n');
        }
        if (!table.isEmpty()) {
            text.append('\n').append(new ComparisonTable(table).text());
        }
        return text.toString();
    }

    /** The plot as a bitmap at twice the screen's resolution. */
    public BufferedImage image() {
        return PictureFiles.image(new FigurePicture(this));
    }

    /**
     * Writes the plot and, as CSV, the table, and replaces files that are there.
     *
     * @param name of the files, without their endings
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path folder, String name, PictureStyle style) {
        try {
            Files.writeString(folder.resolve(name + ".csv"), new ComparisonTable(table).csv());
        } catch (IOException e) {
            return Optional.of("No picture: it could not be written (" + e.getMessage() + ").");
        }
        return panels.isEmpty()
                ? Optional.empty()
                : PictureFiles.write(folder, name, style, width -> new FigurePicture(this, "", List.of(), width));
    }
}
