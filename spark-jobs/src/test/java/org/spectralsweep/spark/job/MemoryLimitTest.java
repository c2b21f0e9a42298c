package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.sweep.MemoryEstimate;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;

class MemoryLimitTest {
    private static final double GIB = 1 << 30;
    private static final String FILE = """
            sweep: t
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 64}
              target: {type: harmonic, frequency: 2}
              network: {width: 64}
              initialization: {weights: {type: he}}
              optimizer: {type: gradient-descent, learning-rate: 0.01}
              thresholds: [{name: t, convention: relative-mse, delta: 0.05}]
              max-steps: 100
            """;

    private static TrialSpec wide(int width) {
        return TrialJson.read(new YamlSweeps()
                .reload("x.yaml", FILE.replace("width: 64", "width: " + width), null, List.of())
                .work()
                .get(0)
                .specJson());
    }

    private static SparkConf conf(String... settings) {
        SparkConf conf = new SparkConf(false);
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return conf;
    }

    @Test
    void inLocalModeTheDriversHeapCounts() {
        MemoryLimit local = MemoryLimit.of(conf("spark.master", "local[4]"), GIB, 4);
        local.require(wide(1000));
        assertThat(local.remark()).isEmpty();
        local.require(wide(3_000_000));
        assertThat(local.remark()).hasValueSatisfying(remark -> assertThat(remark)
                .contains("4 at a time may not fit into 1,073,741,824 bytes (-Xmx)"));
        assertThatThrownBy(() -> local.require(wide(40_000_000)))
                .hasMessageMatching(
                        "a trial must fit into the memory of 1,073,741,824 bytes \\(-Xmx\\) but this one needs"
                                + " about [0-9,]{13} bytes at once, even alone");
    }

    /** An estimate may be twice the need, so a trial in between runs, with a remark. */
    @Test
    void acceptsATrialThatMayFit() {
        MemoryLimit local = MemoryLimit.of(conf("spark.master", "local[4]"), GIB, 4);
        TrialSpec large = wide(12_000_000);
        assertThat(MemoryEstimate.of(large).heap()).isBetween(GIB, 2 * GIB);
        local.require(large);
        assertThat(local.remark()).hasValueSatisfying(remark -> assertThat(remark)
                .contains("even alone it may not fit into 1,073,741,824 bytes (-Xmx)"));
    }

    @Test
    void countsTheTasksOfTheMaster() {
        MemoryLimit one = MemoryLimit.of(conf("spark.master", "local[1,4]"), GIB, 16);
        one.require(wide(3_000_000));
        assertThat(one.remark()).isEmpty();
        MemoryLimit four = MemoryLimit.of(conf("spark.master", "local[4,4]"), GIB, 1);
        four.require(wide(3_000_000));
        assertThat(four.remark())
                .hasValueSatisfying(remark -> assertThat(remark).contains("4 at a time"));
    }

    /** {@code --master local[2]} counts, and not a cluster in Spark's settings. */
    @Test
    void theMasterOfTheCommandCounts() {
        String text = FILE.replace("width: 64", "width: 20000000");
        String before = System.setProperty("spark.master", "spark://host:7077");
        try {
            assertThat(new YamlSweeps()
                            .on("local[2]")
                            .load("x.yaml", text, null, List.of())
                            .work())
                    .hasSize(1);
            assertThatThrownBy(() -> new YamlSweeps().load("x.yaml", text, null, List.of()))
                    .hasMessageContaining("1,073,741,824 bytes (spark.executor.memory)");
        } finally {
            if (before == null) {
                System.clearProperty("spark.master");
            } else {
                System.setProperty("spark.master", before);
            }
        }
    }

    @Test
    void elsewhereThatOfAnExecutorCounts() {
        MemoryLimit small = MemoryLimit.of(conf("spark.master", "spark://host:7077"), 64 * GIB, 4);
        assertThatThrownBy(() -> small.require(wide(40_000_000)))
                .hasMessageContaining("1,073,741,824 bytes (spark.executor.memory)");
        MemoryLimit large = MemoryLimit.of(conf("spark.master", "yarn", "spark.executor.memory", "32g"), 64 * GIB, 4);
        large.require(wide(40_000_000));
        assertThat(large.remark()).isEmpty();
        MemoryLimit cluster = MemoryLimit.of(
                conf("spark.master", "local-cluster[2,1,1024]", "spark.executor.memory", "700m"), 64 * GIB, 4);
        assertThatThrownBy(() -> cluster.require(wide(40_000_000))).hasMessageContaining("734,003,200 bytes");
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "{type: grid, points: 2000000000}",
                "{type: grid, points: 1000000000}",
                "{type: grid, points: 2147483647}",
                "{type: iid, points: 2000000000}",
                "{type: quantiles, points: 1999999999}",
                "{type: grid, step: 1.0e-9}"
            })
    void samplesBeyondMemoryAreOneSentence(String sampling) {
        String text = FILE.replace("{type: grid, points: 64}", sampling);
        assertThatThrownBy(() -> new YamlSweeps().load("x.yaml", text, null, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("x.yaml:4: trial.sampling(.step)? must .*[0-9,]{8,}.*");
    }

    @Test
    void aNetworkBeyondAnArrayIsOneSentence() {
        assertThatThrownBy(() -> new YamlSweeps()
                        .load("x.yaml", FILE.replace("width: 64", "width: 2000000000"), null, List.of()))
                .hasMessage("x.yaml:6: trial.network must have at most 2,147,483,639 parameters but has about"
                        + " 8,000,000,001");
    }

    @Test
    void writesAHugeNumberShort() {
        assertThatThrownBy(() ->
                        new YamlSweeps().load("x.yaml", FILE.replace("points: 64", "step: 1.0e-300"), null, List.of()))
                .hasMessageEndingWith("they are about 1.26e+301");
    }

    @Test
    void manyFeaturesOfManySamplesAreOneSentence() {
        String text = FILE.replace("points: 64", "points: 40000000")
                + "  encoding: {type: gaussian-fourier, bandwidth: 2, features: 4096}\n";
        assertThatThrownBy(() -> new YamlSweeps().load("x.yaml", text, null, List.of()))
                .hasMessageStartingWith("x.yaml:4: trial.sampling must give at most 2,147,483,639 numbers in an array");
    }
}
