package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;

class TrialIdTest {
    private enum Changes {
        BOTH,
        TRIAL,
        NEITHER
    }

    private record Change(String literal, Changes changes) {}

    /** For every component of a trial, another value and the ids that it changes. */
    private static final Map<String, Change> OTHER = Map.ofEntries(
            Map.entry("domain", new Change("{type: interval}", Changes.BOTH)),
            Map.entry("density", new Change("{type: uniform}", Changes.BOTH)),
            Map.entry("sampling", new Change("{type: grid, step: 0.01}", Changes.BOTH)),
            Map.entry("target", new Change("{type: harmonic, frequency: 5, phase: random}", Changes.BOTH)),
            Map.entry("unit-norm-target", new Change("false", Changes.BOTH)),
            Map.entry("encoding", new Change("{type: positional, octaves: 1}", Changes.BOTH)),
            Map.entry("label-noise", new Change("0.01", Changes.BOTH)),
            Map.entry("network", new Change("{width: 8}", Changes.BOTH)),
            Map.entry("initialization", new Change("{weights: {type: he}}", Changes.BOTH)),
            Map.entry("optimizer", new Change("{type: gradient-descent, learning-rate: 0.003}", Changes.BOTH)),
            Map.entry("loss", new Change("half-mean", Changes.BOTH)),
            Map.entry("precision", new Change("float32", Changes.BOTH)),
            Map.entry("engine", new Change("shallow", Changes.BOTH)),
            Map.entry("simd", new Change("scalar", Changes.NEITHER)),
            Map.entry("replicate", new Change("1", Changes.BOTH)),
            Map.entry("seeds", new Change("{init: 1}", Changes.BOTH)),
            Map.entry("thresholds", new Change("[{name: regions, convention: half-sum, delta: 0.05}]", Changes.TRIAL)),
            Map.entry("stop-when", new Change("[regions]", Changes.TRIAL)),
            Map.entry("checkpoints", new Change("{per-decade: 9}", Changes.TRIAL)),
            Map.entry("metrics", new Change("[]", Changes.TRIAL)),
            Map.entry("theory", new Change("[{type: kernel-spectrum}]", Changes.TRIAL)),
            Map.entry("budget-factor", new Change("4", Changes.NEITHER)),
            Map.entry("max-steps", new Change("10", Changes.NEITHER)),
            Map.entry("timeout-seconds", new Change("10", Changes.NEITHER)),
            Map.entry("save-every-seconds", new Change("60", Changes.NEITHER)),
            Map.entry("keep-weights", new Change("[0, end]", Changes.NEITHER)));

    @Test
    void idsDoNotChange() {
        TrialId.Former dense = TrialId.former(dense(TrialExamples.base())).orElseThrow();
        assertThat(dense.trajectory()).isEqualTo("d2fdb748de115470993bb31b888984cc");
        assertThat(dense.trial()).isEqualTo("91929ee44cb48496c68e03e250b91179");
        assertThat(TrialId.of(TrialExamples.base())).isEqualTo("d182e13c55dc21622e8d1e0922e191a6");
    }

    /** Only dense networks in float32 are computed in another way than once, and none draws anything else. */
    @Test
    void aVersionOfAnEngineEntersItsOwnTrialsOnly() {
        TrialSpec dense = dense(TrialExamples.base());
        assertThat(TrialId.trajectory(dense)).isEqualTo("af4d625cc8f76b4182485b08efdf29f9");
        assertThat(TrialId.draws(dense)).isEqualTo("d2fdb748de115470993bb31b888984cc");
        TrialSpec wide = TrialExamples.with(
                TrialExamples.with("network", "{width: 8, hidden-layers: 2}"), "precision", "float64");
        assertThat(wide.engine()).isEqualTo(EngineChoice.DENSE);
        assertThat(TrialId.former(wide)).isEmpty();
        assertThat(TrialId.trajectory(wide)).isEqualTo(TrialId.draws(wide));
        TrialSpec shallow = TrialExamples.with(dense, "engine", "shallow");
        assertThat(shallow.precision()).isEqualTo(PrecisionChoice.FLOAT32);
        assertThat(TrialId.former(shallow)).isEmpty();
        assertThat(TrialId.draws(shallow)).isEqualTo(TrialId.draws(dense));
        assertThat(TrialId.former(TrialExamples.base())).isEmpty();
    }

    /** The trial as it was when there was one engine and one default precision. */
    private static TrialSpec dense(TrialSpec trial) {
        return TrialExamples.with(TrialExamples.with(trial, "precision", "float32"), "engine", "dense");
    }

    /**
     * One trial of every early variant, so that a component added to any record without {@code addedLater} shows here.
     */
    @Test
    void idsOfAllVariantsDoNotChange() {
        String ids = TrialExamples.first().stream()
                .map(TrialIdTest::dense)
                .map(trial -> TrialId.former(trial).orElseThrow().trial())
                .sorted()
                .collect(Collectors.joining(","));
        assertThat(TrialId.hash(ids)).isEqualTo("ac8e0adeeedc496381467f40d1a29256");
    }

    @Test
    void everyComponentChangesTheIdsItShould() {
        RecordType trial = (RecordType) SpecType.of(TrialSpec.class);
        // A rate that is a number, as in the base trial, takes no factor; it is tried below.
        assertThat(trial.keys()).contains("rate-factor");
        List<String> keys =
                trial.keys().stream().filter(key -> !key.equals("rate-factor")).toList();
        assertThat(OTHER.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        String trajectory = TrialId.trajectory(TrialExamples.base());
        String id = TrialId.of(TrialExamples.base());
        TrialSpec automatic = TrialExamples.with("optimizer", "{type: gradient-descent, learning-rate: auto}");
        TrialSpec twice = TrialExamples.with(automatic, "rate-factor", "2");
        assertThat(TrialId.trajectory(twice)).isNotEqualTo(TrialId.trajectory(automatic));
        OTHER.forEach((key, change) -> {
            TrialSpec changed = TrialExamples.with(key, change.literal());
            assertThat(!TrialId.trajectory(changed).equals(trajectory))
                    .as("%s changes the trajectory", key)
                    .isEqualTo(change.changes() == Changes.BOTH);
            assertThat(!TrialId.of(changed).equals(id))
                    .as("%s changes the trial", key)
                    .isEqualTo(change.changes() != Changes.NEITHER);
        });
    }

    @Test
    void aForcedEngineThatWouldHaveBeenChosenIsTheSameTrial() {
        assertThat(TrialId.of(TrialExamples.with("engine", "circle"))).isEqualTo(TrialId.of(TrialExamples.base()));
        assertThat(TrialId.of(TrialExamples.with("precision", "float64"))).isEqualTo(TrialId.of(TrialExamples.base()));
    }

    @Test
    void enginesStartFromTheSameDraws() {
        TrialSpec circle = TrialExamples.base();
        TrialSpec shallow =
                TrialJson.read(TrialJson.canonical(circle).replace("\"circle\",\"init", "\"shallow\",\"init"));
        assertThat(shallow.engine()).isEqualTo(EngineChoice.SHALLOW);
        assertThat(TrialId.draws(shallow)).isEqualTo(TrialId.draws(circle));
        assertThat(TrialId.trajectory(shallow)).isNotEqualTo(TrialId.trajectory(circle));
    }

    @Test
    void replicatesAreOneCell() {
        String cell = TrialId.cell(TrialExamples.base());
        assertThat(TrialId.cell(TrialExamples.with("replicate", "3"))).isEqualTo(cell);
        assertThat(TrialId.cell(TrialExamples.with("seeds", "{init: 3}"))).isEqualTo(cell);
        assertThat(TrialId.cell(TrialExamples.with("max-steps", "3"))).isEqualTo(cell);
        assertThat(TrialId.cell(TrialExamples.with("loss", "half-mean"))).isNotEqualTo(cell);
        assertThat(TrialId.cell(TrialExamples.with("metrics", "[]"))).isNotEqualTo(cell);
    }

    @Test
    void differentTrialsHaveDifferentIds() {
        List<TrialSpec> all = TrialExamples.all();
        assertThat(all.stream().map(TrialId::of).collect(Collectors.toSet())).hasSameSizeAs(all);
    }

    @Test
    void idsHoldSkipConnectionsOnlyWherePresent() {
        TrialSpec plain = TrialExamples.with("network", "{width: 8, hidden-layers: 3}");
        TrialSpec without = TrialExamples.with("network", "{width: 8, hidden-layers: 3, skip: false}");
        TrialSpec residual = TrialExamples.with("network", "{width: 8, hidden-layers: 3, skip: true}");
        assertThat(TrialId.of(without)).isEqualTo(TrialId.of(plain));
        assertThat(TrialId.of(residual)).isNotEqualTo(TrialId.of(plain));
        assertThat(TrialId.trajectory(residual)).isNotEqualTo(TrialId.trajectory(plain));
    }

    @Test
    void idsHoldSigmoidOutputsOnlyWherePresent() {
        TrialSpec plain = TrialExamples.with("network", "{width: 8}");
        TrialSpec linear = TrialExamples.with("network", "{width: 8, output: linear}");
        TrialSpec sigmoid = TrialExamples.with("network", "{width: 8, output: sigmoid}");
        assertThat(TrialId.of(linear)).isEqualTo(TrialId.of(plain));
        assertThat(TrialId.draws(sigmoid)).isNotEqualTo(TrialId.draws(plain));
    }

    @Test
    void equalWidthsAndWidthAreOneTrial() {
        TrialSpec once = TrialExamples.with("network", "{width: 64, hidden-layers: 3}");
        TrialSpec listed = TrialExamples.with("network", "{widths: [64, 64, 64]}");
        assertThat(TrialId.of(listed)).isEqualTo(TrialId.of(once));
    }

    @Test
    void idsAre32HexDigits() {
        assertThat(TrialId.of(TrialExamples.base())).matches("[0-9a-f]{32}");
        assertThat(TrialId.hash("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
    }

    /** An automatic rate of these trials once came from another kernel, so the same spec now means other weights. */
    @Test
    void ratesOfAnotherKernelHaveIdsOfTheirOwn() {
        TrialSpec automatic = TrialExamples.with("optimizer", "{type: gradient-descent, learning-rate: auto}");
        assertThat(TrialId.form(automatic, EngineChoice.DENSE, 1).has("automatic-rate"))
                .isFalse();
        for (TrialSpec trial : List.of(
                TrialExamples.with(automatic, "network.hidden-layers", "2"),
                TrialExamples.with(automatic, "sampling", "{type: iid, points: 2049}"))) {
            TrialSpec fixed = TrialExamples.with(trial, "optimizer", "{type: gradient-descent, learning-rate: 0.004}");
            assertThat(TrialId.form(trial, EngineChoice.DENSE, 1).has("automatic-rate"))
                    .isTrue();
            assertThat(TrialId.form(fixed, EngineChoice.DENSE, 1).has("automatic-rate"))
                    .isFalse();
        }
    }

    @Test
    void aFitsCellIgnoresWhatIsOnlyObserved() {
        String fitCell = TrialId.fitCell(TrialExamples.base());
        String cell = TrialId.cell(TrialExamples.base());
        assertThat(fitCell).isNotEqualTo(cell);
        OTHER.forEach((key, change) -> {
            TrialSpec changed = TrialExamples.with(key, change.literal());
            boolean kept = Set.of("metrics", "checkpoints", "theory", "replicate", "seeds")
                            .contains(key)
                    || change.changes() == Changes.NEITHER;
            assertThat(TrialId.fitCell(changed).equals(fitCell)).as(key).isEqualTo(kept);
        });
    }
}
