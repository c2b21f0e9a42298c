package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.law.Tape;

/**
 * A fitted law that can still be asked: what it says of other points, which cell carries it.
 *
 * <p>It holds the rows it was fitted to. An instance is for one thread.
 */
public final class FittedLaw {
    private final FitResult result;
    private final @Nullable Estimator estimator;
    private final @Nullable Estimate estimate;
    private final Intervals.Spread spread;
    private final List<String> cells;

    /** The law as operations, once somebody asked it. */
    private @Nullable Tape tape;

    FittedLaw(
            FitResult result,
            @Nullable Estimator estimator,
            @Nullable Estimate estimate,
            Intervals.Spread spread,
            List<String> cells) {
        this.result = result;
        this.estimator = estimator;
        this.estimate = estimate;
        this.spread = spread;
        this.cells = List.copyOf(cells);
    }

    /** The numbers. */
    public FitResult result() {
        return result;
    }

    @Nullable
    Estimator estimator() {
        return estimator;
    }

    @Nullable
    Estimate estimate() {
        return estimate;
    }

    /** The coordinates to show; they are the estimate's unless the intervals have others. */
    @Nullable
    Estimate centre() {
        return estimate == null ? null : new Estimate(spread.centre(estimate), estimate.sigma(), estimate.ending());
    }

    Intervals.Spread spread() {
        return spread;
    }

    /** The coordinates without each cell; empty where the intervals do not leave cells out. */
    List<double[]> withoutEachCell() {
        return spread.without();
    }

    /** Whether there is an estimate. */
    public boolean isEstimated() {
        return estimate != null;
    }

    /**
     * What the law says of a point. NaN where nothing was estimated, where the point has a level that no row has, or
     * where the law has no finite value.
     *
     * @param covariates the law's columns
     * @param levels values of the columns that its parameters are indexed by
     * @throws IllegalArgumentException if a column is missing
     */
    public Prediction at(Map<String, Double> covariates, Map<String, String> levels) {
        if (estimator == null || estimate == null) {
            return new Prediction(Double.NaN, null, null);
        }
        Mean mean = estimator.mean();
        double[] row = mean.row(new Observation(covariates, levels, 1, 1, "", 1));
        for (int k = mean.law().columns().size(); k < row.length; k++) {
            if (row[k] < 0) {
                return new Prediction(Double.NaN, null, null);
            }
        }
        double value = mean(spread.centre(estimate), row);
        if (spread.without().isEmpty()) {
            return new Prediction(shown(value), null, null);
        }
        double squares = 0;
        for (double[] other : spread.without()) {
            double change = mean(other, row) - value;
            squares += change * change;
        }
        int count = spread.without().size();
        double reach = spread.reach() * FastMath.sqrt((count - 1.0) / count * squares);
        return Double.isFinite(reach)
                ? new Prediction(shown(value), shown(value - reach), shown(value + reach))
                : new Prediction(shown(value), null, null);
    }

    private double mean(double[] coordinates, double[] row) {
        double[] values = coordinates.clone();
        for (int k = 0; k < values.length; k++) {
            values[k] = isLeftOut(k) ? 0 : values[k];
        }
        if (tape == null) {
            tape = Objects.requireNonNull(estimator).mean().tape();
        }
        return tape.value(values, row);
    }

    private boolean isLeftOut(int k) {
        return Double.isNaN(Objects.requireNonNull(estimate).coordinates()[k]);
    }

    private double shown(double mean) {
        return Objects.requireNonNull(estimator).mean().logarithmic() ? FastMath.exp(mean) : mean;
    }

    /** What each cell does to each estimated parameter; empty where the intervals do not leave cells out. */
    public List<Influence> influence() {
        List<Influence> influence = new ArrayList<>();
        double[] errors = spread.standardErrors();
        if (estimator == null || estimate == null || errors == null) {
            return influence;
        }
        for (int c = 0; c < spread.without().size(); c++) {
            double[] without = spread.without().get(c);
            for (int k = 0; k < without.length; k++) {
                if (!isLeftOut(k)) {
                    Coordinates.Entry entry =
                            estimator.mean().coordinates().entries().get(k);
                    double change = spread.centre(estimate)[k] - without[k];
                    influence.add(new Influence(
                            cells.get(c), entry.name(), entry.shown(without[k]), change == 0 ? 0 : change / errors[k]));
                }
            }
        }
        return influence;
    }
}
