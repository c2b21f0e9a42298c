package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;

/** What {@code plan}, {@code run} and {@code fit} say about a sweep beyond its numbers, on the command line. */
class AdviceBlockTest {
    private static final String HEADING = "What you should know";

    /** The quickstart's networks, narrow and on few points. */
    private static final String SPEC = """
            sweep: small
            trial:
              domain: {type: circle}
              density: {type: piecewise-constant, weights: [1, 2, 4]}
              sampling: {type: grid, step: 0.06}
              target: {type: harmonic, frequency: 2}
              unit-norm-target: true
              network: {width: 64, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false}
              initialization: {weights: {type: normal, std: 0.2}, outer: rademacher, mirrored: true}
              optimizer: {type: gradient-descent, learning-rate: 0.004}
              thresholds: [{name: regions, convention: half-mean-per-sample, delta: 0.05, scope: regions}]
              max-steps: 3000
            axes:
              - grid: {target.frequency: [1, 2, 3]}
            fit: [{name: law}]
            """;

    @TempDir
    private Path folder;

    private Path spec;
    private String results;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        // The commands share the tests' session, and leave it running.
        assertThat(SharedSpark.session()).isNotNull();
        spec = Files.writeString(folder.resolve("small.yaml"), SPEC);
        results = folder.resolve("results").toString();
    }

    private String sweep(String command, String... sets) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        CommandLine line = new SweepCommand(new YamlSweeps(), new NetworkTrials()).commandLine();
        line.setOut(new PrintWriter(outText, true));
        line.setErr(new PrintWriter(errText, true));
        List<String> arguments = new ArrayList<>(List.of(command, spec.toString(), "--out", results));
        for (String set : sets) {
            arguments.addAll(List.of("--set", set));
        }
        if (command.equals("run")) {
            arguments.add("-q");
        }
        int code = line.execute(arguments.toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
        assertThat(code).as(err).isZero();
        int block = out.indexOf(HEADING);
        // One remark a line.
        return block < 0 ? "" : out.substring(block).replace("\n  ", " ");
    }

    @Test
    void aSoundSweepHasNothingToSay() {
        assertThat(sweep("plan")).isEmpty();
        assertThat(sweep("run")).isEmpty();
        assertThat(sweep("fit")).isEmpty();
    }

    @Test
    void warnsOfARateAtWhichTheKernelDiverges() {
        String[] fast = {"optimizer.learning-rate=0.03", "max-steps=40"};

        assertThat(sweep("plan", fast))
                .containsPattern(
                        "- eta \\* lambda_max is [2-9]\\.\\d+, above 2, in 3 of 3 trials whose kernel was asked:"
                                + " training leaves the lazy regime\\.")
                .containsPattern("a learning rate below 0\\.0\\d+ helps, or `auto`");
        assertThat(sweep("run", fast))
                .containsPattern("- eta \\* lambda_max is [2-9]\\.\\d+, above 2, in 3 of 3 trials: training leaves")
                .contains("Kernel descent diverges there, so the kernel column has no times")
                .contains(
                        "- The kernel column of 'law' is empty: kernel descent diverges where eta * lambda_max is above 2.")
                .doesNotContain("exceeds");
        assertThat(out).containsPattern("a +2\\.00 +–");
        assertThat(sweep("fit", fast)).contains("above 2, in 3 of 3 trials: training");
    }

    @Test
    void aStartFarFromZeroIsSaidAfterTraining() {
        assertThat(sweep("run", "initialization.mirrored=false", "initialization.weights.std=5", "max-steps=5"))
                .containsPattern(
                        "- The initial loss is [\\d.,]+ to [\\d.,]+ times the target's energy in 3 of 3 trials: times"
                                + " also measure forgetting the start\\. `initialization\\.mirrored: true` or smaller")
                .contains("trials ran out of steps before a threshold.");
    }

    private static String[] momentum(double rate) {
        return new String[] {"optimizer={type: sgd, learning-rate: " + rate + ", momentum: 0.9}", "max-steps=0"};
    }

    /** eta lambda_max is 0.9, 0.002 and 0.02 at these rates, and (1 - sqrt mu)^2 is 0.0026. */
    @Test
    void saysOnWhichSideOfItsEdgeMomentumIs() {
        assertThat(sweep("run", momentum(0.008)))
                .contains("- The theory column of 'law' is half of gradient descent's: with momentum components above")
                .doesNotContain("kernel column");
        assertThat(out).containsPattern("a +1\\.00 +\\d").containsPattern("b +0\\.50 +\\d");
        assertThat(sweep("run", momentum(0.00002))).doesNotContain("theory column");
        assertThat(out).containsPattern("a +2\\.00 +\\d").containsPattern("b +1\\.00 +\\d");
        assertThat(sweep("run", momentum(0.0002)))
                .contains("- The theory column of 'law' is empty: with momentum it is D + 1 below");
        assertThat(out).containsPattern("a +– +\\d");
    }

    @Test
    void leavesTheoryEmptyWhereItDoesNotApply() {
        String[] encoded = {"encoding={type: gaussian-fourier, bandwidth: 2, features: 8}", "max-steps=20"};

        String reason =
                "- The theory column of 'law' is empty: it is about plain coordinates; an encoding makes another kernel.";
        assertThat(sweep("plan", encoded)).contains(reason);
        assertThat(sweep("run", encoded)).contains(reason);
        assertThat(out).doesNotContain("2.00  ");

        String adam = sweep("run", "optimizer={type: adam, learning-rate: 0.01}", "max-steps=20");
        assertThat(adam)
                .contains("- The theory column of 'law' is empty: it is about gradient descent;")
                .contains(
                        "- The kernel column of 'law' is empty: the kernel predicts full-batch gradient descent, not Adam");
    }
}
