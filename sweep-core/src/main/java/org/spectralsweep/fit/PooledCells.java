package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * 95 % intervals of the coordinates of a law from the scatter of all its cells. Cells are left out by {@link
 * CellJackknife}, which gives predictions, influence and the intervals of laws that are not linear or whose errors are
 * not normal. The coordinates of a linear law with normal errors have one of two intervals:
 *
 * <pre>
 * scatter    estimate +- t_{0.975, df} s       s^2 and df of {@link CellScatter}
 * rounding   m +- 1.96 v^(1/2)                 m and v of {@link RoundingPosterior}
 * </pre>
 *
 * <p>Let r = sqrt(mean d^2 / 12) be the deviation of an error that is uniform between two checkpoints, twice the floor
 * of sigma in {@link Estimator}. Rounding counts where sigma is at that floor: times then scatter less than checkpoints
 * are apart, and what scatter is left says nothing about errors that cells share. Between the floor and r the wider one
 * counts, with sigma as the noise of the rounding. Above r it is the scatter. An interval that does not hold the
 * estimate is extended to it. Where rounding alone counts but its moments are not found, there is no
 * interval.
 *
 * <p>Cells are taken to scatter alike. Where the jackknife's error is more than {@value #UNEQUAL} times the one here, a
 * note gives its interval too. Nothing is drawn at random.
 * The coverage in 24 designs is in METHODS.
 *
 * @param cells what leaves out cells
 */
public record PooledCells(CellJackknife cells) implements Intervals {
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    /** The jackknife's error over the pooled one from which on cells do not scatter alike. */
    private static final double UNEQUAL = 1.5;

    private static final String NOTE =
            "Cells do not scatter alike. Left out one by one (intervals: jackknife), they leave ";

    private static final String UNSETTLED =
            "The checkpoints are so far apart that no interval of what they leave open was found.";
    /** The deviation of rounding over the floor of sigma. */
    private static final double ROUNDING = 2;

    /** Intervals with complete refits up to {@value CellJackknife#MOST_REFITS} cells. */
    public PooledCells() {
        this(new CellJackknife());
    }

    @Override
    public String label() {
        return "pooled";
    }

    @Override
    public String label(Spread spread) {
        return spread.ends() == null ? cells.label() : label();
    }

    @Override
    public Spread spread(Estimator estimator, Estimate all) {
        Spread left = cells.spread(estimator, all);
        double[] errors = left.standardErrors();
        boolean linear = estimator.mean().isLinear() && estimator.errors().isNormal();
        if (errors == null || !linear || !(all.sigma() > 0)) {
            return left;
        }
        List<Integer> live = estimator.live(estimator.design().weights());
        Design design = estimator.design().columns(live);
        double[] estimate = live.stream().mapToDouble(k -> all.coordinates()[k]).toArray();
        boolean atFloor = all.ending() == Estimate.Ending.AT_FLOOR;
        try {
            RoundingPosterior.Moments rounding = null;
            if (estimator.floor() > 0 && all.sigma() < ROUNDING * estimator.floor()) {
                double noise = atFloor ? RoundingPosterior.scale(design, estimate, estimator.floor()) : all.sigma();
                rounding = RoundingPosterior.of(design, estimate, noise);
            }
            if (atFloor && rounding == null) {
                return Spread.none(UNSETTLED);
            }
            CellScatter scatter = atFloor ? null : new CellScatter(design, estimate, all.sigma());
            List<Coordinates.Entry> coordinates = estimator.mean().coordinates().entries();
            return pooled(coordinates, live, estimate, left, errors, scatter, rounding);
        } catch (MathRuntimeException e) {
            // The rows near the estimate have too little information; cells that are left out may still tell.
            return atFloor ? Spread.none(UNSETTLED) : left;
        }
    }

    private static Spread pooled(
            List<Coordinates.Entry> coordinates,
            List<Integer> live,
            double[] estimate,
            Spread left,
            double[] jackknife,
            @Nullable CellScatter scatter,
            RoundingPosterior.@Nullable Moments rounding) {
        List<String> unequal = new ArrayList<>();
        double[] errors = jackknife.clone();
        double[][] ends = new double[errors.length][];
        for (int k = 0; k < errors.length; k++) {
            ends[k] = new double[] {Double.NaN, Double.NaN};
        }
        for (int i = 0; i < estimate.length; i++) {
            int k = live.get(i);
            Interval interval = interval(scatter == null ? null : scatter.of(i), estimate[i], rounding, i);
            Coordinates.Entry entry = coordinates.get(k);
            if (jackknife[k] > UNEQUAL * interval.error() && !entry.logarithmic()) {
                double reach = left.reach() * jackknife[k];
                unequal.add(String.format(
                        Locale.ROOT, "%s in [%.2f, %.2f]", entry.name(), estimate[i] - reach, estimate[i] + reach));
            }
            if (!Double.isNaN(errors[k]) && Double.isFinite(interval.reach())) {
                errors[k] = interval.error();
                ends[k][0] = FastMath.min(estimate[i], interval.middle() - interval.reach());
                ends[k][1] = FastMath.max(estimate[i], interval.middle() + interval.reach());
            }
        }
        return left.with(errors, ends, unequal.isEmpty() ? "" : NOTE + String.join(", ", unequal) + ".");
    }

    private record Interval(double middle, double error, double reach) {}

    private static Interval interval(
            CellScatter.@Nullable Variance scatter,
            double estimate,
            RoundingPosterior.@Nullable Moments rounding,
            int coordinate) {
        Interval ofScatter = new Interval(estimate, Double.NaN, Double.NEGATIVE_INFINITY);
        if (scatter != null) {
            double error = FastMath.sqrt(scatter.value());
            double quantile = new TDistribution(FastMath.max(1, scatter.degrees())).inverseCumulativeProbability(0.975);
            ofScatter = new Interval(estimate, error, quantile * error);
        }
        if (rounding == null) {
            return ofScatter;
        }
        double error = FastMath.sqrt(rounding.variance()[coordinate]);
        Interval ofRounding = new Interval(rounding.mean()[coordinate], error, NORMAL_QUANTILE * error);
        return ofRounding.reach() > ofScatter.reach() ? ofRounding : ofScatter;
    }
}
