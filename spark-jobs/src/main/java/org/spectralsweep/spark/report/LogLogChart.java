package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An XChart of log10 x and log10 y with ticks of its own: XChart labels a logarithmic axis at decades only or at every multiple, and most
 * sweeps span one decade or two.
 */
final class LogLogChart extends XYChart {
    private static final Color INK = new Color(0x33, 0x33, 0x33);
    private static final Color GRID = new Color(0xe4, 0xe4, 0xe4);
    private static final Color WINDOW = new Color(0xf3, 0xf3, 0xee);
    private static final BasicStroke HAIRLINE = new BasicStroke(1);
    private static final Font LABELS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font TITLES = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final int TICK = 5;

    private final double[] xTicks;
    private final double[] yTicks;
    private final String subtitle;
    private final String yTitle;

    /** Axes in plain values; the ranges are those of the axes, margins included. */
    LogLogChart(
            int width,
            int height,
            double[] xRange,
            double[] yRange,
            double[] xTicks,
            double[] yTicks,
            double[] window,
            Texts texts) {
        super(width, height);
        this.xTicks = xTicks.clone();
        this.yTicks = yTicks.clone();
        this.subtitle = texts.subtitle();
        this.yTitle = texts.yTitle();
        setTitle(texts.heading());
        setXAxisTitle(texts.xTitle());
        int widest = 1;
        for (double tick : yTicks) {
            widest = Math.max(widest, LogTicks.label(tick).length());
        }
        int yTitleRoom = 52 + 8 * widest;
        getStyler()
                .setXAxisMin(Math.log10(xRange[0]))
                .setXAxisMax(Math.log10(xRange[1]))
                .setYAxisMin(Math.log10(yRange[0]))
                .setYAxisMax(Math.log10(yRange[1]))
                .setAxisTicksVisible(false)
                .setPlotGridLinesVisible(false)
                .setPlotTicksMarksVisible(false)
                .setAxisTitlePadding(34)
                .setYAxisTitleVisible(false)
                .setPlotMargin(0)
                .setAxisTitleFont(TITLES)
                .setPlotContentSize(1)
                .setPlotBorderVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setChartFontColor(INK)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(HEADING)
                .setChartTitlePadding(28)
                .setChartPadding(8)
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(LABELS)
                .setLegendSeriesLineLength(26)
                .setLegendPadding(8)
                .setYAxisLeftWidthHint(yTitleRoom);
        shade(window, yRange);
        for (double tick : xTicks) {
            grid("x " + tick, new double[] {tick, tick}, yRange);
        }
        for (double tick : yTicks) {
            grid("y " + tick, xRange, new double[] {tick, tick});
        }
    }

    /** A line or, with a null stroke, markers. */
    XYSeries add(
            String name,
            double[] x,
            double[] y,
            Color color,
            @Nullable BasicStroke stroke,
            Marker marker,
            boolean legend) {
        XYSeries series = addSeries(name, logarithms(x), logarithms(y));
        series.setXYSeriesRenderStyle(stroke == null ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
        series.setLineStyle(stroke == null ? HAIRLINE : stroke);
        series.setLineColor(color);
        series.setMarker(marker);
        series.setMarkerColor(color);
        series.setShowInLegend(legend);
        return series;
    }

    private void shade(double[] window, double[] yRange) {
        XYSeries area = addSeries(
                "window",
                logarithms(new double[] {window[0], window[1], window[1], window[0], window[0]}),
                logarithms(new double[] {yRange[0], yRange[0], yRange[1], yRange[1], yRange[0]}));
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        area.setLineColor(WINDOW);
        area.setLineStyle(HAIRLINE);
        area.setFillColor(WINDOW);
        area.setMarker(SeriesMarkers.NONE);
        area.setShowInLegend(false);
    }

    private void grid(String name, double[] x, double[] y) {
        add("grid " + name, x, y, GRID, HAIRLINE, SeriesMarkers.NONE, false);
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log10(values[i]);
        }
        return logarithms;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        super.paint(g, width, height);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        double left = getScreenXFromChart(getStyler().getXAxisMin());
        double right = getScreenXFromChart(getStyler().getXAxisMax());
        double bottom = getScreenYFromChart(getStyler().getYAxisMin());
        double top = getScreenYFromChart(getStyler().getYAxisMax());
        g.setColor(INK);
        g.setStroke(HAIRLINE);
        g.setFont(LABELS);
        FontMetrics metrics = g.getFontMetrics();
        g.draw(new Line2D.Double(left, bottom, right, bottom));
        g.draw(new Line2D.Double(left, bottom, left, top));
        for (double tick : xTicks) {
            double x = getScreenXFromChart(Math.log10(tick));
            String label = LogTicks.label(tick);
            g.draw(new Line2D.Double(x, bottom, x, bottom + TICK));
            g.drawString(label, (float) (x - metrics.stringWidth(label) / 2.0), (float)
                    (bottom + TICK + 3 + metrics.getAscent()));
        }
        for (double tick : yTicks) {
            double y = getScreenYFromChart(Math.log10(tick));
            String label = LogTicks.label(tick);
            g.draw(new Line2D.Double(left - TICK, y, left, y));
            g.drawString(label, (float) (left - TICK - 4 - metrics.stringWidth(label)), (float)
                    (y + metrics.getAscent() / 2.0 - 1.5));
        }
        g.drawString(subtitle, (float) ((left + right - metrics.stringWidth(subtitle)) / 2), (float) (top - 9));
        paintYTitle(g, (top + bottom) / 2);
    }

    /** XChart would leave the same room between title and axis on both axes, whatever the width of the labels. */
    private void paintYTitle(Graphics2D g, double middle) {
        AffineTransform upright = g.getTransform();
        g.setFont(TITLES);
        g.translate(getStyler().getChartPadding() + g.getFontMetrics().getAscent(), middle);
        g.rotate(-Math.PI / 2);
        g.drawString(yTitle, (float) (-g.getFontMetrics().stringWidth(yTitle) / 2.0), 0f);
        g.setTransform(upright);
    }

    /** What is written around the plot. */
    record Texts(String heading, String subtitle, String xTitle, String yTitle) {}
}
