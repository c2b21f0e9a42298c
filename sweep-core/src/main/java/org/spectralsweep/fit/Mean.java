package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.law.Expression;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Linearity;
import org.spectralsweep.law.Tape;

/**
 * What the observations scatter about, as a function of a law's coordinates: log T, or T itself for additive errors.
 *
 * @param law the law
 * @param coordinates its numbers
 * @param expression the mean as a formula of them
 * @param logarithmic whether the mean is one of log T
 */
record Mean(Law law, Coordinates coordinates, Expression expression, boolean logarithmic) {
    static Mean of(Law law, List<Observation> observations, boolean logarithmic) {
        return new Mean(
                law,
                Coordinates.of(law, observations, logarithmic),
                logarithmic ? law.logarithmInCoordinates() : law.timeInCoordinates(),
                logarithmic);
    }

    /** The coordinates in which the mean is linear while the others are held, none of them bounded. */
    List<Integer> linear() {
        Set<String> names = Linearity.linearParameters(expression);
        List<Integer> linear = new ArrayList<>();
        for (int k = 0; k < coordinates.size(); k++) {
            Coordinates.Entry entry = coordinates.entries().get(k);
            if (names.contains(entry.parameter().name()) && !entry.parameter().isBounded()) {
                linear.add(k);
            }
        }
        return linear;
    }

    boolean isLinear() {
        return linear().size() == coordinates.size();
    }

    /** The mean as operations on a row of {@link #row}. */
    Tape tape() {
        List<String> columns = law.columns();
        List<String> estimated = law.estimated();
        return new Tape(
                expression,
                columns::indexOf,
                coefficient -> coordinates.first(coefficient.name()),
                coefficient -> columns.size() + estimated.indexOf(coefficient.name()));
    }

    /**
     * An observation's columns, then for each estimated parameter which of its levels the observation has.
     *
     * @throws IllegalArgumentException if a column is missing
     */
    double[] row(Observation observation) {
        List<String> columns = law.columns();
        List<String> estimated = law.estimated();
        double[] row = new double[columns.size() + estimated.size()];
        for (int k = 0; k < columns.size(); k++) {
            Double value = observation.covariates().get(columns.get(k));
            if (value == null) {
                throw new IllegalArgumentException("covariates must contain \"" + columns.get(k) + "\" but were "
                        + observation.covariates().keySet());
            }
            row[k] = value;
        }
        for (int k = 0; k < estimated.size(); k++) {
            if (!law.levels(estimated.get(k)).isEmpty()) {
                row[columns.size() + k] = coordinates.levelOf(law, estimated.get(k), observation);
            }
        }
        return row;
    }

    /** Rows of many observations; equal ones are looked up once. */
    double[][] rows(List<Observation> observations) {
        Map<List<Object>, double[]> known = new HashMap<>();
        double[][] rows = new double[observations.size()][];
        for (int i = 0; i < rows.length; i++) {
            Observation row = observations.get(i);
            rows[i] = known.computeIfAbsent(List.of(row.covariates(), row.levels()), key -> row(row));
        }
        return rows;
    }
}
