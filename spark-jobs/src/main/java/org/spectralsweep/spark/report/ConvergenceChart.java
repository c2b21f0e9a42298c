package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.ParameterEstimate;

/**
 * Convergence time against frequency, or another number against another column, on logarithmic axes, with one colour
 * for each density region. Every seed is a light dot, the median over seeds a marker. The fitted law is a line over its
 * window; the theory's slope is dashed and meets the fit at the window's middle. The kernel's own times are crosses.
 * Times that were not reached are open triangles at the bound that they exceed. Where half of the seeds or more did not
 * reach it, the median is unknown and no marker is drawn. A lower plot has the residuals log T - log law, on the range
 * of those in the window.
 *
 * @param title one line
 * @param timeLabel the vertical axis with its unit, for example {@code gradient-flow time T (steps × η × n)}
 * @param points what to draw; points whose time is 0 have no place on a logarithmic axis and are left out, those that
 *     were only predicted have a cross and no dot
 * @param law a law of what runs across and perhaps {@code density} for times in the points' unit; no lines where it
 *     has other columns or levels, or nothing was estimated
 * @param theory the theory's exponents by the law's parameter names
 * @param windowLow lowest frequency of the fit, or value of what runs across
 * @param windowHigh highest frequency of the fit, likewise
 * @param contest how the law stands among its rivals
 * @param across the horizontal axis
 */
public record ConvergenceChart(
        String title,
        String timeLabel,
        List<ChartPoint> points,
        FittedLaw law,
        Map<String, Double> theory,
        double windowLow,
        double windowHigh,
        Contest contest,
        Across across) {
    /**
     * What runs across.
     *
     * @param column of the law
     * @param label of the axis
     * @param symbol for it in the window's text
     */
    public record Across(String column, String label, String symbol) {
        /** The target's frequency. */
        public static final Across FREQUENCY = new Across("frequency", "frequency κ of the target", "κ");

        /** The degree of a Walsh function. */
        public static final Across DEGREE = new Across("degree", "degree k of the target", "k");

        /** A column of a law. */
        public static Across column(String column) {
            return column.equals(FREQUENCY.column)
                    ? FREQUENCY
                    : column.equals(DEGREE.column) ? DEGREE : new Across(column, column, column);
        }
    }

    /**
     * A law among its rivals.
     *
     * @param wins whether the data prefer it to all of them
     * @param rivals thin dashed lines in the window, in black and in gray in turn; only laws of what runs
     *     across and of density have one
     */
    public record Contest(boolean wins, List<Rival> rivals) {
        /** Of a law without rivals. */
        public static final Contest NONE = new Contest(false, List.of());

        /** Copies. */
        public Contest {
            rivals = List.copyOf(rivals);
        }
    }

    /**
     * A rival law.
     *
     * @param name in the legend, after the word rival
     * @param law as fitted to the same times
     * @param wins whether the data prefer it
     */
    public record Rival(String name, FittedLaw law, boolean wins) {}

    /** A chart of a law without rivals. */
    public ConvergenceChart(
            String title,
            String timeLabel,
            List<ChartPoint> points,
            FittedLaw law,
            Map<String, Double> theory,
            double windowLow,
            double windowHigh) {
        this(title, timeLabel, points, law, theory, windowLow, windowHigh, Contest.NONE, Across.FREQUENCY);
    }

    /** Copies and checks. */
    public ConvergenceChart {
        points = List.copyOf(points);
        theory = Map.copyOf(theory);
        if (!(windowLow > 0) || !(windowHigh >= windowLow) || Double.isInfinite(windowHigh)) {
            throw new IllegalArgumentException(
                    "window must be a range of positive numbers but was " + windowLow + " to " + windowHigh);
        }
    }

    /** The same chart with some of its points. */
    ConvergenceChart of(List<ChartPoint> some) {
        return new ConvergenceChart(title, timeLabel, some, law, theory, windowLow, windowHigh, contest, across);
    }

    /** The same chart under another title. */
    public ConvergenceChart titled(String other) {
        return new ConvergenceChart(other, timeLabel, points, law, theory, windowLow, windowHigh, contest, across);
    }

    /** The numbers of the law. */
    FitResult fit() {
        return law.result();
    }

    /** The window, and the exponents with their intervals. */
    String subtitle() {
        String range =
                "window " + across.symbol() + " = " + LogTicks.label(windowLow) + "…" + LogTicks.label(windowHigh);
        return range + (exponents().isEmpty() ? "" : ": " + exponents());
    }

    /** The exponents with their intervals. */
    String exponents() {
        List<String> texts = new ArrayList<>();
        for (ParameterEstimate p : ExponentTable.shapes(fit())) {
            if (p.estimate() != null) {
                String interval = p.ciLow() == null || p.ciHigh() == null ? "" : " " + ExponentTable.interval(p);
                texts.add(p.name() + " = " + ExponentTable.number(p.estimate()) + interval);
            }
        }
        return String.join(", ", texts);
    }

    /** The points that have a place on a logarithmic axis. */
    List<ChartPoint> visible() {
        return points.stream().filter(p -> p.shown() > 0 || isPredictedOnly(p)).toList();
    }

    private static boolean isPredictedOnly(ChartPoint point) {
        return !point.isMeasured() && point.predicted() != null && point.predicted() > 0;
    }
}
