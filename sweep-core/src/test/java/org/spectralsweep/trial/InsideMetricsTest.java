package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** Norms, angles, inradii and boundary distances of a trial with encoded inputs and a deep network. */
class InsideMetricsTest {
    private static TrialResult run() {
        return TrialRunner.run((TrialSpec) SpecType.of(TrialSpec.class).read(DefaultLiteral.parse("""
                {domain: {type: cube, dimension: 2, from: 0},
                 sampling: {type: grid, points: 64},
                 target: {type: harmonic, frequency: 2},
                 encoding: {type: positional, octaves: 2},
                 network: {width: 24, hidden-layers: 3, parameterization: standard, bias: all},
                 initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}},
                 optimizer: {type: adam, learning-rate: 0.01},
                 thresholds: [{name: five-per-cent, convention: relative-mse, delta: 0.0001, scope: global}],
                 metrics: [{type: spectral-norms}, {type: hyperplane-angles}, {type: boundary-distance, points: 32},
                           {type: inradius, points: 20, largest: 1}],
                 checkpoints: {at: [20]},
                 max-steps: 20}
                """), "trial"));
    }

    private static double value(TrialResult result, String metric, String scope, long step) {
        List<Double> found = result.measurements().stream()
                .filter(row -> row.metric().equals(metric)
                        && row.scope().equals(scope)
                        && row.step() == step
                        && row.index() == 0)
                .map(Measurement::value)
                .toList();
        assertThat(found).as(metric).hasSize(1);
        return found.get(0);
    }

    @Test
    void everyQuantityIsMeasuredAndMovesInTraining() {
        TrialResult result = run();

        for (String metric : List.of(
                "spectral_norm",
                "hyperplane_cosine",
                "hyperplane_cosine_positive",
                "hyperplane_cosine_magnitude",
                "boundary_distance",
                "boundary_distance_median",
                "boundary_distance_local",
                "boundary_distance_local_median",
                "inradius",
                "inradius_median")) {
            double before = value(result, metric, "all", 0);
            double after = value(result, metric, "all", 20);
            assertThat(before).as(metric).isFinite().isNotEqualTo(after);
            assertThat(after).as(metric).isFinite();
        }
        double product = 1;
        for (int layer = 1; layer <= 4; layer++) {
            product *= value(result, "spectral_norm", "layer:" + layer, 20);
        }
        assertThat(value(result, "spectral_norm", "all", 20)).isEqualTo(product, within(1e-12 * product));
    }

    @Test
    void densitiesIntegrateToOne() {
        TrialResult result = run();
        assertThat(integral(result, "hyperplane_cosine_histogram", 40, 2)).isEqualTo(1, within(1e-12));
        assertThat(integral(result, "inradius_histogram", 50, 1)).isEqualTo(1, within(1e-12));
    }

    private static double integral(TrialResult result, String metric, int bins, double length) {
        List<Measurement> density = result.measurements().stream()
                .filter(row -> row.metric().equals(metric) && row.step() == 20)
                .toList();
        assertThat(density).hasSize(bins);
        return density.stream().mapToDouble(Measurement::value).sum() * length / bins;
    }
}
