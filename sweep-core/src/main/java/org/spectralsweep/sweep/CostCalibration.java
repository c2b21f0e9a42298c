package org.spectralsweep.sweep;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.util.FastMath;

/**
 * What earlier runs on this processor tell about the cost of a sweep. The cost model is wrong by a factor about each
 * part of a cost. The logarithms of these factors are taken as a Gaussian process (Rasmussen and Williams 2006, Eqs.
 * 2.22 to 2.24). Its prior says how wrong a guess may be, that factors of the same engine or metric are alike, and more
 * so at like sizes. What earlier runs took are observations of it with noise, since runs scatter.
 */
public final class CostCalibration {
    /** Without any earlier run, so that the cost model's guesses stand. */
    public static final CostCalibration NONE = new CostCalibration(List.of());

    /** The part of the scatter of a total that no term explains, as a standard deviation of its logarithm. */
    private static final double OTHER = 0.08;

    /** Standard deviation of the logarithm of a second's measurement, which falls with the root of the time. */
    private static final double SHORT = 0.15;

    private final List<CostObservation> observations;
    private final RealVector weights;
    private final RealMatrix inverse;

    /** Learns from observations: an algorithm of cubic cost in their number. */
    public CostCalibration(List<CostObservation> observations) {
        this.observations = List.copyOf(observations);
        int n = observations.size();
        if (n == 0) {
            weights = new ArrayRealVector();
            inverse = new Array2DRowRealMatrix();
            return;
        }
        double[][] covariance = new double[n][n];
        double[] ratios = new double[n];
        for (int i = 0; i < n; i++) {
            CostObservation one = observations.get(i);
            ratios[i] = one.logRatio() - expected(one.terms());
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = covariance(one.terms(), observations.get(j).terms());
                covariance[j][i] = covariance[i][j];
            }
            covariance[i][i] += scatter(one.terms()) + SHORT * SHORT / one.seconds();
        }
        inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false))
                .getSolver()
                .getInverse();
        weights = inverse.operate(new ArrayRealVector(ratios, false));
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return observations.isEmpty();
    }

    /** The factor by which the cost model's guess is to be multiplied: the median of what is likely. */
    public double factor(List<CostTerm> terms) {
        return FastMath.exp(expected(terms)
                + (observations.isEmpty() ? 0 : covariances(terms).dotProduct(weights)));
    }

    /**
     * A total of many portions. Its logarithm is taken as normal, and its variance follows from those of the portions,
     * weighted by their shares.
     */
    public CostInterval total(List<CostPortion> portions) {
        int n = portions.size();
        double[] seconds = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            seconds[i] = portions.get(i).seconds() * factor(portions.get(i).terms());
            total += seconds[i];
        }
        if (!(total > 0)) {
            return new CostInterval(0, 0, 0);
        }
        double variance = OTHER * OTHER + SHORT * SHORT / Math.max(1, total);
        RealVector known = new ArrayRealVector(observations.size());
        for (int i = 0; i < n; i++) {
            double share = seconds[i] / total;
            for (int j = 0; j < n; j++) {
                variance += share
                        * seconds[j]
                        / total
                        * covariance(portions.get(i).terms(), portions.get(j).terms());
            }
            if (!observations.isEmpty()) {
                known = known.add(covariances(portions.get(i).terms()).mapMultiply(share));
            }
        }
        double explained = observations.isEmpty() ? 0 : known.dotProduct(inverse.operate(known));
        return CostInterval.of(total, FastMath.sqrt(Math.max(OTHER * OTHER, variance - explained)));
    }

    private RealVector covariances(List<CostTerm> terms) {
        double[] values = new double[observations.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = covariance(terms, observations.get(i).terms());
        }
        return new ArrayRealVector(values, false);
    }

    private static double covariance(List<CostTerm> some, List<CostTerm> others) {
        double sum = 0;
        for (CostTerm one : some) {
            for (CostTerm other : others) {
                sum += one.weight() * other.weight() * one.covariance(other);
            }
        }
        return sum;
    }

    private static double expected(List<CostTerm> terms) {
        return terms.stream()
                .mapToDouble(term -> term.weight() * term.expected())
                .sum();
    }

    private static double scatter(List<CostTerm> terms) {
        double sum = 0;
        for (CostTerm term : terms) {
            sum += Math.abs(term.weight()) * term.kind().scatter * term.kind().scatter;
        }
        return sum;
    }
}
