package org.spectralsweep.metric;

import java.util.List;

/**
 * What is measured at a checkpoint: an algorithm, its options, and the id of the column that it fills. Its values are
 * rows of the {@code measurements} table, so a new metric needs no new column there.
 */
public sealed interface Metric
        permits TrainingLoss,
                RegionError,
                Amplitude,
                DeadUnits,
                GateFlips,
                KernelDrift,
                EmpiricalKernel,
                Snapshot,
                Hamming,
                ActivationRegions,
                GradientConfusion,
                Psnr,
                TestError,
                ResidualSpectrum,
                RegionMap,
                SpectralNorms,
                HyperplaneAngles,
                Inradius,
                BoundaryDistance,
                Accuracy,
                Curvature,
                LinearPieces,
                PlaneRegions,
                ActiveShare {
    /** The metric's name in tables. */
    String column();

    /** Every column that it may write. */
    default List<Column> writes() {
        return View.CURVES.columns(column());
    }

    /** Every column that a metric of its type may write, whatever its options. */
    default List<Column> typeWrites() {
        return writes();
    }

    /** The names of the columns that it may write. */
    default List<String> columns() {
        return writes().stream().map(Column::name).toList();
    }

    /**
     * Refuses a trial in which the metric measures nothing.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    default void check(Scene scene) {}

    /**
     * Whether it is about the gates of relu or leaky-relu units, or about the pieces on which such a network is affine.
     */
    default boolean needsRectifiers() {
        return false;
    }

    /** The steps at which it measures; empty means every checkpoint. */
    default List<Long> steps() {
        return List.of();
    }

    /**
     * About what a measurement costs, in flops at the rate of large matrix products. It is a guess, which what runs
     * have taken corrects.
     */
    double flops(MetricSize size);

    /** Measures the network that the probe shows. Modifies nothing. */
    List<Measurement> measure(Probe probe);

    /** Whether it compares each network with the one at the first checkpoint, which the scene then holds. */
    default boolean comparesWithStart() {
        return false;
    }

    /**
     * Has the scene hold what later networks are compared with, as the measurement at step 0 does. A training that goes
     * on from a saved state needs it, since its scene is new.
     *
     * @param start shows the network at its initial weights; its outputs are not read
     */
    default void remember(Probe start) {}
}
