package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Amplitude;
import org.spectralsweep.metric.Column;
import org.spectralsweep.metric.GradientConfusion;
import org.spectralsweep.metric.Hamming;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Neighbours;
import org.spectralsweep.metric.View;
import org.spectralsweep.spectral.Normalization;

/** Every name in {@code measurements} and the view that shows it. */
class ShownColumnsTest {
    private static Set<String> names(View view) {
        return ShownColumns.of(view);
    }

    @Test
    void amplitudesAreInSpectra() {
        assertThat(names(View.SPECTRA))
                .containsExactlyInAnyOrder("amplitude_residual", "amplitude_learned", "amplitude_held_out");
    }

    @Test
    void whatHasAnIndexIsInComponents() {
        assertThat(names(View.COMPONENTS))
                .containsExactlyInAnyOrder(
                        "hamming_local_histogram",
                        "hamming_different_class_histogram",
                        "hamming_global_histogram",
                        "confusion_local_histogram",
                        "confusion_different_class_histogram",
                        "confusion_global_histogram",
                        "hyperplane_cosine_histogram",
                        "inradius_histogram",
                        "residual_spectrum",
                        "target_spectrum",
                        "region_map");
    }

    @Test
    void snapshotsAreInLearned() {
        assertThat(names(View.LEARNED))
                .containsExactlyInAnyOrder("snapshot_position", "snapshot_target", "snapshot_learned");
    }

    @Test
    void curvesHoldNumbersWithoutAnIndex() {
        assertThat(names(View.CURVES))
                .contains("training_loss", "region_error", "hamming_local_ratio", "region_map_regions", "inradius")
                .hasSize(55)
                .noneMatch(name -> name.startsWith("amplitude") || name.startsWith("snapshot"))
                .noneMatch(name -> name.endsWith("histogram") || name.endsWith("spectrum"));
    }

    @Test
    void aNameIsInOneView() {
        Set<String> all = new HashSet<>();
        Arrays.stream(View.values()).forEach(view -> names(view)
                .forEach(name -> assertThat(all.add(name)).as(name).isTrue()));
    }

    @Test
    void optionsWriteNothingElse() {
        Neighbours otherClass = new Neighbours(2500, 25, 25, true, 5000);
        for (Metric metric : new Metric[] {
            new Hamming(otherClass, 40),
            new GradientConfusion(otherClass, -0.5, 40, List.of()),
            new Amplitude(Amplitude.Of.LEARNED, List.of(), Normalization.AMPLITUDE)
        }) {
            assertThat(metric.typeWrites()).containsAll(metric.writes());
            assertThat(metric.columns())
                    .isEqualTo(metric.writes().stream().map(Column::name).toList());
            assertThat(metric.columns()).contains(metric.column());
        }
    }
}
