package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.spec.SpecProblem;
import org.spectralsweep.train.WeightStep;

class TrialSpecTest {
    private static void refuses(String path, String literal, String message) {
        assertThatThrownBy(() -> TrialExamples.with(path, literal))
                .isInstanceOf(SpecProblem.class)
                .hasMessage(message);
    }

    @Test
    void refusesTwoThresholdsOfOneName() {
        refuses(
                "thresholds",
                "[{name: a, convention: half-sum, delta: 1}, {name: a, convention: half-sum, delta: 2}]",
                "trial.thresholds must have different names but two were named 'a'");
    }

    @Test
    void refusesToStopAtAnUnknownThreshold() {
        refuses(
                "stop-when",
                "[region]",
                "trial.stop-when must name thresholds of the trial (regions) but was 'region'");
    }

    @Test
    void refusesBudgetsOutOfRange() {
        refuses("max-steps", "-1", "trial.max-steps must be from 0 to 1000000000000 or auto but was -1");
        refuses(
                "max-steps",
                "1000000000001",
                "trial.max-steps must be from 0 to 1000000000000 or auto but was 1000000000001");
        refuses("timeout-seconds", "-1", "trial.timeout-seconds must be 0 or positive but was -1.0");
        refuses("replicate", "-1", "trial.replicate must be at least 0 but was -1");
    }

    @Test
    void refusesStepsThatHaveNoWeights() {
        refuses(
                "keep-weights",
                "[0, -1]",
                "trial.keep-weights.1: a step whose weights are kept must be at least 0 but was -1");
        refuses("keep-weights", "[last]", "trial.keep-weights.0 must be an integer or end but was \"last\"");
        refuses("keep-weights", "[5, end, 5]", "trial.keep-weights must hold each step once but held 5 more than once");
        assertThat(TrialExamples.with("keep-weights", "[1e3, end]").keepWeights())
                .containsExactly(new WeightStep(1000L), WeightStep.END);
    }

    @Test
    void refusesASeedForAnUnknownStream() {
        refuses(
                "seeds",
                "{inti: 3}",
                "trial.seeds must name random streams (sample, phase, encoding, init, batches, pairs, probe, labels, test) but was 'inti'");
    }

    @Test
    void refusesAnAutomaticRateForAdam() {
        assertThatThrownBy(() -> TrialExamples.with("optimizer", "{type: adam, learning-rate: auto}"))
                .hasMessageContaining("learning-rate")
                .hasMessageEndingWith("but was auto");
    }

    @Test
    void stopsWhenAllThresholdsAreReachedUnlessSomeAreNamed() {
        String two = "[{name: a, convention: half-sum, delta: 1}, {name: b, convention: half-sum, delta: 2}]";
        assertThat(TrialExamples.with("thresholds", two).stopNames()).containsExactlyInAnyOrder("a", "b");
        assertThat(TrialExamples.with("stop-when", "[regions]").stopNames()).containsExactly("regions");
    }

    @Test
    void refusesANegativeWidth() {
        refuses("network", "{width: -3}", "trial.network.width must be at least 1 unless widths are given but was -3");
        refuses("network", "{}", "trial.network.width must be at least 1 unless widths are given but was 0");
        refuses("network", "{widths: [3, 0]}", "trial.network.widths must be at least 1 each but one was 0");
        refuses("network", "{width: 3, hidden-layers: 0}", "trial.network.hidden-layers must be at least 1 but was 0");
        refuses("network", "{width: 3, c-sigma: 0}", "trial.network.c-sigma must be positive and finite but was 0.0");
    }

    @Test
    void refusesTwoSpellingsOfTheWidthAtOnce() {
        refuses(
                "network",
                "{width: 3, widths: [3, 4]}",
                "trial.network.width must be left out where widths are given but was 3");
        refuses(
                "network",
                "{hidden-layers: 3, widths: [3, 4]}",
                "trial.network.hidden-layers must be left out or equal the number of widths, 2, but was 3");
    }

    @Test
    void refusesSkipConnectionsBetweenUnequalLayers() {
        String rule = "trial.network.skip must be false except with two or more hidden layers of one width but was true"
                + " for widths ";
        refuses("network", "{width: 3, skip: true}", rule + "[3]");
        refuses("network", "{widths: [3, 3, 4], skip: true}", rule + "[3, 3, 4]");
        assertThat(TrialExamples.with("network", "{widths: [3, 3], skip: true}").network())
                .isEqualTo(TrialExamples.with("network", "{width: 3, hidden-layers: 2, skip: true}")
                        .network());
    }

    @Test
    void layersFollowEitherSpelling() {
        NetworkSpec listed =
                TrialExamples.with("network", "{widths: [8, 4, 2]}").network();
        assertThat(listed.layerWidths()).containsExactly(8, 4, 2);
        assertThat(listed.hiddenLayers()).isEqualTo(3);
        NetworkSpec equal =
                TrialExamples.with("network", "{width: 8, hidden-layers: 2}").network();
        assertThat(equal.layerWidths()).containsExactly(8, 8);
    }

    @Test
    void theResolvedNetworkTakesEveryFieldOver() {
        TrialSpec trial = TrialExamples.base();
        MlpSpec mlp = trial.network().toMlp(2, 1, trial.initialization());
        assertThat(mlp)
                .isEqualTo(new MlpSpec(
                        2,
                        List.of(4000),
                        1,
                        trial.network().parameterization(),
                        1,
                        trial.network().bias(),
                        trial.initialization(),
                        false));
        NetworkSpec residual = TrialExamples.with("network", "{width: 3, hidden-layers: 2, skip: true}")
                .network();
        assertThat(residual.toMlp(2, 1, trial.initialization()).skip()).isTrue();
        NetworkSpec sigmoid =
                TrialExamples.with("network", "{width: 3, output: sigmoid}").network();
        assertThat(sigmoid.toMlp(2, 1, trial.initialization()).output()).isEqualTo(OutputFunction.SIGMOID);
    }

    @Test
    void refusesPartsAboutResidualsWithCrossEntropy() {
        TrialSpec colours = TrialExamples.with(
                TrialExamples.with(TrialExamples.base(), "target", "{type: random-image, width: 8}"),
                "thresholds",
                "[]");
        assertThat(TrialExamples.with(colours, "loss", "cross-entropy").engine())
                .isEqualTo(EngineChoice.DENSE);
        refusesCrossEntropy(
                TrialExamples.base(),
                "loss must be one of squared residuals for a target of one output but was cross-entropy");
        refusesCrossEntropy(
                TrialExamples.with(colours, "network", "{width: 8, output: sigmoid}"),
                "network.output must be linear for the loss cross-entropy, which has a softmax of its own, but was"
                        + " sigmoid");
        refusesCrossEntropy(
                TrialExamples.with(
                        colours, "thresholds", "[{name: near, convention: half-sum, delta: 1, scope: global}]"),
                "thresholds must be empty for the loss cross-entropy, since they are about squared residuals, but held"
                        + " near");
        refusesCrossEntropy(
                TrialExamples.with(colours, "optimizer", "{type: sgd, learning-rate: auto}"),
                "optimizer must have a number as learning-rate for the loss cross-entropy, since no kernel"
                        + " gives its stable rate, but was auto");
        TrialSpec classes = TrialExamples.with(colours, "loss", "cross-entropy");
        assertThatThrownBy(() -> TrialExamples.with(classes, "theory", "[{type: kernel-spectrum}]"))
                .hasMessageEndingWith(
                        "theory must be empty for the loss cross-entropy, which no kernel predicts, but was kernel-spectrum");
        assertThatThrownBy(() -> TrialExamples.with(classes, "engine", "shallow"))
                .hasMessageEndingWith("shallow, which needs one output, not 3");
    }

    private static void refusesCrossEntropy(TrialSpec trial, String message) {
        assertThatThrownBy(() -> TrialExamples.with(trial, "loss", "cross-entropy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(message);
    }
}
