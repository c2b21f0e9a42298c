package org.spectralsweep.spark.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spectralsweep.fit.FitResult;

/**
 * Convergence time against frequency on logarithmic axes, a colour a density region: every seed as a light dot, the median over seeds as a
 * marker, the fitted law as a line over its window, the theory's slope dashed through the fit at the window's middle, the kernel's own
 * times as crosses, times not reached as open triangles at the bound they exceed. Where half of the seeds or more did not reach it, the
 * median is unknown and no marker is drawn.
 *
 * @param title one line
 * @param timeLabel the vertical axis with its unit, for example {@code gradient-flow time T (steps × η × n)}
 * @param points what to draw; points whose time is 0 cannot be shown on a logarithmic axis and are left out, those that were only predicted have a cross and no dot
 * @param fit a law of {@code frequency} and perhaps {@code density} for times in the points' unit; no lines where it has other covariates or nothing was estimated
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
     * Writes the picture twice, replacing what is there. A picture is never worth failing a run for: whatever goes wrong is returned as one
     * sentence.
     *
     * @param png bitmap at twice the screen's resolution
     * @param svg vector graphics
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path png, Path svg) {
        if (visible().isEmpty()) {
            return Optional.of("No picture: there is no convergence time to draw.");
        }
        return PictureFiles.write(png, svg, () -> new ConvergencePicture(this));
    }

    /** The points that have a place on a logarithmic axis. */
    List<ChartPoint> visible() {
        return points.stream().filter(p -> p.shown() > 0 || isPredictedOnly(p)).toList();
    }

    private static boolean isPredictedOnly(ChartPoint point) {
        return !point.isMeasured() && point.predicted() != null && point.predicted() > 0;
    }
}
