package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Counted;

/**
 * 95 % intervals by leaving out one cell after the other. A cell is one grid point of the sweep with all its seeds and
 * regions; its rows share whatever makes it depart from the law. With t the estimate from all G cells, t_g the one
 * without cell g and k the number of estimated coordinates
 *
 * <pre>interval = t +- t_{0.975, G-k} s,   s^2 = (G-1)/G sum_g (t_g - t)^2</pre>
 *
 * <p>s^2 is the cluster jackknife CV3 (MacKinnon, Nielsen and Webb 2023, J. Appl. Econometrics 38, 671); the degrees of
 * freedom are fewer than their G - 1. It does not cover where checkpoints round the times of all cells alike; {@link
 * PooledCells} does. It needs G of at least k + 2. Nothing is drawn at random.
 *
 * <p>It costs G fits; beyond {@value #MOST_REFITS} cells each is one Newton step from the estimate of all.
 *
 * @param mostRefits number of cells up to which each is refitted to the end
 */
public record CellJackknife(int mostRefits) implements Intervals {
    /** Up to this number of cells all refits are complete. */
    public static final int MOST_REFITS = 200;

    /** The jackknife with complete refits up to {@value #MOST_REFITS} cells. */
    public CellJackknife() {
        this(MOST_REFITS);
    }

    @Override
    public String label() {
        return "jackknife";
    }

    @Override
    public Spread spread(Estimator estimator, Estimate all) {
        int cells = (int) Arrays.stream(estimator.design().cell()).distinct().count();
        int parameters = estimator.estimated();
        if (cells < parameters + 2) {
            return Spread.none(Counted.are(cells, "cell") + " too few for intervals of "
                    + Counted.of(parameters, "parameter") + ": at least " + (parameters + 2) + " are needed.");
        }
        List<double[]> without =
                cells > mostRefits && all.sigma() > 0 ? oneStep(estimator, all) : refits(estimator, all);
        if (without.isEmpty()) {
            return Spread.none("Without one of the cells the law is not determined.");
        }
        double[] errors = new double[all.coordinates().length];
        for (int k = 0; k < errors.length; k++) {
            double squares = 0;
            for (double[] estimate : without) {
                double change = estimate[k] - all.coordinates()[k];
                squares += change * change;
            }
            errors[k] = FastMath.sqrt((cells - 1.0) / cells * squares);
        }
        double reach = new TDistribution(cells - parameters).inverseCumulativeProbability(0.975);
        return new Spread(errors, reach, 0, without);
    }

    private static List<double[]> refits(Estimator estimator, Estimate all) {
        List<double[]> without = new ArrayList<>();
        Design design = estimator.design();
        for (int cell : Arrays.stream(design.cell()).distinct().sorted().toArray()) {
            double[] weights = design.without(cell);
            Estimate rest = estimator.determines(weights) ? estimator.estimate(weights, all) : null;
            if (rest == null || !rest.converged()) {
                return List.of();
            }
            without.add(rest.coordinates());
        }
        return without;
    }

    private static List<double[]> oneStep(Estimator estimator, Estimate all) {
        List<double[]> without = new ArrayList<>();
        for (double @Nullable [] moved : estimator.oneStepWithoutEachCell(all)) {
            if (moved == null) {
                return List.of();
            }
            without.add(moved);
        }
        return without;
    }
}
