package org.spectralsweep.spark.figure;

import java.util.List;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * One plot of a figure.
 *
 * @param title text above the plot
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param color what colours stand for: the values of a map, or the series if they are many numbers
 * @param layers the layers, drawn in order, later ones over earlier ones
 */
public record PanelSpec(
        @Default("") String title,
        @Default("{}") AxisSpec x,
        @Default("{}") AxisSpec y,
        @Default("{}") AxisSpec color,
        List<LayerSpec> layers) {
    /** Checks that there is something to draw. */
    public PanelSpec {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new Refusal("layers", "must have at least one entry but was empty");
        }
        if (layers.stream().filter(layer -> layer.style() == LayerStyle.MAP).count() > 1) {
            throw new Refusal("layers", "must have at most one map but had several");
        }
    }
}
