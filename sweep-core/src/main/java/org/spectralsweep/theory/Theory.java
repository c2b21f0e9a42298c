package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.metric.Column;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.View;

/**
 * Spectra of a trial, computed from its kernel alone, whether the network is trained or not. Its values are rows of
 * the {@code measurements} table at step 0; predicted curves have rows at the checkpoints.
 */
public sealed interface Theory
        permits HarmonicCoefficients,
                KernelSpectrum,
                Eigenfunctions,
                LocalFrequency,
                TargetProjection,
                PredictedCurve,
                ExpectedActiveShare,
                LearningCurve,
                KernelRegression {
    /** The names that its rows may have in column {@code metric}. */
    List<String> columns();

    /** The same with the view that shows them. */
    default List<Column> writes() {
        return columns().stream().map(View.NTK::column).toList();
    }

    /**
     * Refuses, before anything is computed, a trial for which this is meaningless or has no formula.
     *
     * @throws IllegalArgumentException naming the field, its constraint and its value
     */
    void check(TheoryScene scene);

    /**
     * The order of the matrix whose eigenvectors it needs, on which its cost depends; 0 if it needs none.
     *
     * @param samples n of the trial
     */
    double order(double samples);

    /**
     * The same where the samples are drawn from a finite set of points.
     *
     * @param population M, how many points the set has
     */
    default double order(double samples, double population) {
        return order(samples);
    }

    /**
     * How many values of a kernel it needs beside that matrix.
     *
     * @param samples n of the trial
     */
    default double kernelValues(double samples) {
        return 0;
    }

    /** Computes the rows once {@link #check} has passed. Deterministic. */
    List<Measurement> compute(TheoryScene scene);
}
