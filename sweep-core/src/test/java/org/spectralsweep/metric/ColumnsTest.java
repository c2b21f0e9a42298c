package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.spectral.Normalization;

/** The names of what each metric writes, which tables, specs and notebooks know it by. */
class ColumnsTest {
    private static final Windows WINDOWS = new Windows(1, 2, 0, 1, 0.4, 0.6);
    private static final Neighbours NEIGHBOURS = new Neighbours(1, 1, 1, false, 1);
    private static final Neighbours OTHERS = new Neighbours(1, 1, 1, true, 1);

    private static Amplitude amplitude(Amplitude.Of of) {
        return new Amplitude(of, List.of(), Normalization.AMPLITUDE);
    }

    private static GradientConfusion confusion(Pairing pairing) {
        return new GradientConfusion(pairing, -0.5, 0, List.of());
    }

    /** Each metric, its own name, and all names in order. */
    static Stream<Arguments> table() {
        return Stream.of(
                arguments(new TrainingLoss(), "training_loss", "training_loss"),
                arguments(new RegionError(), "region_error", "region_error"),
                arguments(amplitude(Amplitude.Of.RESIDUAL), "amplitude_residual", "amplitude_residual"),
                arguments(amplitude(Amplitude.Of.LEARNED), "amplitude_learned", "amplitude_learned"),
                arguments(new DeadUnits(), "dead_units", "dead_units"),
                arguments(new ActiveShare(1), "active_share", "active_share"),
                arguments(new GateFlips(1), "gate_flips", "gate_flips"),
                arguments(new KernelDrift(1), "kernel_drift", "kernel_drift"),
                arguments(new EmpiricalKernel(1, 1), "empirical_kernel_eigenvalue", "empirical_kernel_eigenvalue"),
                arguments(
                        new EmpiricalKernel(2, 1, 1),
                        "empirical_kernel_eigenvalue",
                        "empirical_kernel_eigenvalue empirical_kernel_eigenvalue_smallest"
                                + " empirical_kernel_condition_number empirical_kernel_effective_rank"
                                + " empirical_kernel_spectral_position"),
                arguments(new Curvature(List.of()), "eta_lambda_max", "eta_lambda_max eta_lambda_max_limit"),
                arguments(
                        new Snapshot(2, List.of()),
                        "snapshot_learned",
                        "snapshot_position snapshot_target snapshot_learned"),
                arguments(
                        new Hamming(WINDOWS, 0),
                        "hamming_local",
                        "hamming_local hamming_local_ratio hamming_local_histogram"
                                + " hamming_global hamming_global_ratio hamming_global_histogram"),
                arguments(
                        new Hamming(NEIGHBOURS, 0),
                        "hamming_local",
                        "hamming_local hamming_local_ratio hamming_local_histogram"
                                + " hamming_global hamming_global_ratio hamming_global_histogram"),
                arguments(
                        new Hamming(OTHERS, 0),
                        "hamming_different_class",
                        "hamming_different_class hamming_different_class_ratio hamming_different_class_histogram"
                                + " hamming_global hamming_global_ratio hamming_global_histogram"),
                arguments(new ActivationRegions(), "activation_regions", "activation_regions activation_regions_share"),
                arguments(
                        confusion(WINDOWS),
                        "confusion_local",
                        "confusion_local confusion_local_magnitude confusion_local_positive confusion_local_below"
                                + " confusion_local_minimum confusion_local_histogram"
                                + " confusion_global confusion_global_magnitude confusion_global_positive"
                                + " confusion_global_below confusion_global_minimum confusion_global_histogram"),
                arguments(
                        confusion(OTHERS),
                        "confusion_different_class",
                        "confusion_different_class confusion_different_class_magnitude"
                                + " confusion_different_class_positive confusion_different_class_below"
                                + " confusion_different_class_minimum confusion_different_class_histogram"
                                + " confusion_global confusion_global_magnitude confusion_global_positive"
                                + " confusion_global_below confusion_global_minimum confusion_global_histogram"),
                arguments(new Psnr(), "psnr", "mean_squared_error psnr mean_squared_error_held_out psnr_held_out"),
                arguments(
                        new TestError(1, List.of()),
                        "test_error",
                        "test_error test_error_held_out learnability amplitude_held_out"),
                arguments(new ResidualSpectrum(), "residual_spectrum", "residual_spectrum target_spectrum"),
                arguments(
                        new RegionMap(1, List.of(0.0, 0.0, 1.0, 1.0), List.of()),
                        "region_map",
                        "region_map region_map_regions"),
                arguments(new SpectralNorms(), "spectral_norm", "spectral_norm"),
                arguments(
                        new HyperplaneAngles(1, 2),
                        "hyperplane_cosine",
                        "hyperplane_cosine hyperplane_cosine_positive hyperplane_cosine_magnitude"
                                + " hyperplane_cosine_histogram"),
                arguments(new Inradius(1, 0, -1, 1, 1, 1), "inradius", "inradius inradius_median inradius_histogram"),
                arguments(
                        new BoundaryDistance(1),
                        "boundary_distance",
                        "boundary_distance boundary_distance_median boundary_distance_local"
                                + " boundary_distance_local_median"),
                arguments(new Accuracy(), "accuracy", "accuracy"),
                arguments(
                        new LinearPieces(List.of(), List.of(), List.of()),
                        "linear_pieces",
                        "linear_pieces activation_pieces linear_pieces_density"),
                arguments(
                        new PlaneRegions(List.of(), List.of(), List.of(), List.of(), List.of()),
                        "plane_regions",
                        "plane_regions plane_regions_density plane_region_area plane_region_area_median"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void haveTheseNames(Metric metric, String own, String all) {
        assertThat(metric.column()).isEqualTo(own);
        assertThat(metric.columns()).containsExactly(all.split(" "));
    }

    @Test
    void ofEveryMetricAreInTheTable() {
        Set<Class<?>> listed = table().map(
                        row -> Objects.requireNonNull(row.get()[0]).getClass())
                .collect(Collectors.toSet());
        assertThat(listed).isEqualTo(Set.of(Metric.class.getPermittedSubclasses()));
    }
}
