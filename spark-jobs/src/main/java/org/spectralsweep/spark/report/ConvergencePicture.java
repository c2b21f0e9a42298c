package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.ParameterEstimate;

/**
 * Puts a {@link ConvergenceChart} on paper. Everything that touches AWT is here and below, so that a Java runtime without it fails where
 * {@link ConvergenceChart#write} expects it.
 */
final class ConvergencePicture implements PictureFiles.Picture {
    private static final int WIDTH = 880;
    private static final int HEIGHT = 560;
    private static final int CROWDED = 15;
    private static final String FREQUENCY = "frequency";
    private static final String DENSITY = "density";

    private static final Color KEY = Palette.KEY;
    static final BasicStroke SOLID = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED =
            new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

    private final ConvergenceChart content;
    private final FitResult fit;
    private final List<ChartPoint> points;

    ConvergencePicture(ConvergenceChart content) {
        this.content = content;
        this.fit = content.fit();
        this.points = content.visible();
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void paint(Graphics2D graphics) {
        drawn().paint(graphics, WIDTH, HEIGHT);
    }

    private LogLogChart drawn() {
        double[] frequencies = RegionSeries.frequencies(points);
        double[] xRange = widened(frequencies, 0.06);
        double[] yRange = widened(
                points.stream()
                        .flatMapToDouble(
                                p -> DoubleStream.of(p.shown(), p.predicted() == null ? Double.NaN : p.predicted()))
                        .filter(time -> time > 0)
                        .toArray(),
                0.05);
        double[] window = {Math.max(content.windowLow(), xRange[0]), Math.min(content.windowHigh(), xRange[1])};
        LogLogChart chart = new LogLogChart(
                WIDTH,
                HEIGHT,
                xRange,
                yRange,
                LogTicks.of(xRange[0], xRange[1], frequencies, 0.042),
                LogTicks.of(yRange[0], yRange[1], new double[0], 0.045),
                window,
                new LogLogChart.Texts(content.title(), subtitle(), "frequency κ of the target", content.timeLabel()));
        double size = frequencies.length > CROWDED ? 3.2 : 4.6;
        List<RegionSeries> regions = new ArrayList<>();
        for (Map.Entry<Double, List<ChartPoint>> rows : byDensity().entrySet()) {
            int i = regions.size();
            regions.add(new RegionSeries(chart, rows.getKey(), rows.getValue(), Palette.of(i), i, size));
        }
        Law law = law();
        if (law != null) {
            regions.forEach(region -> region.lines(law, xRange, window));
        }
        regions.forEach(RegionSeries::seeds);
        regions.forEach(RegionSeries::medians);
        legend(chart, law != null);
        return chart;
    }

    /** Regions in ascending order; densities that read the same are one region, however they were rounded. */
    private Map<Double, List<ChartPoint>> byDensity() {
        return points.stream()
                .collect(Collectors.groupingBy(
                        p -> Double.valueOf(RegionSeries.label(p.density())), TreeMap::new, Collectors.toList()));
    }

    private String subtitle() {
        String range = "window κ = " + LogTicks.label(content.windowLow()) + "…" + LogTicks.label(content.windowHigh());
        StringBuilder text = new StringBuilder(range);
        String separator = ": ";
        for (ParameterEstimate p : fit.parameters().subList(1, fit.parameters().size())) {
            if (p.estimate() != null) {
                text.append(separator).append(String.format(Locale.ROOT, "%s = %.2f", p.name(), p.estimate()));
                if (p.ciLow() != null && p.ciHigh() != null) {
                    text.append(String.format(Locale.ROOT, " [%.2f, %.2f]", p.ciLow(), p.ciHigh()));
                }
                separator = ", ";
            }
        }
        return text.toString();
    }

    /** The fitted and the theory's time, or null where there is no law to draw. */
    private @Nullable Law law() {
        if (!List.of(FREQUENCY, DENSITY).containsAll(fit.law().covariates()) || Double.isNaN(fit.estimate("c"))) {
            return null;
        }
        List<String> names = fit.law().parameters();
        double[] fitted = names.stream()
                .mapToDouble(name -> Double.isNaN(fit.estimate(name)) ? 0 : fit.estimate(name))
                .toArray();
        double[] theoretical = fitted.clone();
        for (int k = 1; k < fitted.length; k++) {
            theoretical[k] = content.theory().getOrDefault(names.get(k), fitted[k]);
        }
        return new Law(fit, fitted, theoretical, Math.sqrt(content.windowLow() * content.windowHigh()));
    }

    /** Times by frequency and density: the fitted law, and the theory's slope through it at the middle frequency. */
    static final class Law {
        private final FitResult fit;
        private final double[] fitted;
        private final double[] theoretical;
        private final double middle;

        Law(FitResult fit, double[] fitted, double[] theoretical, double middle) {
            this.fit = fit;
            this.fitted = fitted;
            this.theoretical = theoretical;
            this.middle = middle;
        }

        double fitted(double frequency, double density) {
            return fit.law().time(fitted, Map.of(FREQUENCY, frequency, DENSITY, density));
        }

        double theoretical(double frequency, double density) {
            double there = fit.law().time(theoretical, Map.of(FREQUENCY, frequency, DENSITY, density));
            double anchor = fit.law().time(theoretical, Map.of(FREQUENCY, middle, DENSITY, density));
            return fitted(middle, density) * there / anchor;
        }
    }

    /** Entries that explain the marks which every region shares; their series hold no point. */
    private void legend(LogLogChart chart, boolean lines) {
        Color light = new Color(KEY.getRed(), KEY.getGreen(), KEY.getBlue(), 110);
        key(chart, "one seed", light, null, RegionSeries.SEED);
        if (lines) {
            key(chart, "fit", KEY, SOLID, null);
            key(chart, "theory" + exponents(), KEY, DASHED, null);
        }
        if (points.stream().anyMatch(p -> p.predicted() != null)) {
            key(chart, "kernel", KEY, null, RegionSeries.KERNEL);
        }
        if (points.stream().anyMatch(ChartPoint::isCensored)) {
            key(chart, "not reached", KEY, null, RegionSeries.NOT_REACHED);
        }
    }

    private String exponents() {
        String listed = fit.law().parameters().stream()
                .filter(name -> content.theory().containsKey(name) && !Double.isNaN(fit.estimate(name)))
                .map(name -> name + " = "
                        + BigDecimal.valueOf(content.theory().getOrDefault(name, Double.NaN))
                                .stripTrailingZeros()
                                .toPlainString())
                .collect(Collectors.joining(", "));
        return listed.isEmpty() ? "" : ": " + listed;
    }

    private static void key(
            LogLogChart chart, String name, Color color, @Nullable BasicStroke stroke, @Nullable Glyph glyph) {
        chart.add(
                name,
                new double[] {1},
                new double[] {Double.NaN},
                color,
                stroke,
                glyph == null ? SeriesMarkers.NONE : glyph,
                true);
    }

    /** The range of the values with a margin on either side, as a part of the range's logarithm; a factor 2 where they are one value. */
    private static double[] widened(double[] values, double margin) {
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double factor = high > low ? Math.pow(high / low, margin) : 2;
        return new double[] {low / factor, high * factor};
    }
}
