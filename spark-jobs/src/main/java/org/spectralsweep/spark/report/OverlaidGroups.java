package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;

/**
 * The groups of a fit in one plot, a colour for each, so that they can be compared. Where times are local, there is a
 * plot for each of some density regions.
 *
 * @param column what the groups differ in, if that is one column; otherwise empty
 * @param charts the groups in order; their titles are the groups' values of the column, or their keys
 */
public record OverlaidGroups(String column, List<ConvergenceChart> charts) {
    private static final int MOST_REGIONS = 4;

    /** Copies, without the groups that have nothing to draw. */
    public OverlaidGroups {
        charts = charts.stream().filter(chart -> !chart.visible().isEmpty()).toList();
    }

    /** The plots; none where no region has a median of two groups. */
    public List<Figure.Panel> panels() {
        TreeMap<Double, List<ConvergenceChart>> byRegion = new TreeMap<>();
        for (ConvergenceChart chart : charts) {
            TreeMap<Double, List<ChartPoint>> regions = new TreeMap<>();
            chart.visible().forEach(point -> regions.computeIfAbsent(rounded(point.density()), p -> new ArrayList<>())
                    .add(point));
            regions.forEach((density, points) ->
                    byRegion.computeIfAbsent(density, p -> new ArrayList<>()).add(chart.of(points)));
        }
        byRegion.values().removeIf(groups -> groups.size() < 2);
        List<Double> all = List.copyOf(byRegion.keySet());
        List<Figure.Panel> panels = new ArrayList<>();
        int count = Math.min(MOST_REGIONS, all.size());
        for (int i = 0; i < count; i++) {
            double density = all.get(count == 1 ? 0 : (int) Math.round(i * (all.size() - 1.0) / (count - 1)));
            panels.add(panel(
                    all.size() > 1 ? String.format(Locale.ROOT, "density p = %.3g", density) : "",
                    byRegion.getOrDefault(density, List.of())));
        }
        return panels;
    }

    private static double rounded(double density) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3g", density));
    }

    private Figure.Panel panel(String title, List<ConvergenceChart> groups) {
        List<List<Figure.Layer>> layers = groups.stream()
                .map(chart -> new ConvergencePanel(chart).layersOf(chart.title()))
                .toList();
        List<Figure.Layer> together = new ArrayList<>();
        for (int i = 0; i < layers.get(0).size(); i++) {
            int kind = i;
            Figure.Layer first = layers.get(0).get(kind);
            boolean main = first.role() == LayerRole.MAIN;
            together.add(new Figure.Layer(
                    first.style(),
                    main && !column.isEmpty() ? column + " = " + LayerSpec.SERIES : first.label(),
                    LayerColor.AUTO,
                    first.role(),
                    layers.stream().flatMap(of -> of.get(kind).marks().stream()).toList()));
        }
        ConvergenceChart first = groups.get(0);
        return new Figure.Panel(
                title,
                new AxisSpec(first.across().label(), AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO),
                new AxisSpec(first.timeLabel(), AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO),
                new AxisSpec(column, AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO),
                null,
                together);
    }
}
