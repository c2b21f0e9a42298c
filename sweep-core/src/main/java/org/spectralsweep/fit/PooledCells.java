package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
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
 * of sigma in {@link Estimator}. Where sigma is at that floor, times scatter less than checkpoints are apart, and what
 * scatter is left says little about errors that cells share. Rounding counts then, the likelihood is as high anywhere
 * in its region, and the coordinates are the mean m of the region. Where the noise is more than {@value #VISIBLE} of
 * the floor, or sigma is between the floor and r, the wider interval counts, above r that of the scatter. Between the
 * floor and r, sigma is the noise of the rounding, and an interval that does not hold the estimate is extended to it.
 * At the floor there is no interval if the moments are not found.
 *
 * <p>Cells are taken to scatter alike. Where they scatter visibly and the jackknife's error is more than {@value
 * #UNEQUAL} times the one here, a note gives its interval too. Nothing is drawn at random. The coverage in 24 designs
 * is in METHODS.
 *
 * @param cells what leaves out cells
 */
public record PooledCells(CellJackknife cells) implements Intervals {
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    /** The jackknife's error over the pooled one from which on cells do not scatter alike. */
    private static final double UNEQUAL = 1.5;

    /** Noise over the floor of sigma from which on times scatter visibly. */
    private static final double VISIBLE = 0.6;

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
        double floor = estimator.floor();
        RoundingPosterior.Moments region =
                atFloor ? settled(() -> RoundingPosterior.belowFloor(design, estimate, floor)) : null;
        if (atFloor && region == null) {
            return Spread.none(UNSETTLED);
        }
        boolean visible = region == null || region.noise() > VISIBLE * floor;
        CellScatter scatter = visible ? settled(() -> new CellScatter(design, estimate, all.sigma())) : null;
        if (region == null && scatter == null) {
            return left;
        }
        boolean close = !atFloor && floor > 0 && all.sigma() < ROUNDING * floor;
        RoundingPosterior.Moments rounding =
                close ? settled(() -> RoundingPosterior.of(design, estimate, all.sigma())) : region;
        double[] centre = all.coordinates().clone();
        if (region != null) {
            for (int i = 0; i < estimate.length; i++) {
                centre[live.get(i)] = region.mean()[i];
            }
        }
        boolean moves = region != null && estimator.allows(centre);
        Spread about = moves ? left.about(all.coordinates(), centre) : left;
        Pooled pooled = new Pooled(about, errors, about.centre(all), visible);
        for (int i = 0; i < estimate.length; i++) {
            int k = live.get(i);
            pooled.set(
                    k,
                    interval(scatter == null ? null : scatter.of(i), pooled.centre[k], rounding, i),
                    estimator.mean().coordinates().entries().get(k));
        }
        return pooled.spread();
    }

    /** What a computation gives; null if the rows near the estimate have too little information for it. */
    private static <T> @Nullable T settled(Supplier<@Nullable T> computation) {
        try {
            return computation.get();
        } catch (MathRuntimeException e) {
            return null; // cells that are left out may still tell
        }
    }

    /** The intervals of all coordinates in the making. */
    private static final class Pooled {
        private final Spread left;
        private final double[] jackknife;
        private final double[] centre;
        private final boolean visible;
        private final double[] errors;
        private final double[][] ends;
        private final List<String> unequal = new ArrayList<>();

        Pooled(Spread left, double[] jackknife, double[] centre, boolean visible) {
            this.visible = visible;
            this.left = left;
            this.jackknife = jackknife;
            this.centre = centre;
            errors = jackknife.clone();
            ends = new double[errors.length][];
            Arrays.setAll(ends, k -> new double[] {Double.NaN, Double.NaN});
        }

        void set(int k, Interval interval, Coordinates.Entry entry) {
            if (visible && jackknife[k] > UNEQUAL * interval.error() && !entry.logarithmic()) {
                double reach = left.reach() * jackknife[k];
                unequal.add(String.format(
                        Locale.ROOT, "%s in [%.2f, %.2f]", entry.name(), centre[k] - reach, centre[k] + reach));
            }
            if (!Double.isNaN(errors[k]) && Double.isFinite(interval.reach())) {
                errors[k] = interval.error();
                ends[k][0] = FastMath.min(centre[k], interval.middle() - interval.reach());
                ends[k][1] = FastMath.max(centre[k], interval.middle() + interval.reach());
            }
        }

        Spread spread() {
            return left.with(errors, ends, unequal.isEmpty() ? "" : NOTE + String.join(", ", unequal) + ".");
        }
    }

    private record Interval(double middle, double error, double reach) {}

    private static Interval interval(
            CellScatter.@Nullable Variance scatter,
            double centre,
            RoundingPosterior.@Nullable Moments rounding,
            int coordinate) {
        Interval ofScatter = new Interval(centre, Double.NaN, Double.NEGATIVE_INFINITY);
        if (scatter != null) {
            double error = FastMath.sqrt(scatter.value());
            double quantile = new TDistribution(FastMath.max(1, scatter.degrees())).inverseCumulativeProbability(0.975);
            ofScatter = new Interval(centre, error, quantile * error);
        }
        if (rounding == null) {
            return ofScatter;
        }
        double error = FastMath.sqrt(rounding.variance()[coordinate]);
        Interval ofRounding = new Interval(rounding.mean()[coordinate], error, NORMAL_QUANTILE * error);
        return ofRounding.reach() > ofScatter.reach() ? ofRounding : ofScatter;
    }
}
