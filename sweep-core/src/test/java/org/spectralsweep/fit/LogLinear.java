package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.spectralsweep.law.Expression;
import org.spectralsweep.law.Law;

/**
 * A fit of T = c exp(b1 x1 + b2 x2 + ...), which is {@code survreg(T ~ x1 + x2)} in R, in the numbers that R prints.
 *
 * @param fitted the fit
 * @param coefficients the intercept log c, then b1, b2, ...
 */
record LogLinear(FittedLaw fitted, List<Double> coefficients) {
    static Law law(List<String> columns) {
        Expression formula = Expression.parameter("c");
        if (!columns.isEmpty()) {
            Expression exponent = null;
            for (int k = 0; k < columns.size(); k++) {
                Expression term = Expression.parameter("b" + (k + 1)).times(Expression.column(columns.get(k)));
                exponent = exponent == null ? term : exponent.plus(term);
            }
            formula = formula.times(Objects.requireNonNull(exponent).exp());
        }
        return new Law("T = c * exp(b x)", formula, List.of());
    }

    /** The model for T itself, b0 + b1 x1 + ..., with normal errors; log T for the other three distributions. */
    static Law law(ErrorDistribution errors, List<String> columns) {
        if (errors.isLogarithmic()) {
            return law(columns);
        }
        Expression formula = Expression.parameter("c");
        for (int k = 0; k < columns.size(); k++) {
            formula = formula.plus(Expression.parameter("b" + (k + 1)).times(Expression.column(columns.get(k))));
        }
        return new Law("T = c + b x", formula, List.of());
    }

    static LogLinear fit(ErrorDistribution errors, List<Observation> rows, String... columns) {
        FittedLaw fitted = new LawFit(law(errors, List.of(columns)), errors, new CellJackknife()).to(rows);
        List<Double> coefficients = new ArrayList<>();
        for (ParameterEstimate parameter : fitted.result().parameters()) {
            Double estimate = parameter.estimate();
            double value = estimate == null ? Double.NaN : estimate;
            coefficients.add(errors.isLogarithmic() && parameter.name().equals("c") ? Math.log(value) : value);
        }
        return new LogLinear(fitted, coefficients);
    }

    /** A row; NaN for a bound that is not known, as NA in R's interval2. */
    static Observation row(Map<String, Double> covariates, double lower, double upper, double weight) {
        return new Observation(
                covariates,
                Map.of(),
                Double.isNaN(lower) ? 0 : lower,
                Double.isNaN(upper) ? Double.POSITIVE_INFINITY : upper,
                "all",
                weight);
    }

    double sigma() {
        Double sigma = fitted.result().sigma();
        return sigma == null ? Double.NaN : sigma;
    }

    double logScale() {
        return Math.log(sigma());
    }

    double logLikelihood() {
        return Objects.requireNonNull(fitted.result().scatter()).logLikelihood();
    }

    /** The inverse of the observed information of the coefficients and log sigma. */
    RealMatrix covariance() {
        Estimator estimator = Objects.requireNonNull(fitted.estimator());
        Design design = estimator.design();
        int size = coefficients.size();
        double[] point = new double[size + 1];
        for (int k = 0; k < size; k++) {
            point[k] = coefficients.get(k);
        }
        point[size] = logScale();
        double[][] hessian = new double[size + 1][size + 1];
        new CensoredLikelihood(design, MeanFunction.of(estimator.mean(), design), estimator.errors(), size)
                .derivatives(point, design.weights(), new double[size + 1], hessian);
        for (int k = 0; k <= size; k++) {
            for (int j = 0; j < k; j++) {
                hessian[j][k] = hessian[k][j];
            }
        }
        return MatrixUtils.inverse(MatrixUtils.createRealMatrix(hessian));
    }

    /** Standard errors of the coefficients and of log sigma. */
    List<Double> standardErrors() {
        RealMatrix covariance = covariance();
        List<Double> errors = new ArrayList<>();
        for (int k = 0; k < covariance.getRowDimension(); k++) {
            errors.add(Math.sqrt(covariance.getEntry(k, k)));
        }
        return errors;
    }
}
