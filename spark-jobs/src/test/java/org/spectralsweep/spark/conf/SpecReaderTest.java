package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.sweep.SweepTrial;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.trial.StepBudget;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

class SpecReaderTest {
    static final Set<String> COLUMNS = Set.of("frequency", "density", "width", "hidden_layers", "bandwidth");

    private static final String FILE = quickstart();

    private static String quickstart() {
        try (InputStream stream = SpecReaderTest.class.getResourceAsStream("quickstart.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ResolvedSweep read(Optional<String> variant, String... sets) {
        return SpecReaders.of(trial -> {}, COLUMNS).read("conf/x.yaml", FILE, variant, List.of(sets));
    }

    private static ResolvedSweep quick(String... sets) {
        return read(Optional.empty(), sets);
    }

    private static int frequency(SweepTrial cell) {
        return ((Harmonic) cell.trial().target()).frequency();
    }

    @Test
    void readsTheQuickstart() {
        ResolvedSweep sweep = quick();
        assertThat(sweep.spec().name()).isEqualTo("quickstart");
        assertThat(sweep.spec().description()).startsWith("Time to learn");
        assertThat(sweep.variant()).contains("quick");
        assertThat(sweep.notes()).isEmpty();
        assertThat(sweep.trials()).hasSize((11 * 2 - 1) * 3);
        TrialSpec first = sweep.trials().get(0).trial();
        assertThat(first.network().width()).isEqualTo(64);
        assertThat(first.optimizer()).isEqualTo(new GradientDescent(new LearningRate(0.1)));
        assertThat(first.loss()).isEqualTo(Loss.HALF_SUM);
        assertThat(first.encoding()).isEqualTo(new Identity());
        assertThat(first.metrics()).hasSize(4);
    }

    @Test
    void lawsAreReadOffOneTrialOfEachCell() {
        SpecReader reader = SpecReaders.of(trial -> {}, COLUMNS);
        ResolvedSweep cells = reader.readCells("conf/x.yaml", FILE, Optional.empty(), List.of());
        assertThat(cells.trials()).hasSize(11 * 2 - 1);
        assertThat(cells.fits()).isEqualTo(quick().fits());
        assertThat(cells.spec()).isEqualTo(quick().spec());
    }

    @Test
    void everyReplicateIsReadIfOneMayBeSpecial() {
        SpecReader reader = SpecReaders.of(trial -> {}, COLUMNS);
        List<String> derived = List.of("derive.seeds.init=\"${replicate} + 10\"");
        assertThat(reader.readCells("conf/x.yaml", FILE, Optional.empty(), derived)
                        .trials())
                .hasSize((11 * 2 - 1) * 3);
    }

    @Test
    void theFirstAxisVariesSlowestAndReplicatesFastest() {
        List<String> cells = quick().trials().stream()
                .map(cell -> SweepTrial.describe(cell.assignment()) + " #" + cell.replicate())
                .toList();
        assertThat(cells)
                .startsWith(
                        "target.frequency = 2, network.width = 64, optimizer.learning-rate = 0.1 #0",
                        "target.frequency = 2, network.width = 64, optimizer.learning-rate = 0.1 #1",
                        "target.frequency = 2, network.width = 64, optimizer.learning-rate = 0.1 #2",
                        "target.frequency = 2, network.width = 128, optimizer.learning-rate = 0.05 #0")
                .endsWith("target.frequency = 12, network.width = 128, optimizer.learning-rate = 0.05 #2");
    }

    @Test
    void replicatesDifferInNothingElse() {
        Map<String, List<SweepTrial>> byCell =
                quick().trials().stream().collect(Collectors.groupingBy(cell -> TrialId.cell(cell.trial())));
        assertThat(byCell).hasSize(21);
        assertThat(byCell.values()).allSatisfy(replicates -> assertThat(replicates)
                .extracting(cell -> cell.trial().replicate())
                .containsExactly(0, 1, 2));
    }

    @Test
    void derivesAValueFromEveryCellsOwn() {
        assertThat(quick().trials())
                .allSatisfy(cell -> assertThat(cell.trial().maxSteps().value())
                        .isEqualTo(400L * frequency(cell) * frequency(cell)));
    }

    @Test
    void derivesFromDefaultsAndReplicates() {
        ResolvedSweep sweep = quick(
                "derive.seeds.init=\"${replicate} + 10\"", "derive.timeout-seconds=\"${checkpoints.per-decade} / 16\"");
        assertThat(sweep.trials()).allSatisfy(cell -> {
            assertThat(cell.trial().seeds()).containsExactly(Map.entry("init", cell.replicate() + 10L));
            assertThat(cell.trial().timeoutSeconds()).isEqualTo(0.5);
        });
    }

    @Test
    void excludeDropsTheCell() {
        assertThat(quick().trials())
                .noneMatch(
                        cell -> frequency(cell) == 12 && cell.trial().network().width() == 64)
                .anyMatch(
                        cell -> frequency(cell) == 12 && cell.trial().network().width() == 128);
    }

    @Test
    void aVariantMergesMappingsAndReplacesLists() {
        ResolvedSweep full = read(Optional.of("full"));
        assertThat(full.variant()).contains("full");
        assertThat(full.trials()).hasSize(19 * 20);
        TrialSpec trial = full.trials().get(0).trial();
        assertThat(trial.network().width()).isEqualTo(8000);
        assertThat(trial.network().trainOuter()).isFalse();
        assertThat(full.spec().name()).isEqualTo("quickstart");
    }

    @Test
    void theDefaultVariantIsQuickOnlyWhereThereIsOne() {
        String without = FILE.substring(0, FILE.indexOf("variants:"));
        SpecReader reader = SpecReaders.of(trial -> {}, COLUMNS);
        assertThat(reader.read("x", without, Optional.empty(), List.of()).variant())
                .isEmpty();
        String other = FILE.replace("  quick: {}\n", "");
        assertThat(reader.read("x", other, Optional.empty(), List.of()).variant())
                .isEmpty();
    }

    @Test
    void setOverridesTheVariantByWholeOrShortPath() {
        ResolvedSweep sweep = read(Optional.of("full"), "trial.network.width=16", "replicates=1", "loss=half-mean");
        assertThat(sweep.trials()).hasSize(19).allSatisfy(cell -> {
            assertThat(cell.trial().network().width()).isEqualTo(16);
            assertThat(cell.trial().loss()).isEqualTo(Loss.HALF_MEAN);
        });
        assertThat(quick("loss=half-mean", "loss=mean-square")
                        .trials()
                        .get(0)
                        .trial()
                        .loss())
                .isEqualTo(Loss.MEAN_SQUARE);
    }

    @Test
    void settingAnAxisGivesEveryCellThatValue() {
        ResolvedSweep grid = quick("target.frequency=5");
        assertThat(grid.trials()).hasSize(2 * 3).allMatch(cell -> frequency(cell) == 5);
        assertThat(grid.trials().get(0).assignment()).containsKey("target.frequency");
        ResolvedSweep zip = quick("trial.network.width=32");
        assertThat(zip.trials())
                .hasSize(11 * 2 * 3)
                .allMatch(cell -> cell.trial().network().width() == 32);
    }

    @Test
    void settingAListOrARangeOnAGridsAxisReplacesItsValues() {
        assertThat(quick("target.frequency=[3, 5]").trials())
                .hasSize(2 * 2 * 3)
                .extracting(SpecReaderTest::frequency)
                .containsOnly(3, 5);
        assertThat(quick("trial.target.frequency={from: 7, to: 9}").trials()).hasSize(3 * 2 * 3);
        assertThat(quick("target.frequency=[3, 5]", "target.frequency=4").trials())
                .hasSize(2 * 3)
                .extracting(SpecReaderTest::frequency)
                .containsOnly(4);
    }

    @Test
    void settingADerivedValueReplacesTheExpression() {
        assertThat(quick("max-steps=7").trials())
                .allMatch(cell -> cell.trial().maxSteps().equals(new StepBudget(7L)));
    }

    @Test
    void setReachesIntoListsAndKeysWithDots() {
        ResolvedSweep sweep = quick(
                "thresholds.0.delta=0.01",
                "axes.0.grid.target.frequency=[3, 4]",
                "encoding={type: positional, octaves: 2}");
        assertThat(sweep.trials()).hasSize(2 * 2 * 3);
        assertThat(sweep.trials().get(0).trial().thresholds().get(0).delta()).isEqualTo(0.01);
        assertThat(sweep.trials().get(0).trial().encoding()).isEqualTo(new Positional(2, true, false));
    }

    @Test
    void anyFieldCanBeAnAxisEvenAWholeVariant() {
        ResolvedSweep sweep = quick(
                "axes=[{grid: {encoding: [{type: identity}, {type: positional, octaves: 3}],"
                        + " thresholds.0.delta: [0.1, 0.01], density.weights: [[1, 1], [1, 2, 4]]}}]",
                "exclude=[]",
                "replicates=1");
        assertThat(sweep.trials()).hasSize(8);
        assertThat(sweep.trials().get(7).trial().encoding()).isEqualTo(new Positional(3, true, false));
    }

    @Test
    void anAxisOverAPartComesAfterAnAxisOverTheWhole() {
        ResolvedSweep sweep = quick(
                "axes=[{grid: {target.frequency: [7]}}, {grid: {target: [{type: harmonic, frequency: 1}]}}]",
                "exclude=[]",
                "replicates=1");
        assertThat(sweep.trials()).hasSize(1).allMatch(cell -> frequency(cell) == 7);
    }

    @Test
    void leavesOutASecondCellOfTheSameTrialAndSaysSo() {
        ResolvedSweep sweep = quick("axes=[{points: [{target.frequency: 3}, {target.frequency: 3.0}]}]", "exclude=[]");
        assertThat(sweep.trials()).hasSize(3);
        assertThat(sweep.notes()).containsExactly("3 cells are the same trial as an earlier one and were left out");
    }

    @Test
    void replicatesCountFromTheTrialsOwn() {
        assertThat(quick("replicate=10", "replicates=2").trials())
                .extracting(SweepTrial::replicate)
                .containsOnly(10, 11);
    }

    @Test
    void fitsGetTheirDefaults() {
        assertThat(quick().spec().fits())
                .containsExactly(
                        FitSpecs.power(
                                "headline",
                                "regions",
                                Map.of("a", "frequency", "b", "1/density"),
                                Map.of("frequency", List.of(4.0, 10.0)),
                                List.of(),
                                Map.of("a", 2.0)),
                        FitSpecs.power(
                                "all frequencies",
                                "regions",
                                Map.of("a", "frequency", "b", "1/density"),
                                Map.of(),
                                List.of("width"),
                                Map.of()));
    }

    @Test
    void asksTheChecksOncePerCellNotPerReplicate() {
        List<TrialSpec> asked = new ArrayList<>();
        SpecReaders.of(asked::add, COLUMNS).read("x", FILE, Optional.empty(), List.of());
        assertThat(asked).hasSize(21);
    }

    @Test
    void noKeyOfTheFileIsAKeyOfTheTrial() {
        assertThat(SweepFile.KEYS).doesNotContainAnyElementsOf(Overrides.TRIAL_KEYS);
    }
}
