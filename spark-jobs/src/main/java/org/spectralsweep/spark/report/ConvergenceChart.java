package org.spectralsweep.spark.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.ParameterEstimate;

/**
 * Convergence time against frequency on logarithmic axes, with one colour for each density region. Every seed is a
 * light dot, the median over seeds a marker. The fitted law is a line over its window; the theory's slope is dashed and
 * meets the fit at the window's middle. The kernel's own times are crosses. Times that were not reached are open
 * triangles at the bound that they exceed. Where half of the seeds or more did not reach it, the median is unknown and
 * no marker is drawn.
 *
 * @param title one line
 * @param timeLabel the vertical axis with its unit, for example {@code gradient-flow time T (steps × η × n)}
 * @param points what to draw; points whose time is 0 have no place on a logarithmic axis and are left out, those that
 *     were only predicted have a cross and no dot
 * @param fit a law of {@code frequency} and perhaps {@code density} for times in the points' unit; no lines where it
 *     has other covariates or nothing was estimated
 * @param theory the theory's exponents by the law's parameter names
 * @param windowLow lowest frequency of the fit
 * @param windowHigh highest frequency of the fit
 */
public record ConvergenceChart(
        String title,
        String timeLabel,
        List<ChartPoint> points,
        FitResult fit,
        Map<String, Double> theory,
        double windowLow,
        double windowHigh) {
    /** Copies and checks. */
    public ConvergenceChart {
        points = List.copyOf(points);
        theory = Map.copyOf(theory);
        if (!(windowLow > 0) || !(windowHigh >= windowLow) || Double.isInfinite(windowHigh)) {
            throw new IllegalArgumentException(
                    "window must be a range of positive frequencies but was " + windowLow + " to " + windowHigh);
        }
    }

    /**
     * Writes the picture twice, replacing what is there. A picture is never worth failing a run for: whatever goes
     * wrong is returned as one sentence.
     *
     * @param png bitmap at twice the screen's resolution
     * @param svg vector graphics
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path png, Path svg) {
        if (visible().isEmpty()) {
            return Optional.of("No picture: there is no convergence time to draw.");
        }
        return PictureFiles.write(png, svg, () -> new FigurePicture(figure()));
    }

    private Figure figure() {
        return new Figure(title, subtitle(), List.of(), 1, List.of(new ConvergencePanel(this).panel()));
    }

    /** The window, and the exponents with their intervals. */
    private String subtitle() {
        String range = "window κ = " + LogTicks.label(windowLow) + "…" + LogTicks.label(windowHigh);
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

    /** The points that have a place on a logarithmic axis. */
    List<ChartPoint> visible() {
        return points.stream().filter(p -> p.shown() > 0 || isPredictedOnly(p)).toList();
    }

    private static boolean isPredictedOnly(ChartPoint point) {
        return !point.isMeasured() && point.predicted() != null && point.predicted() > 0;
    }
}
