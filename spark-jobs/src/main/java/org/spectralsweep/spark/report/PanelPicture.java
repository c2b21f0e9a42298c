package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.LayerStyle;

/**
 * One panel: its title, legend, axes and colour bar around an XChart. The XChart is only the plot, because it would
 * label logarithmic axes at decades only. It would also leave more room around a plot than there is in a grid of
 * panels.
 */
final class PanelPicture {
    private static final int TICK = 5;
    private static final int BOTTOM = 50;
    private static final int BAR = 13;
    private static final double HALO = 0.04;

    /** What labels, and the scale of a map, take of a panel's width, or a little more. */
    private static final int BESIDE_MAP = 170;

    private static final int BESIDE_PLOT = 100;

    /** Height of the plot under a panel, as a part of the panel's. */
    private static final double PART_BELOW = 0.36;

    private static final BasicStroke HAIRLINE = new BasicStroke(1);

    private final Figure.Panel panel;
    private final List<Figure.Layer> layers;
    private final int width;
    private final int plotHeight;
    private final PanelAxis x;
    private final PanelAxis y;
    private final SeriesColors colors;
    private final Dodge dodge;
    private final @Nullable ColorMap map;
    private final int left;
    private final int right;
    private final List<String> title;
    private final Legend legend;
    private final @Nullable PanelPicture below;

    PanelPicture(Figure.Panel panel, int width, int plotHeight) {
        this.below =
                panel.below() == null ? null : new PanelPicture(panel.below(), width, (int) (PART_BELOW * plotHeight));
        this.panel = panel;
        this.layers = panel.drawable();
        this.width = width;
        this.plotHeight = plotHeight;
        boolean flat = layers.stream().allMatch(layer -> layer.style() == LayerStyle.MAP);
        double[] across = values(Mark::x, false);
        double[] upward = values(Mark::y, true);
        this.colors = new SeriesColors(panel.color(), layers);
        this.dodge = Dodge.of(panel, layers, colors);
        double halo = HALO + 1.5 * dodge.reach() / width;
        int length = width - (flat ? BESIDE_MAP : BESIDE_PLOT);
        this.x = new PanelAxis(panel.x(), across, across, flat ? 0 : halo, length, roomForLabels(), true);
        // Where single repetitions are shown y is measured, and round numbers are better ticks than its values.
        boolean measured = layers.stream().anyMatch(layer -> layer.role() == LayerRole.REPEATS);
        double[] preferred = measured ? new double[0] : upward;
        this.y = new PanelAxis(panel.y(), upward, preferred, flat ? 0 : HALO + 0.01, plotHeight, 34, false);
        this.map = map();
        this.left = (int) Math.ceil(widest(y)) + TICK + 6 + (y.title().isBlank() ? 8 : 22);
        this.right = right();
        this.title = Lettering.wrapped(Lettering.PANEL, panel.title(), plotWidth());
        this.legend = new Legend(layers, colors, plotWidth());
    }

    private int roomForLabels() {
        return switch (panel.x().scale()) {
            case LOG -> 34;
            case LINEAR -> 62;
            case ANGLE -> 48;
        };
    }

    private double[] values(ToDoubleFunction<Mark> coordinate, boolean vertical) {
        return layers.stream()
                .filter(layer -> layer.role() != LayerRole.GUIDE)
                .filter(layer -> !(vertical && layer.style() == LayerStyle.TICKS))
                .flatMapToDouble(layer -> {
                    boolean bars = layer.style() == LayerStyle.BARS;
                    double half = bars && !isLog(vertical) ? PanelSeries.leastDistance(layer.marks()) / 2 : 0;
                    return layer.marks().stream().flatMapToDouble(mark -> {
                        double value = coordinate.applyAsDouble(mark);
                        return vertical
                                ? DoubleStream.of(value, mark.low(), mark.high(), bars ? 0 : value)
                                : DoubleStream.of(value - half, value + half);
                    });
                })
                .filter(value -> Double.isFinite(value) && (!isLog(vertical) || value > 0))
                .toArray();
    }

    private boolean isLog(boolean vertical) {
        return (vertical ? panel.y() : panel.x()).scale() == AxisScale.LOG;
    }

    private @Nullable ColorMap map() {
        List<Mark> marks = layers.stream()
                .filter(layer -> layer.style() == LayerStyle.MAP)
                .flatMap(layer -> layer.marks().stream())
                .filter(mark ->
                        Double.isFinite(mark.value()) && (panel.color().scale() != AxisScale.LOG || mark.value() > 0))
                .toList();
        return marks.isEmpty() ? null : new ColorMap(marks, x, y, panel.color());
    }

    private static double widest(PanelAxis axis) {
        double widest = 0;
        for (double tick : axis.ticks()) {
            widest = Math.max(widest, Lettering.width(Lettering.LABELS, axis.label(tick)));
        }
        return widest;
    }

    private @Nullable PanelAxis bar() {
        return map != null ? map.scale() : colors.ramp();
    }

    /** The room on the right. Half of the last tick's label reaches beyond the plot. */
    private int right() {
        PanelAxis bar = bar();
        if (bar == null) {
            return 22;
        }
        return 14 + BAR + TICK + 4 + (int) Math.ceil(widest(bar)) + (bar.title().isBlank() ? 14 : 38);
    }

    int left() {
        return below == null ? left : Math.max(left, below.left);
    }

    int top() {
        return 8 + 18 * title.size() + legend.height() + 6;
    }

    private int plotWidth() {
        return width - left - right;
    }

    /**
     * Paints the panel.
     *
     * @param originX its left end
     * @param originY its upper end
     * @param wideLeft at least as much room as {@link #left}
     * @param top at least as much room as {@link #top}
     */
    void paint(Graphics2D g, int originX, int originY, int wideLeft, int top) {
        paint(g, originX, originY, wideLeft, top, false);
    }

    /** Paints the panel; one under another keeps the room of the colour bar that it shares. */
    private void paint(Graphics2D g, int originX, int originY, int wideLeft, int top, boolean under) {
        int plotWidth = width - wideLeft - right;
        AffineTransform before = g.getTransform();
        g.translate(originX + wideLeft, originY + top);
        hints(g);
        ground(g, plotWidth);
        chart(g, plotWidth);
        hints(g);
        frame(g, plotWidth, wideLeft);
        above(g, top);
        PanelAxis bar = bar();
        if (bar != null && !under) {
            bar(g, bar, plotWidth + 14);
        }
        g.setTransform(before);
        if (below != null) {
            below.paint(g, originX, originY + ownHeight(top), wideLeft, below.top(), true);
        }
    }

    private static void hints(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    private double placeX(double value, int plotWidth) {
        return x.part(value) * plotWidth;
    }

    private double placeY(double value) {
        return (1 - y.part(value)) * plotHeight;
    }

    private void ground(Graphics2D g, int plotWidth) {
        Figure.Band shaded = panel.shaded();
        if (shaded != null) {
            double from = placeX(Math.max(shaded.low(), x.low()), plotWidth);
            double to = placeX(Math.min(shaded.high(), x.high()), plotWidth);
            g.setColor(Palette.SHADE);
            g.fill(new Rectangle2D.Double(from, 0, to - from, plotHeight));
        }
        g.setStroke(HAIRLINE);
        g.setColor(Palette.GRID);
        for (double tick : x.ticks()) {
            g.draw(new Line2D.Double(placeX(tick, plotWidth), 0, placeX(tick, plotWidth), plotHeight));
        }
        for (double tick : y.ticks()) {
            g.draw(new Line2D.Double(0, placeY(tick), plotWidth, placeY(tick)));
        }
        if (map != null) {
            BufferedImage image = map.image(2 * plotWidth, 2 * plotHeight);
            g.drawImage(image, 0, 0, plotWidth, plotHeight, null);
        }
    }

    private void chart(Graphics2D g, int plotWidth) {
        XYChart chart = new XYChart(plotWidth, plotHeight);
        Color clear = new Color(255, 255, 255, 0);
        chart.getStyler()
                .setXAxisMin(x.coordinate(x.low()))
                .setXAxisMax(x.coordinate(x.high()))
                .setYAxisMin(y.coordinate(y.low()))
                .setYAxisMax(y.coordinate(y.high()))
                .setAxisTicksVisible(false)
                .setAxisTitlesVisible(false)
                .setPlotGridLinesVisible(false)
                .setPlotTicksMarksVisible(false)
                .setPlotMargin(0)
                .setPlotContentSize(1)
                .setPlotBorderVisible(false)
                .setPlotBackgroundColor(clear)
                .setChartBackgroundColor(clear)
                .setChartTitleVisible(false)
                .setChartPadding(0)
                .setLegendVisible(false);
        double perPoint = (x.coordinate(x.high()) - x.coordinate(x.low())) / plotWidth;
        PanelSeries series = new PanelSeries(chart, x, y, colors, dodge, perPoint);
        layers.forEach(series::add);
        if (!series.isEmpty()) {
            Shape clip = g.getClip();
            g.clip(new Rectangle2D.Double(-2, -2, plotWidth + 4.0, plotHeight + 4.0));
            chart.paint(g, plotWidth, plotHeight);
            g.setClip(clip);
        }
    }

    private void frame(Graphics2D g, int plotWidth, int wideLeft) {
        g.setColor(Palette.INK);
        g.setStroke(HAIRLINE);
        g.draw(new Line2D.Double(0, plotHeight, plotWidth, plotHeight));
        g.draw(new Line2D.Double(0, 0, 0, plotHeight));
        for (double tick : x.ticks()) {
            double place = placeX(tick, plotWidth);
            g.draw(new Line2D.Double(place, plotHeight, place, plotHeight + TICK));
            Lettering.middle(g, Lettering.LABELS, x.label(tick), place, plotHeight + TICK + 15.0);
        }
        for (double tick : y.ticks()) {
            double place = placeY(tick);
            g.draw(new Line2D.Double(-TICK, place, 0, place));
            Lettering.right(g, Lettering.LABELS, y.label(tick), -TICK - 4.0, place + 4.3);
        }
        Lettering.middle(g, Lettering.TITLES, x.title(), plotWidth / 2.0, plotHeight + TICK + 36.0);
        Lettering.upright(g, Lettering.TITLES, y.title(), -wideLeft + 14.0, plotHeight / 2.0, plotHeight + 60.0);
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            g.setColor(Palette.KEY);
            for (int i = 0; i < missing.size(); i++) {
                Lettering.middle(g, Lettering.LABELS, missing.get(i), plotWidth / 2.0, plotHeight / 2.0 + 17.0 * i);
            }
        }
    }

    /** The text on a panel without a mark. */
    private List<String> missing() {
        if (layers.stream().anyMatch(layer -> !layer.marks().isEmpty())) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("nothing to draw: no rows for"));
        for (int i = 0; i < layers.size(); i++) {
            String label = layers.get(i).label();
            lines.add(label.isBlank() ? "layer " + (i + 1) : label);
        }
        return lines;
    }

    private void above(Graphics2D g, int top) {
        g.setColor(Palette.INK);
        g.setFont(Lettering.PANEL);
        double line = -top + 20.0;
        for (String part : title) {
            g.drawString(part, 0f, (float) line);
            line += 18;
        }
        legend.paint(g, 0, -6.0 - legend.height());
    }

    private void bar(Graphics2D g, PanelAxis bar, int at) {
        BufferedImage image = new BufferedImage(1, 2 * plotHeight, BufferedImage.TYPE_INT_RGB);
        for (int j = 0; j < image.getHeight(); j++) {
            double part = 1 - (j + 0.5) / image.getHeight();
            image.setRGB(0, j, (map != null ? map.color(part) : Palette.ramp(part)).getRGB());
        }
        g.drawImage(image, at, 0, BAR, plotHeight, null);
        g.setColor(Palette.INK);
        g.setStroke(HAIRLINE);
        g.setFont(Lettering.LABELS);
        for (double tick : bar.ticks()) {
            double place = (1 - bar.part(tick)) * plotHeight;
            g.draw(new Line2D.Double(at + BAR, place, at + BAR + TICK - 1.0, place));
            g.drawString(bar.label(tick), (float) (at + BAR + TICK + 3), (float) (place + 4.3));
        }
        Lettering.upright(
                g,
                Lettering.TITLES,
                bar.title(),
                at + BAR + TICK + 3 + widest(bar) + 18,
                plotHeight / 2.0,
                plotHeight + 40.0);
    }

    int height(int top) {
        return ownHeight(top) + (below == null ? 0 : below.ownHeight(below.top()));
    }

    private int ownHeight(int top) {
        return top + plotHeight + BOTTOM + (x.title().isBlank() ? -20 : 0);
    }
}
