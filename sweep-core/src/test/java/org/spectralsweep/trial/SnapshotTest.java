package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.Snapshot;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

class SnapshotTest {
    private static TrialResult run(String domain, String sampling, String target) {
        return TrialRunner.run((TrialSpec) SpecType.of(TrialSpec.class)
                .read(DefaultLiteral.parse("""
                {domain: %s, sampling: %s, target: %s,
                 network: {width: 256, parameterization: ntk, c-sigma: 1, bias: all},
                 initialization: {weights: {type: normal, std: 1}, bias: {type: normal-bias, std: 1}},
                 optimizer: {type: gradient-descent, learning-rate: auto},
                 thresholds: [], checkpoints: {per-decade: 0, at: [7, 2000]},
                 metrics: [{type: snapshot, points: 16, steps: [0, 2000]}], max-steps: 2000}
                """.formatted(domain, sampling, target)), "trial"));
    }

    private static double[] values(TrialResult result, String metric, long step) {
        return result.measurements().stream()
                .filter(row -> row.metric().equals(metric) && row.step() == step)
                .mapToDouble(Measurement::value)
                .toArray();
    }

    @Test
    void showsWhatIsLearnedBesideTheTarget() {
        TrialResult result =
                run("{type: circle}", "{type: grid, points: 100}", "{type: harmonic, frequency: 1, phase: 0.5}");

        double[] position = values(result, "snapshot_position", 0);
        double[] target = values(result, "snapshot_target", 0);
        assertThat(position).hasSize(16);
        for (int i = 0; i < 16; i++) {
            assertThat(position[i]).isCloseTo(-Math.PI + Math.PI * i / 8, within(1e-15));
            assertThat(target[i]).isCloseTo(Math.sin(position[i] + 0.5), within(1e-15));
        }
        assertThat(values(result, "snapshot_learned", 0)).hasSize(16);
        assertThat(values(result, "snapshot_learned", 7)).isEmpty();
        assertThat(values(result, "snapshot_learned", 2000)).containsExactly(target, within(0.1));
    }

    @Test
    void refusesStepsThatNoTrialHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Snapshot(16, List.of(0L, -1L)))
                .withMessage("steps must be at least 0 but was [0, -1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Snapshot(1, List.of()))
                .withMessage("points must be from 2 to 100000 but was 1");
    }

    @Test
    void takesALineThroughEveryDomain() {
        String plane = "{type: harmonic, frequency: 2}";
        List<TrialResult> results = List.of(
                run("{type: interval, from: -1, to: 1}", "{type: grid, points: 50}", plane),
                run("{type: torus, dimension: 2}", "{type: iid, points: 50}", plane),
                run("{type: cube, dimension: 2}", "{type: iid, points: 50}", plane));
        for (TrialResult result : results) {
            assertThat(result.status()).as("%s", result.course().error()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
            assertThat(values(result, "snapshot_target", 0)[1]).isCloseTo(Math.sin(Math.PI / 4), within(1e-13));
        }
        TrialResult second = run(
                "{type: torus, dimension: 3}",
                "{type: iid, points: 50}",
                "{type: harmonic, frequency: 2, direction: [0, -1, 0]}");
        assertThat(values(second, "snapshot_target", 0)[1]).isCloseTo(-Math.sin(Math.PI / 4), within(1e-13));
        TrialResult sphere =
                run("{type: sphere, dimension: 4}", "{type: iid, points: 50}", "{type: zonal-harmonic, frequency: 1}");
        double[] position = values(sphere, "snapshot_position", 0);
        double[] target = values(sphere, "snapshot_target", 0);
        for (int i = 0; i < 16; i++) {
            assertThat(target[i]).isCloseTo(Math.cos(position[i]), within(1e-13));
        }
    }
}
