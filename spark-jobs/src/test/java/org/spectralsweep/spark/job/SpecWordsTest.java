package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecWordsTest {
    private static final String SPEC = """
            {"domain": {"type": "sphere", "dimension": %d}, "density": {"type": "uniform"},
             "sampling": {"type": "grid", "points": 100}, "encoding": {"type": "identity"},
             "target": {"type": "harmonic", "frequency": %d},
             "network": {"width": %d, "widths": [], "hidden-layers": 2, "skip": false, "train-outer": true},
             "initialization": {"weights": {"type": "normal", "std": 1.0}, "mirrored": true},
             "optimizer": {"type": "adam", "learning-rate": 0.001}, "loss": "half-mean",
             "thresholds": [{"name": "half", "convention": "relative-mse", "delta": 0.5, "scope": "both"}],
             "metrics": [{"type": "gate-flips"}], "max-steps": 1000, "replicate": %d, "seeds": {"init": %d}}
            """;

    private static String spec(int dimension, int frequency, int width, int replicate) {
        return SPEC.formatted(dimension, frequency, width, replicate, replicate);
    }

    @Test
    void saysWhatAllTrialsShare() {
        Map<String, String> asked = new SpecWords(List.of(spec(3, 4, 64, 0))).asked();
        assertThat(asked)
                .containsEntry("What varies", "nothing but the seed")
                .containsEntry("Trials", "1")
                .containsEntry("Target", "target harmonic (frequency 4)")
                .containsEntry("Learned when", "half: relative mse below 0.5 in each region and on the whole domain")
                .containsEntry("Measured", "gate flips");
        assertThat(asked.get("Inputs"))
                .contains("domain sphere (dimension 3)", "sampling grid (points 100)")
                .doesNotContain("identity");
        assertThat(asked.get("Network"))
                .startsWith("ReLU network with 2 hidden layers of 64 units")
                .contains("all layers are trained", "mirrored")
                .doesNotContain("skip");
        assertThat(asked.get("Training")).contains("optimizer adam (learning rate 0.001)", "loss half-mean");
    }

    @Test
    void saysWhatVariesInTheOrderOfNumbers() {
        SpecWords words = new SpecWords(List.of(spec(3, 10, 64, 0), spec(3, 2, 128, 0), spec(3, 2, 128, 1)));
        assertThat(words.axes())
                .containsExactly(
                        Map.entry("network.width", List.of("64", "128")),
                        Map.entry("target.frequency", List.of("2", "10")));
        assertThat(words.asked())
                .containsEntry("What varies", "network.width = 64, 128; target.frequency = 2, 10")
                .containsEntry("Trials", "3, with 2 seeds");
        assertThat(words.asked().get("Network")).startsWith("ReLU network whose size varies");
        assertThat(words.asked().get("Target")).isEqualTo("target harmonic (frequency varies)");
    }

    @Test
    void settingsNameWhatVariesBesidesFrequencyAndSeed() {
        Map<String, String> specs = new LinkedHashMap<>();
        specs.put("a", spec(3, 4, 64, 0));
        specs.put("b", spec(3, 8, 64, 1));
        specs.put("c", spec(5, 4, 128, 0));
        // The width follows from the dimension here, so that it says nothing more.
        assertThat(new SpecWords(specs.values()).settings(specs))
                .containsExactly(
                        Map.entry("a", "dimension = 3"),
                        Map.entry("b", "dimension = 3"),
                        Map.entry("c", "dimension = 5"));
        specs.put("d", spec(5, 4, 64, 0));
        assertThat(new SpecWords(specs.values()).settings(specs))
                .containsEntry("d", "dimension = 5, width = 64")
                .containsEntry("c", "dimension = 5, width = 128");
    }

    @Test
    void withoutAxesASettingIsEmpty() {
        Map<String, String> specs = Map.of("a", spec(3, 4, 64, 0), "b", spec(3, 5, 64, 1));
        assertThat(new SpecWords(specs.values()).settings(specs)).containsOnly(Map.entry("a", ""), Map.entry("b", ""));
    }

    @Test
    void whatIsNoSpecIsLeftOut() {
        assertThat(new SpecWords(List.of("not json", "[1]", spec(3, 4, 64, 0))).axes())
                .isEmpty();
        assertThat(new SpecWords(List.of()).asked()).containsEntry("Trials", "0");
    }

    @Test
    void longListsAreShortened() {
        List<String> many = new ArrayList<>();
        for (int frequency = 1; frequency <= 20; frequency++) {
            many.add(spec(3, frequency, 64, 0));
        }
        assertThat(new SpecWords(many).asked().get("What varies"))
                .startsWith("target.frequency = 1, 2, 3, ")
                .endsWith("12, … 20 (20 values)");
    }
}
