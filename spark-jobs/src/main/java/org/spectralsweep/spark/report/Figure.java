package org.spectralsweep.spark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.Comparison;
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

    /** Marks of one kind. */
    public record Layer(LayerSpec spec, List<Mark> marks) {
        /** Copies the list. */
        public Layer {
            marks = List.copyOf(marks);
        }
    }

    /** One plot. */
    public record Panel(PanelSpec spec, List<Layer> layers) {
        /** Copies the list. */
        public Panel {
            layers = List.copyOf(layers);
        }

        /** How many marks have no place on a logarithmic axis. */
        public long homeless() {
            return layers.stream()
                    .flatMap(layer -> layer.marks().stream().filter(mark -> !hasPlace(layer, mark)))
                    .count();
        }

        /** Whether an axis has a place for a mark. */
        boolean hasPlace(Layer layer, Mark mark) {
            return (spec.x().scale() != AxisScale.LOG || mark.x() > 0)
                    && (spec.y().scale() != AxisScale.LOG
                            || mark.y() > 0
                            || layer.spec().style() == LayerStyle.TICKS);
        }

        /** The layers, with only those marks that can be drawn. */
        List<Layer> drawable() {
            return layers.stream()
                    .map(layer -> new Layer(
                            layer.spec(),
                            layer.marks().stream()
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

    /**
     * Writes the plot in two formats and the table, and replaces files that are there.
     *
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path png, Path svg, Path csv) {
        try {
            Files.writeString(csv, new ComparisonTable(table).csv());
        } catch (IOException e) {
            return Optional.of("No picture: it could not be written (" + e.getMessage() + ").");
        }
        return panels.isEmpty() ? Optional.empty() : PictureFiles.write(png, svg, () -> new FigurePicture(this));
    }
}
