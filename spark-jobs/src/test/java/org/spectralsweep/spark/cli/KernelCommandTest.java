package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;

class KernelCommandTest {
    private static Typed kernel(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "kernel";
        System.arraycopy(words, 0, all, 1, words.length);
        return Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), all);
    }

    /** The numbers of the only row, of which the format is CSV. */
    private static double[] row(String... words) {
        String[] all = new String[words.length + 1];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--format=csv";
        Typed typed = kernel(all);
        assertThat(typed.code()).as(typed.err()).isZero();
        List<String> lines = typed.out().lines().toList();
        assertThat(lines).hasSize(2).first().isEqualTo("correlation,angle,nngp,ntk");
        return List.of(lines.get(1).split(",", -1)).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void printsTheArcsineKernel() {
        double[] row = row("--activation", "erf", "--c-sigma", "1", "--at", "0.5");

        assertThat(row[0]).isEqualTo(0.5);
        assertThat(row[1]).isEqualTo(Math.PI / 3, within(1e-15));
        assertThat(row[2]).isEqualTo(2 / Math.PI * Math.asin(1.0 / 3), within(1e-15));
        double slopes = 4 / Math.PI / Math.sqrt(9 - 1);
        assertThat(row[3]).isEqualTo(row[2] + slopes / 2, within(1e-15));
    }

    /** B20's Theta^L is L + 1 on the diagonal. */
    @Test
    void reluWithAutomaticScaleIsThatOfThePaper() {
        assertThat(row("--depth", "3", "--at", "1")[3]).isEqualTo(4, within(1e-14));
        assertThat(row("--depth", "3", "--angles", "0")[2]).isEqualTo(1, within(1e-14));
    }

    @Test
    void takesWhatNetworksDifferIn() {
        double[] row = row(
                "--bias=all", "--bias-variance=0.25", "--weight-variance=2", "--c-sigma=1", "--fixed-outer", "--at=1");

        assertThat(row[2]).as("nngp").isEqualTo(2 * 2.25 / 2 + 0.25, within(1e-14));
        assertThat(row[3]).as("ntk").isEqualTo(2 * 2 / 2.0, within(1e-14));
    }

    /** The bias-generalised kernel is (x.z + 1) P(both units are on). */
    @Test
    void takesAConstantBias() {
        double[] row = row("--bias=hidden", "--constant-bias=-1", "--c-sigma=1", "--fixed-outer", "--at=0.5");

        assertThat(row[3]).isEqualTo(1.5 * 0.062514, within(1e-6));
        refuses("--constant-bias needs --activation relu and --bias hidden", "--constant-bias", "1");
        refuses("--constant-bias needs --c-sigma with a number", "--constant-bias", "1", "--bias", "hidden");
        refuses("--c-sigma must be given", "--activation", "sine", "--frequency", "1e-170");
    }

    @Test
    void listsRangesInEveryFormat() {
        assertThat(kernel().out().lines()).hasSize(6).first().asString().startsWith("correlation");
        assertThat(kernel("--at=0.5,-1:1:0.25,0", "--format", "csv").out().lines())
                .hasSize(12)
                .element(2)
                .asString()
                .startsWith("-1.0,");
        assertThat(kernel("--angles", "0:0.3:0.1", "--activation", "sine", "--frequency", "30", "--format", "json")
                        .out()
                        .lines())
                .hasSize(6)
                .element(4)
                .asString()
                .startsWith("{\"correlation\":")
                .contains("\"angle\":0.3,");
    }

    @Test
    void refusesInOneSentence() {
        refuses("--activation must be one of relu, leaky-relu, relu-squared,", "--activation", "swish");
        refuses("--depth must be from 1 to 1000 but was 0", "--depth", "0");
        refuses("--at must be in [-1, 1] but was 1.5", "--at", "1.5");
        refuses("--at must list numbers, or FROM:TO:STEP, but had 'x'", "--at", "x");
        refuses("--at must have FROM up to TO and a positive STEP but had '1:0:0.1'", "--at", "1:0:0.1");
        refuses("--at must list at most 100000 numbers", "--at", "0:1:1e-9");
        refuses("--angles must be in [0, pi] but was 4.0", "--angles", "4");
        refuses("--at and --angles must not stand together", "--angles", "1", "--at", "1");
        refuses("--c-sigma must be a positive number or auto but was -1", "--c-sigma=-1");
        refuses("--bias-variance needs --bias hidden or --bias all", "--bias-variance", "1");
        refuses("--bias-variance must be a finite number", "--bias-variance", "NaN");
        refuses("--weight-variance must be a positive number but was 0.0", "--weight-variance", "0");
        refuses("--frequency is not a number that relu has", "--frequency", "3");
        refuses("frequency must be a positive number but was -3", "--activation", "sine", "--frequency=-3");
        refuses("in [0, 400.0] but was", "--activation", "tanh", "--weight-variance", "500");
        refuses("the kernel overflows", "--activation", "relu-squared", "--weight-variance", "30", "--depth", "20");
    }

    private static void refuses(String sentence, String... words) {
        Typed typed = kernel(words);
        assertThat(typed.code()).as(typed.out()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).hasSize(1);
        assertThat(typed.err()).startsWith("error: ").contains(sentence);
    }
}
