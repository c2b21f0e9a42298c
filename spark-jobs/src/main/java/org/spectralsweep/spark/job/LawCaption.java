package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;

/** Explains the marks in the picture of a law, and only those that are in it. */
final class LawCaption {
    /** What the unit of times means, where laws are fitted on it. */
    static final String FLOW_TIME =
            "Gradient-flow time is steps times the learning rate η times c, which is n, 1 or 2 for a loss of half the sum,"
                    + " half the mean or the mean of squares: learning rate and number of samples drop out.";

    private LawCaption() {}

    /**
     * The caption of a picture.
     *
     * @param figure as it is drawn
     * @param group one of its groups
     */
    static String of(Figure figure, FitGroup group) {
        List<String> sentences = new ArrayList<>();
        boolean medians = holds(figure, layer -> layer.role() == LayerRole.MAIN);
        boolean kernel = holds(figure, layer -> layer.style() == LayerStyle.CROSSES);
        if (medians) {
            sentences.add("Small dots are single seeds, large ones their medians.");
        }
        if (kernel) {
            sentences.add("Crosses are the kernel's own times on the same samples.");
        }
        if (holds(figure, layer -> layer.style() == LayerStyle.OPEN)) {
            sentences.add("Open triangles are times that were not reached, at the bound they exceed.");
        }
        if (holds(figure, LawCaption::isFit)) {
            sentences.add(
                    layers(figure)
                                    .filter(LawCaption::isFit)
                                    .flatMap(layer -> layer.marks().stream())
                                    .anyMatch(LawCaption::hasBand)
                            ? "The line is the fitted law with its 95 % band."
                            : "The line is the fitted law.");
        }
        if (holds(figure, layer -> layer.label().startsWith("theory"))) {
            sentences.add("The dashed line has the theory's slope.");
        }
        if (holds(figure, layer -> layer.label().startsWith("rival"))) {
            sentences.add("Thin dashed lines are rival laws.");
        }
        if (figure.panels().stream().anyMatch(panel -> panel.shaded() != null)) {
            sentences.add("The shaded window was fitted.");
        }
        if (group.spec().response().isTime()) {
            sentences.add(group.flowTime() ? FLOW_TIME : "A step is one update of the weights.");
        }
        return String.join(" ", sentences);
    }

    private static boolean isFit(Figure.Layer layer) {
        return layer.label().startsWith("fit");
    }

    private static boolean hasBand(Mark mark) {
        return Double.isFinite(mark.low()) && mark.high() > mark.low();
    }

    private static Stream<Figure.Layer> layers(Figure figure) {
        return figure.panels().stream().flatMap(panel -> panel.layers().stream());
    }

    private static boolean holds(Figure figure, Predicate<Figure.Layer> which) {
        return layers(figure)
                .anyMatch(layer -> which.test(layer) && !layer.marks().isEmpty());
    }
}
