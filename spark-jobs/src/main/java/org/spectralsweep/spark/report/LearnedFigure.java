package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.trial.LearnedGrid;

/** Learned curves in one panel with the target, or learned maps in panels beside it. */
final class LearnedFigure {
    private static final int COLUMNS = 3;

    private final Learned learned;

    LearnedFigure(Learned learned) {
        this.learned = learned;
    }

    Figure figure() {
        if (learned.grid() instanceof LearnedGrid.Curve curve) {
            return new Figure(learned.title(), "", List.of(), 1, List.of(curves(curve)));
        }
        LearnedGrid.Surface surface = (LearnedGrid.Surface) learned.grid();
        List<Figure.Panel> panels = new ArrayList<>();
        AxisSpec scale = scale();
        panels.add(map(surface, "target", scale, learned.target()));
        learned.steps()
                .forEach(step -> panels.add(
                        map(surface, "f at step " + step.step() + ", " + learned.words(step), scale, step.values())));
        Learned.Step last = learned.last();
        double[] errors = new double[last.values().length];
        Arrays.setAll(errors, i -> last.values()[i] - learned.target()[i]);
        panels.add(map(surface, "f - target at step " + last.step(), axis(""), errors));
        return new Figure(learned.title(), "", List.of(), Math.min(COLUMNS, panels.size()), panels);
    }

    private Figure.Panel curves(LearnedGrid.Curve curve) {
        List<Mark> target = new ArrayList<>();
        List<Mark> f = new ArrayList<>();
        for (int i = 0; i < curve.points(); i++) {
            target.add(Mark.of(curve.positions()[i], learned.target()[i], ""));
        }
        for (Learned.Step step : learned.steps()) {
            for (int i = 0; i < curve.points(); i++) {
                f.add(Mark.of(curve.positions()[i], step.values()[i], String.valueOf(step.step())));
            }
        }
        return new Figure.Panel(
                "",
                axis(curve.axis()),
                axis("f"),
                axis("step"),
                null,
                List.of(
                        new Figure.Layer(LayerStyle.DASHED, "target", LayerColor.BLACK, LayerRole.BESIDE, target),
                        new Figure.Layer(
                                LayerStyle.LINES, "step " + LayerSpec.SERIES, LayerColor.AUTO, LayerRole.MAIN, f)));
    }

    private static Figure.Panel map(LearnedGrid.Surface surface, String title, AxisSpec color, double[] values) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double[] place = place(surface, i);
            marks.add(new Mark(place[0], place[1], "", Double.NaN, Double.NaN, values[i]));
        }
        return new Figure.Panel(
                title,
                axis(surface.across()),
                axis(surface.up()),
                color,
                null,
                List.of(new Figure.Layer(LayerStyle.MAP, "", LayerColor.AUTO, LayerRole.MAIN, marks)));
    }

    /** One scale for the target and for f at every step: colours end at the extreme values of the target. */
    private AxisSpec scale() {
        double least = DoubleStream.of(learned.target()).min().orElse(0);
        double most = DoubleStream.of(learned.target()).max().orElse(1);
        return most > least ? new AxisSpec("", AxisScale.LINEAR, new AxisEnd(least), new AxisEnd(most)) : axis("");
    }

    private static AxisSpec axis(String label) {
        return new AxisSpec(label, AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO);
    }

    /** Positions, target and f at each step. */
    HtmlTable table() {
        List<String> columns = new ArrayList<>(columns(learned.grid()));
        columns.add("target");
        learned.steps().forEach(step -> columns.add("f at step " + step.step()));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < learned.grid().points(); i++) {
            List<Object> row = new ArrayList<>();
            for (double place : place(learned.grid(), i)) {
                row.add(place);
            }
            row.add(learned.target()[i]);
            for (Learned.Step step : learned.steps()) {
                row.add(step.values()[i]);
            }
            rows.add(row);
        }
        return new HtmlTable(columns, rows);
    }

    /** What says where a point of a curve or a surface is. */
    static List<String> columns(LearnedGrid grid) {
        return grid instanceof LearnedGrid.Surface surface
                ? List.of(surface.across(), surface.up())
                : List.of(((LearnedGrid.Curve) grid).axis());
    }

    static double[] place(LearnedGrid grid, int point) {
        if (grid instanceof LearnedGrid.Surface surface) {
            int columns = surface.columns().length;
            return new double[] {surface.columns()[point % columns], surface.rows()[point / columns]};
        }
        return new double[] {((LearnedGrid.Curve) grid).positions()[point]};
    }
}
