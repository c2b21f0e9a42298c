package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hipparchus.util.FastMath;
import org.spectralsweep.fit.Estimator.Estimate;

/**
 * The part that both methods share: rows in canonical order, what is identified, the estimate, its intervals, the
 * status.
 *
 * @param law the law to fit
 * @param estimator the method
 * @param bootstrap gives the intervals
 */
record LawFit(ScalingLaw law, Estimator estimator, CellBootstrap bootstrap) {
    FitResult of(List<Observation> observations) {
        Summary summary = new Summary(observations);
        Design all = Design.of(law, observations);
        Design rows = estimator.rows(all);
        if (rows.rows() < all.rows()) {
            summary.say(FitStatus.OK, (all.rows() - rows.rows()) + " censored rows were dropped.");
        }
        int parameters = law.parameters().size();
        boolean bounded = false;
        for (int i = 0; i < all.rows(); i++) {
            bounded |= all.isBounded(i);
        }
        if (all.rows() > 0 && !bounded) {
            return summary.nothing(FitStatus.ALL_CENSORED, "No row bounds its time from both sides.");
        }
        if (rows.rows() < parameters) {
            return summary.nothing(
                    FitStatus.TOO_FEW_POINTS, rows.rows() + " rows cannot determine " + parameters + " parameters.");
        }
        double[] once = new double[rows.rows()];
        Arrays.fill(once, 1);
        List<Integer> kept = rows.independentColumns(once);
        for (int k = 0; k < parameters; k++) {
            if (!kept.contains(k)) {
                String covariate = law.identifiedBy().get(k - 1);
                summary.say(
                        FitStatus.NOT_IDENTIFIED,
                        law.parameters().get(k) + " is left out because " + covariate
                                + " does not vary by itself: c holds its effect.");
            }
        }
        Design design = rows.columns(kept);
        Estimate estimate = estimator.estimate(design, once);
        if (!estimate.converged()) {
            return summary.nothing(
                    FitStatus.NOT_CONVERGED,
                    "The likelihood has no finite maximum: the censored rows leave a parameter without a bound.");
        }
        if (estimate.sigma() == 0) {
            summary.say(FitStatus.PERFECT_FIT, "The law passes through every row.");
        }
        return summary.result(kept, estimate, bootstrap.spread(estimator.forResamples(), design));
    }

    /** Collects the notes about a fit and puts the result together. */
    private final class Summary {
        private final int points;
        private final int censored;
        private final int cells;
        private final List<String> notes = new ArrayList<>();
        private FitStatus status = FitStatus.OK;

        Summary(List<Observation> observations) {
            points = observations.size();
            censored = (int)
                    observations.stream().filter(Observation::isRightCensored).count();
            cells = (int)
                    observations.stream().map(Observation::cell).distinct().count();
        }

        void say(FitStatus reason, String note) {
            status = Collections.min(List.of(status, reason));
            notes.add(note);
        }

        FitResult nothing(FitStatus reason, String note) {
            say(reason, note);
            List<ParameterEstimate> none =
                    law.parameters().stream().map(ParameterEstimate::none).toList();
            return new FitResult(
                    law, estimator.method(), none, null, points, censored, cells, 0, status, String.join(" ", notes));
        }

        FitResult result(List<Integer> kept, Estimate estimate, CellBootstrap.Spread spread) {
            if (spread.standardErrors() == null) {
                say(FitStatus.NO_INTERVAL, spread.problem());
            }
            List<ParameterEstimate> parameters = new ArrayList<>();
            for (int k = 0; k < law.parameters().size(); k++) {
                int column = kept.indexOf(k);
                String name = law.parameters().get(k);
                parameters.add(column < 0 ? ParameterEstimate.none(name) : parameter(name, column, estimate, spread));
            }
            return new FitResult(
                    law,
                    estimator.method(),
                    parameters,
                    estimate.sigma(),
                    points,
                    censored,
                    cells,
                    spread.redrawn(),
                    status,
                    String.join(" ", notes));
        }

        private ParameterEstimate parameter(String name, int column, Estimate estimate, CellBootstrap.Spread spread) {
            double value = estimate.coefficients()[column];
            boolean factor = column == 0;
            double shown = factor ? FastMath.exp(value) : value;
            double[] errors = spread.standardErrors();
            if (errors == null) {
                return new ParameterEstimate(name, shown, null, null, null);
            }
            double reach = spread.reach() * errors[column];
            return new ParameterEstimate(
                    name,
                    shown,
                    factor ? shown * errors[column] : errors[column],
                    factor ? FastMath.exp(value - reach) : value - reach,
                    factor ? FastMath.exp(value + reach) : value + reach);
        }
    }
}
