package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;

/** What the charts that nobody has to ask for are made of. */
final class Panels {
    private static final int MOST_COLUMNS = 3;

    /** No unit and no label. */
    static final AxisSpec NO_AXIS = axis("", AxisScale.LINEAR);

    /** Updates of the optimiser, on a logarithmic axis. */
    static final AxisSpec STEPS = axis("step (updates)", AxisScale.LOG);

    private Panels() {}

    static AxisSpec axis(String label, AxisScale scale) {
        return new AxisSpec(label, scale, AxisEnd.AUTO, AxisEnd.AUTO);
    }

    static Figure.Layer layer(LayerStyle style, String label, LayerColor color, LayerRole role, List<Mark> marks) {
        return new Figure.Layer(style, label, color, role, marks);
    }

    /** How many panels stand side by side. */
    static int columns(int panels) {
        return Math.min(MOST_COLUMNS, (int) Math.ceil(Math.sqrt(panels)));
    }

    /** A row of a table; null stands for a number that does not exist. */
    static List<Object> row(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Some of a list, evenly, with its ends. */
    static <T> List<T> some(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) Math.round(i * (all.size() - 1.0) / (most - 1))));
        }
        return some;
    }

    /** A name as a part of a file's name. */
    static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
