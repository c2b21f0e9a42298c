package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.Ledger;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.RunPlan;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;
import org.spectralsweep.spark.table.UnitStore;

/** Weights that a run keeps, as a plan counts them and as {@code regions} uses them. */
class KeptWeightsTest {
    private static final String KEEP = "keep-weights=[0, 20, end]";

    @TempDir
    Path folder;

    private String spec;
    private String results;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        results = folder.resolve("results").toString();
        spec = Files.writeString(folder.resolve("tiny.yaml"), """
                sweep: tiny
                trial:
                  domain: {type: cube, dimension: 2, from: -1, to: 2}
                  sampling: {type: pixels}
                  target: {type: random-image, width: 6}
                  network: {width: 8, hidden-layers: 2}
                  initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}}
                  optimizer: {type: adam, learning-rate: 1e-2}
                  loss: mean-square
                  thresholds: [{name: most, convention: relative-mse, delta: 1e-3, scope: global}]
                  stop-when: [most]
                  metrics: [{type: training-loss}]
                  max-steps: 30
                replicates: 2
                """).toString();
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    private void run(String... settings) {
        assertThat(sweep(with(settings, "run", spec, "--out", results, "-q")))
                .as(err)
                .isZero();
    }

    private String plan(String... settings) {
        assertThat(sweep(with(settings, "plan", spec, "--out", results)))
                .as(err)
                .isZero();
        return out;
    }

    private static String[] with(String[] settings, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(settings).flatMap(one -> Stream.of("--set", one)))
                .toArray(String[]::new);
    }

    /** The names of the files of each trial. */
    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(results, "weights"))) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .toList();
        }
    }

    private Path first(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(results, "weights"))) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void trainsAgainOnlyForWeightsThatAreMissing() throws IOException {
        run();
        assertThat(Path.of(results, "weights")).doesNotExist();
        assertThat(plan(KEEP))
                .contains("2: 0 committed, 2 to run")
                .contains("2 trials train again: weights that they are to keep are missing");
        run(KEEP);
        assertThat(kept()).containsExactly("2 step-0.npz", "2 step-20.npz", "2 step-30.npz");
        assertThat(plan(KEEP)).contains("2: 2 committed, 0 to run").doesNotContain("again");
        assertThat(plan("keep-weights=[20, 31, 1000]")).contains("0 to run");
        assertThat(plan()).contains("0 to run");
        Files.delete(first("step-20.npz"));
        assertThat(plan(KEEP)).contains("1 trial trains again: weights that they are to keep are missing");
        run(KEEP);
        assertThat(kept()).containsExactly("2 step-0.npz", "2 step-20.npz", "2 step-30.npz");
        String other = folder.resolve("other").toString();
        assertThat(sweep("run", spec, "--out", other, "-q", "--set", KEEP)).isZero();
        assertThat(sweep("compare", results, other)).as(out).isZero();
    }

    /** Trials of one trajectory share weights, whatever is observed of them. */
    @Test
    void anotherTrialsWeightsServe() throws IOException {
        run(KEEP);
        assertThat(plan(KEEP, "metrics=[]")).contains("0 to run");
        Files.delete(first("step-0.npz"));
        assertThat(plan(KEEP, "metrics=[]")).contains("1 trial trains again: weights");
        // Until it has trained, fits take the rows that are there.
        LoadedSweep sweep =
                new YamlSweeps().load("tiny.yaml", Files.readString(Path.of(spec)), null, List.of(KEEP, "metrics=[]"));
        UnitStore store = ResultsFolder.open(results).store();
        Set<String> committed = Ledger.of(store).entries().keySet();
        assertThat(RunPlan.of(store, sweep.work(), false).trialsNow().trials())
                .hasSize(2)
                .allMatch(trial -> committed.contains(trial.trialId()));
        run(KEEP, "metrics=[]");
        assertThat(plan(KEEP, "metrics=[]")).contains("0 to run");
    }

    @Test
    void keepsTheStepAtWhichATrialConverges() throws IOException {
        String[] early = {"keep-weights=[1, end, 30]", "thresholds.0.delta=0.9"};
        run(early);
        assertThat(kept()).containsExactly("1 step-0.npz", "1 step-1.npz", "1 step-3.npz");
        assertThat(plan(early)).contains("0 to run");
        String[] converged = {"--trial", "2", "--step", "25", "--set", "thresholds.0.delta=0.9"};
        List<String> trained = regions("trained", converged);
        assertThat(out).contains("  step       3, where the trial converged").contains("trained now");
        String[] keeping = Stream.concat(Stream.of(converged), Stream.of("--results", results))
                .toArray(String[]::new);
        assertThat(regions("kept", keeping)).isEqualTo(trained);
        assertThat(out).contains("/step-3.npz");
    }

    @Test
    void keepsNothingOfAPrediction() {
        String[] predicted = {KEEP, "max-steps=0", "optimizer={type: gradient-descent, learning-rate: 0.01}"};
        run(predicted);
        assertThat(Path.of(results, "weights")).doesNotExist();
        assertThat(plan(predicted)).contains("0 to run");
    }

    private List<String> regions(String name, String... options) throws IOException {
        Path drawn = folder.resolve(name);
        String[] all = Stream.concat(
                        Stream.of("regions", spec, "--size", "90", "--out", drawn.toString()), Stream.of(options))
                .toArray(String[]::new);
        assertThat(sweep(all)).as(err).isZero();
        List<String> seen = out.lines()
                .filter(line -> !line.startsWith("  weights ") && !line.startsWith("  time "))
                .map(line -> line.replace(drawn.toString(), ""))
                .collect(Collectors.toList());
        seen.addAll(Files.readAllLines(drawn.resolve("regions.csv")));
        return seen;
    }

    @Test
    void regionsAreThoseOfKeptWeights() throws IOException {
        run(KEEP);
        for (List<String> step :
                List.of(List.<String>of(), List.of("--step", "0"), List.of("--step", "20"), List.of("--step", "30"))) {
            String[] options = step.toArray(String[]::new);
            List<String> trained = regions("trained", options);
            assertThat(out).contains("  weights    trained now");
            String[] keeping = Stream.concat(step.stream(), Stream.of("--results", results))
                    .toArray(String[]::new);
            assertThat(regions("kept", keeping)).isEqualTo(trained);
            assertThat(out)
                    .contains("  weights    " + results + "/weights/")
                    .contains("/step-" + (step.isEmpty() ? "30" : step.get(1)) + ".npz")
                    .contains("  time       reading weights ");
        }
        for (String step : List.of("10", "40")) {
            regions("trained", "--step", step, "--results", results);
            assertThat(out).contains("  weights    trained now");
        }
    }

    @Test
    void damagedWeightsAreNamed() throws IOException {
        run(KEEP);
        try (Stream<Path> files = Files.walk(Path.of(results, "weights"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "not an archive");
            }
        }
        assertThat(sweep("regions", spec, "--results", results, "--out", folder + "/drawn"))
                .isEqualTo(2);
        assertThat(err)
                .contains("error: cannot read " + results + "/weights/")
                .contains("step-30.npz: the arrays should be [step, ")
                .contains("(without this file the trial is trained again)");
        assertThat(sweep("regions", spec, "--results", folder + "/none", "--out", folder + "/drawn"))
                .isEqualTo(2);
        assertThat(err).contains("there are no results in " + folder + "/none");
    }
}
