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
                ResidualSpectrum,
                RegionMap,
                SpectralNorms,
                HyperplaneAngles,
                Inradius,
                BoundaryDistance,
                Accuracy,
                LinearPieces,
                PlaneRegions {
    /** The metric's name in tables. */
    String column();

    /** Every name in column {@code metric} of the rows that it may write. */
    default List<String> columns() {
        return List.of(column());
    }

    /**
     * Refuses a trial in which the metric measures nothing.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    default void check(Scene scene) {}

    /** Measures the network that the probe shows. Modifies nothing. */
    List<Measurement> measure(Probe probe);
}
