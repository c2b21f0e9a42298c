package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

/** Every mistake becomes one sentence that begins with the place of the mistake. */
class SpecErrorsTest {
    private static final String FILE = """
            sweep: small
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 100}
              target: {type: harmonic, frequency: 4}
              network:
                width: 64
                hidden-layers: 1
              initialization:
                weights: {type: normal, std: 0.2}
              optimizer: {type: gradient-descent, learning-rate: 0.004}
              thresholds:
                - {name: regions, convention: half-sum, delta: 0.05}
              max-steps: 100
            axes:
              - grid:
                  target.frequency: [1, 2]
            exclude:
              - {target.frequency: 1}
            derive:
              timeout-seconds: "3 * ${target.frequency}"
            replicates: 2
            fit:
              - name: headline
                where: {frequency: [4, 10]}
            variants:
              fast: {replicates: 1}
            """;

    private static final String AXIS = "target.frequency: [1, 2]";

    private static void refuses(String text, Consumer<TrialSpec> checks, List<String> sets, String message) {
        assertThatThrownBy(() -> SpecReaders.of(checks, SpecReaderTest.COLUMNS)
                        .read("conf/x.yaml", text, Optional.empty(), sets))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    /** Checks that the file is refused after one text in it is replaced. */
    private static void refuses(String from, String to, String message) {
        assertThat(FILE).contains(from);
        refuses(FILE.replace(from, to), trial -> {}, List.of(), message);
    }

    private static void refusesSet(String set, String message) {
        refuses(FILE, trial -> {}, List.of(set), "--set " + set + ": " + message);
    }

    @Test
    void theFileItselfIsFine() {
        assertThat(SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS)
                        .read("x", FILE, Optional.empty(), List.of())
                        .trials())
                .hasSize(2);
    }

    @Test
    void anUnknownKeyNamesTheNearestOne() {
        refuses(
                "    width: 64",
                "    witdh: 64",
                "conf/x.yaml:7: unknown key 'witdh' in trial.network; did you mean 'width'?");
        refuses("axes:", "axis:", "conf/x.yaml:15: unknown key 'axis' in the sweep; did you mean 'axes'?");
        refuses(
                "std: 0.2",
                "sdt: 0.2",
                "conf/x.yaml:10: unknown key 'sdt' in trial.initialization.weights of type normal; did you mean 'std'?");
        refuses(
                "{type: circle}",
                "{type: circle, radius: 2}",
                "conf/x.yaml:3: unknown key 'radius' in trial.domain of type circle; it has no keys");
        refuses(
                "delta: 0.05",
                "level: 0.05",
                "conf/x.yaml:13: unknown key 'level' in trial.thresholds.0; valid are name, convention, delta, scope");
        refuses("    where:", "    wher:", "conf/x.yaml:25: unknown key 'wher' in fit.0; did you mean 'where'?");
    }

    @Test
    void aWrongTypeSaysWhatWasExpected() {
        refuses("width: 64", "width: wide", "conf/x.yaml:7: trial.network.width must be an integer but was \"wide\"");
        refuses("width: 64", "width: 6.5", "conf/x.yaml:7: trial.network.width must be an integer but was 6.5");
        refuses("width: 64", "width:", "conf/x.yaml:7: trial.network.width must be an integer but was empty");
        refuses("width: 64", "width: [64]", "conf/x.yaml:7: trial.network.width must be an integer but was a list");
        refuses(
                "width: 64",
                "width: 99999999999",
                "conf/x.yaml:7: trial.network.width must be an integer of 32 bits but was 99999999999");
        refuses(
                "width: 64",
                "train-outer: 1\n    width: 64",
                "conf/x.yaml:7: trial.network.train-outer must be true or false but was 1");
        refuses(
                "  domain: {type: circle}",
                "  domain: circle",
                "conf/x.yaml:3: trial.domain must be a mapping with a type"
                        + " (one of circle, sphere, interval, cube, torus, boolean-cube) but was \"circle\"");
        refuses(
                "convention: half-sum",
                "convention: halfsum",
                "conf/x.yaml:13: trial.thresholds.0.convention must be one of half-sum, relative-mse, half-mean-per-sample"
                        + " but was \"halfsum\"; did you mean 'half-sum'?");
        refuses("replicates: 2", "replicates: two", "conf/x.yaml:22: replicates must be an integer but was \"two\"");
        refuses("sweep: small", "sweep: 7", "conf/x.yaml:1: sweep must be text but was 7");
    }

    @Test
    void numbersMustBeFinite() {
        refuses(
                "std: 0.2",
                "std: .nan",
                "conf/x.yaml:10: trial.initialization.weights.std must be a finite number but was NaN");
        refuses(
                "learning-rate: 0.004",
                "learning-rate: .inf",
                "conf/x.yaml:11: trial.optimizer.learning-rate must be a finite number or auto but was Infinity");
        refuses(
                AXIS,
                "optimizer.learning-rate: [0.1, .nan]\n      target.frequency: [1, 2]",
                "conf/x.yaml:17: at optimizer.learning-rate = NaN: trial.optimizer.learning-rate must be a finite number or auto"
                        + " but was NaN");
    }

    private static void refusesDensity(String density, String message) {
        refuses(
                "  domain: {type: circle}",
                "  domain: {type: circle}\n  density: {type: " + density + "}",
                "conf/x.yaml:4: trial.density." + message);
    }

    @Test
    void aBadDensityNamesItsField() {
        refusesDensity("piecewise-constant, weights: [1, 0]", "weights must be positive and finite but was [1.0, 0.0]");
        refusesDensity(
                "piecewise-constant, weights: [1, -2]", "weights must be positive and finite but was [1.0, -2.0]");
        refusesDensity("piecewise-constant, weights: [1, .nan]", "weights.1 must be a finite number but was NaN");
        refusesDensity("piecewise-constant, weights: [.inf, 1]", "weights.0 must be a finite number but was Infinity");
        refusesDensity(
                "piecewise-constant, weights: [1.0e-300, 1.0e+300]",
                "weights must be within a factor of 1.0E200 of each other but was [1.0E-300, 1.0E300]");
        refusesDensity(
                "piecewise-constant, weights: [1, 2, 4], boundaries: [0.7, 0.3]",
                "boundaries must increase inside (0, 1), as fractions of the domain, but was [0.7, 0.3]");
        refusesDensity(
                "piecewise-constant, weights: [1, 2, 4], boundaries: [0.5, 0.5]",
                "boundaries must increase inside (0, 1), as fractions of the domain, but was [0.5, 0.5]");
        refusesDensity("von-mises-fisher, concentration: 1, regions: 0", "regions must be at least 1 but was 0");
        refusesDensity(
                "von-mises-fisher, concentration: 1.0e+300", "concentration must be at most 1.0E30 but was 1.0E300");
        refusesDensity(
                "fourier, cosines: [0, -1.5]",
                "cosines must keep the density 1 + sum a_k cos kt + b_k sin kt positive but it was -0.5000 at t = -3.142");
        refusesDensity(
                "fourier, sines: [1], regions: 3",
                "sines must keep the density 1 + sum a_k cos kt + b_k sin kt positive but it was 0.000 at t = -1.571");
        refusesDensity("tabulated, values: [.inf, 1]", "values.0 must be a finite number but was Infinity");
        refusesDensity("tabulated, values: [1, 0]", "values must be positive and finite but number 1, from 0, was 0.0");
        refusesDensity(
                "tabulated, values: [1.0e-300, 1.0e+300]",
                "values must be within a factor of 1.0E200 of each other but ranged from 1.0E-300 to 1.0E300");
        refusesDensity("tabulated, values: [1, 2], regions: 0", "regions must be at least 1 but was 0");
    }

    @Test
    void aRegionWithoutLengthNamesTheBoundariesAndTheirLine() {
        refuses(
                FILE.replace(
                        "{type: circle}\n",
                        "{type: circle}\n  density: {type: piecewise-constant, weights: [1, 1], boundaries: [1.0e-17]}\n"),
                TrialRunner::check,
                List.of("axes=[]", "exclude=[]"),
                "conf/x.yaml:4: trial.density.boundaries must leave every region a length above rounding but region 0 of 0"
                        + " to 1 has none with [1.0E-17]");
    }

    @Test
    void whatAGridAliasesNamesTheFrequencyAndItsLine() {
        refuses(
                FILE.replace("frequency: 4}", "frequency: 50}"),
                TrialRunner::check,
                List.of("axes=[]", "exclude=[]"),
                "conf/x.yaml:5: trial.target.frequency must be below 50 (pi / the largest spacing 0.0628319 of the 100"
                        + " samples) but was 50");
        for (String domain : List.of("{type: cube, dimension: 2}", "{type: torus, dimension: 2}")) {
            assertThatThrownBy(() -> SpecReaders.of(TrialRunner::check, SpecReaderTest.COLUMNS)
                            .read(
                                    "conf/x.yaml",
                                    FILE.replace("{type: circle}", domain)
                                            .replace("frequency: 4}", "frequency: 3, direction: [1, -2]}"),
                                    Optional.empty(),
                                    List.of("axes=[]", "exclude=[]")))
                    .hasMessageStartingWith("conf/x.yaml:5: trial.target.frequency must be below 5 (")
                    .hasMessageEndingWith("of the 100 samples) but was 6");
        }
    }

    @Test
    void whatARecordRefusesHasItsLine() {
        refuses(
                "width: 64",
                "width: -3",
                "conf/x.yaml:7: trial.network.width must be at least 1 unless widths are given but was -3");
        refuses(
                "max-steps: 100",
                "max-steps: -1",
                "conf/x.yaml:14: trial.max-steps must be from 0 to 1000000000000 or auto but was -1");
        refuses("replicates: 2", "replicates: 0", "conf/x.yaml:22: replicates must be at least 1 but was 0");
        refuses(
                "sweep: small",
                "sweep: Small Sweep",
                "conf/x.yaml:1: sweep must be a name of lower-case letters, digits and hyphens but was 'Small Sweep'");
        refuses(
                "where: {frequency: [4, 10]}",
                "where: {frequency: [10, 4]}",
                "conf/x.yaml:25: fit.0.where must give [least, greatest] but was [10.0, 4.0] for frequency");
    }

    @Test
    void whatIsMissingIsNamed() {
        refuses("  domain: {type: circle}\n", "", "conf/x.yaml:2: trial.domain is required");
        refuses(
                "{type: circle}",
                "{}",
                "conf/x.yaml:3: trial.domain.type is required (one of circle, sphere, interval, cube, torus, boolean-cube)");
        refuses("sweep: small\n", "", "conf/x.yaml:1: sweep is required");
        refuses("{type: circle}", "{type: sphere}", "conf/x.yaml:3: trial.domain.dimension is required");
        refuses("  - name: headline\n    where", "  - where", "conf/x.yaml:24: fit.0.name is required");
    }

    @Test
    void anUnknownTypeListsTheTypes() {
        refuses(
                "{type: circle}",
                "{type: cirle}",
                "conf/x.yaml:3: trial.domain.type must be one of circle, sphere, interval, cube, torus, boolean-cube but was \"cirle\";"
                        + " did you mean 'circle'?");
        refuses(
                "{type: circle}",
                "{type: ring}",
                "conf/x.yaml:3: trial.domain.type must be one of circle, sphere, interval, cube, torus, boolean-cube but was \"ring\"");
    }

    @Test
    void aWrongNameOfAnotherPartHasTheNearestToo() {
        refuses(
                "  max-steps: 100",
                "  max-steps: 100\n  seeds: {inti: 3}",
                "conf/x.yaml:15: trial.seeds must name random streams (sample, phase, encoding, init, batches, pairs, probe,"
                        + " labels, test)"
                        + " but was 'inti'; did you mean 'init'?");
        refuses(
                "  max-steps: 100",
                "  max-steps: 100\n  stop-when: [region]",
                "conf/x.yaml:15: trial.stop-when must name thresholds of the trial (regions) but was 'region';"
                        + " did you mean 'regions'?");
    }

    @Test
    void anAxisNamesItsLineAndTheValue() {
        refuses(
                AXIS,
                "network.witdh: [1, 2]\n      target.frequency: [1, 2]",
                "conf/x.yaml:17: at network.witdh = 1: unknown key 'witdh' in trial.network; did you mean 'width'?");
        refuses(
                AXIS,
                "network.width: [1, high]\n      target.frequency: [1, 2]",
                "conf/x.yaml:17: at network.width = high: trial.network.width must be an integer but was \"high\"");
        refuses(
                AXIS,
                "target.frequency: [1, high]",
                "conf/x.yaml:17: at target.frequency = high: trial.target.frequency must be a number, because timeout-seconds is"
                        + " derived from it, but was \"high\"");
        refuses(
                AXIS,
                "network.width: [64, -3]\n      target.frequency: [1, 2]",
                "conf/x.yaml:17: at network.width = -3: trial.network.width must be at least 1 unless widths are given but was -3");
        refuses(
                AXIS,
                "network.width.x: [64]\n      target.frequency: [1, 2]",
                "conf/x.yaml:17: at network.width.x = 64: 'x' does not name anything in a single value");
    }

    @Test
    void anAxisMustSaySomething() {
        refuses(
                AXIS,
                "target.frequency: []",
                "conf/x.yaml:17: axis target.frequency: values must hold at least one value but the list was empty");
        refuses(
                AXIS,
                "target.frequency: 3",
                "conf/x.yaml:17: axis target.frequency: values must be a list, {from, to, step}, {from, to, factor} or {from, to, count} but was 3");
        refuses(
                AXIS,
                "target.frequency:",
                "conf/x.yaml:17: axis target.frequency: values must be a list, {from, to, step}, {from, to, factor} or {from, to, count}"
                        + " but was empty");
        refuses(
                AXIS,
                "target.frequency: {from: 3, to: 1}",
                "conf/x.yaml:17: axis target.frequency: to must be at least from, 3, but was 1");
        refuses(
                "  - grid:\n      target.frequency: [1, 2]",
                "  - grid: {}",
                "conf/x.yaml:16: axes.0.grid must name at least one path but was empty");
        refuses(
                "  - grid:\n      target.frequency: [1, 2]",
                "  - points: []",
                "conf/x.yaml:16: axes.0.points must each assign at least one value but one was empty");
        refuses("  - grid:", "  - gird:", "conf/x.yaml:16: unknown key 'gird' in axes.0; did you mean 'grid'?");
        refuses(
                "axes:\n  - grid:\n      target.frequency: [1, 2]",
                "axes: 3",
                "conf/x.yaml:15: axes must be a list of blocks" + " (grid, zip, points)");
        refuses(
                "  - grid:",
                "  -\n    grid:\n      {}\n    zip:",
                "conf/x.yaml:17: axes.0 must be one of grid, zip, points with its values");
    }

    @Test
    void aZipNeedsEqualLengths() {
        refuses(
                "  - grid:\n      target.frequency: [1, 2]",
                "  - zip:\n      target.frequency: [1, 2]\n      network.width: [3]",
                "conf/x.yaml:16: axes.0.zip must have equally many values for every path but had 2 for target.frequency,"
                        + " 1 for network.width");
    }

    @Test
    void onePathBelongsToOneBlock() {
        refuses(
                AXIS,
                "target.frequency: [1, 2]\n  - points: [{target.frequency: 3}]",
                "conf/x.yaml:15: axes must name each path once but 'target.frequency' was in two");
        refuses(
                AXIS,
                "replicate: [1, 2]\n      target.frequency: [1, 2]",
                "conf/x.yaml:17: replicate cannot be an axis if replicates is given");
    }

    @Test
    void excludeNamesAxesAndLeavesSomething() {
        refuses(
                "  - {target.frequency: 1}",
                "  - {target.frequncy: 1}",
                "conf/x.yaml:18: exclude must name paths of the axes (target.frequency) but was 'target.frequncy'");
        refuses(
                "  - {target.frequency: 1}",
                "  - {target.frequency: 1}\n  - {target.frequency: 2}",
                "conf/x.yaml:18: exclude must leave at least one cell but dropped all 2");
        refuses(
                "  - {target.frequency: 1}",
                "  - 3",
                "conf/x.yaml:18: exclude must be a list of mappings from paths to values");
    }

    @Test
    void derivedValuesNameTheExpression() {
        refuses(
                "${target.frequency}",
                "${target.frequncy}",
                "conf/x.yaml:21: derive timeout-seconds: ${target.frequncy} does not name anything in the trial");
        refuses(
                "${target.frequency}",
                "${loss}",
                "conf/x.yaml:21: derive timeout-seconds: trial.loss must be a number, because timeout-seconds is derived from it,"
                        + " but was \"half-sum\"");
        refuses(
                "3 * ${target.frequency}",
                "-3 * ${target.frequency}",
                "conf/x.yaml:21: derive timeout-seconds: trial.timeout-seconds must be 0 or positive but was -6.0");
        refuses(
                "timeout-seconds: \"3 *",
                "max-steps: \"1.5 + 0 *",
                "conf/x.yaml:21: derive max-steps: trial.max-steps must be an integer or auto but was 1.5");
        refuses(
                "timeout-seconds: \"3 * ${target.frequency}\"",
                "timeout-seconds: 3",
                "conf/x.yaml:21: derive timeout-seconds must be an expression in quotes but was 3");
        refuses(
                "timeout-seconds: \"3 * ${target.frequency}\"",
                "target.frequency: \"3\"",
                "conf/x.yaml:21: derive target.frequency must not be an axis as well");
        assertThatThrownBy(() -> SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS)
                        .read("conf/x.yaml", FILE.replace("3 * $", "3 + * $"), Optional.empty(), List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        "conf/x.yaml:21: derive timeout-seconds: \"3 + * ${target.frequency}\" cannot be evaluated: ");
        assertThatThrownBy(() -> SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS)
                        .read("conf/x.yaml", FILE.replace("3 * $", "3 / 0 * $"), Optional.empty(), List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("conf/x.yaml:21: derive timeout-seconds: ");
    }

    @Test
    @Timeout(10)
    void refusesHugeNumbersAtOnce() {
        refuses(
                "3 * ${target.frequency}",
                "9^9^9^9",
                "conf/x.yaml:21: derive timeout-seconds: \"9^9^9^9\" cannot be evaluated: numbers must be 0 or from 1e-400 to"
                        + " 1e400 in size, but one is about 1e369693099");
        refuses(
                "3 * ${target.frequency}",
                "1" + "+1".repeat(20_000),
                "conf/x.yaml:21: derive timeout-seconds: \"1" + "+1".repeat(49)
                        + "+...\" must have at most 2000 characters but had 40001");
        refuses(
                AXIS,
                "target.frequency: {from: 1, to: 2, factor: 1.0000000001}",
                "conf/x.yaml:17: axis target.frequency: values must be at most 1000000 but from 1 to 2 with the factor"
                        + " 1.0000000001 there are about 6.93e+09");
        refuses(
                "replicates: 2",
                "replicates: 2000000000",
                "conf/x.yaml:15: axes must give at most 1000000 trials but 2 cells with 2000000000 replicates are 4000000000");
        refuses(
                AXIS,
                "target.frequency: {from: 1, to: 90000}\n      network.width: {from: 1, to: 90000}",
                "conf/x.yaml:15: axes must give at most 1000000 trials but 8100000000 cells with 2 replicates are"
                        + " 16200000000");
        refuses(
                AXIS,
                "target.frequency: {from: .nan, to: 2}",
                "conf/x.yaml:17: axis target.frequency: from must be a number in a range but was NaN");
        refuses(
                AXIS,
                "target.frequency: {from: 1, to: .inf}",
                "conf/x.yaml:17: axis target.frequency: to must be a number in a range but was Infinity");
        refuses(
                AXIS,
                "target.frequency: {from: 1, to: 1e400}",
                "conf/x.yaml:17: axis target.frequency: to must be a number in a range but was Infinity");
    }

    @Test
    @Timeout(20)
    void refusesHugeTextsAtOnce() {
        String all = FILE + "description: ";
        assertThatThrownBy(() -> read(all + "x".repeat(30_000_000)))
                .hasMessage("conf/x.yaml:1: a spec must have at most 3145728 characters but has "
                        + (30_000_000 + all.length()));
        assertThatThrownBy(() -> read(all + "[".repeat(20_000)))
                .hasMessageStartingWith("conf/x.yaml:1: values must be nested at most 1000 deep");
        assertThatThrownBy(() -> read(all + "&a [x, x]\nz: &b [*a, *a]"))
                .hasMessageContaining(": aliases such as *a are not supported; write the value out");
        refuses(
                "width: 64",
                "width: 012",
                "conf/x.yaml:7: an integer must not begin with 0, which means base 8 to some readers, but was 012");
        refuses(
                "width: 64",
                "width: -0_7",
                "conf/x.yaml:7: an integer must not begin with 0, which means base 8 to some readers, but was -0_7");
        refuses(
                "width: 64",
                "width: " + "9".repeat(900),
                "conf/x.yaml:7: trial.network.width must be an integer of 32 bits but was " + "9".repeat(200)
                        + "... (900 characters)");
        assertThatThrownBy(() -> read(FILE.replace("width: 64", "width: " + "9".repeat(5_000))))
                .hasMessageStartingWith("conf/x.yaml:7: ")
                .hasMessageMatching("(?s).{50,400}");
        for (String one : List.of("64", "6_4", "0x40", "+64", "6.4e1", "0b1000000")) {
            assertThat(read(FILE.replace("width: 64", "width: " + one))
                            .trials()
                            .get(0)
                            .trial()
                            .network()
                            .layerWidths())
                    .as(one)
                    .containsExactly(64);
        }
    }

    private static ResolvedSweep read(String text) {
        return SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS)
                .read("conf/x.yaml", text, Optional.empty(), List.of());
    }

    @Test
    void aBudgetCannotBeAnAxis() {
        refuses(
                AXIS,
                "max-steps: [10, 20]\n      target.frequency: [1, 2]",
                "conf/x.yaml:15: the cells at max-steps = 10, target.frequency = 2 and at max-steps = 20, target.frequency = 2"
                        + " are one trial with two budgets, or with other things to save: max-steps, budget-factor,"
                        + " timeout-seconds, save-every-seconds, keep-weights and simd do not enter the id");
    }

    @Test
    void overridesNameThemselves() {
        refusesSet("network.width=-3", "trial.network.width must be at least 1 unless widths are given but was -3");
        refusesSet("network.witdh=3", "unknown key 'witdh' in trial.network; did you mean 'width'?");
        refusesSet("netwrok.width=3", "unknown key 'netwrok'; did you mean 'network'?");
        refusesSet("max-steps=few", "trial.max-steps must be an integer or auto but was \"few\"");
        refusesSet("target.frequency=1.5", "trial.target.frequency must be an integer but was 1.5");
        refusesSet("network.width", "an override must be path=value");
        refusesSet("=3", "an override must be path=value");
        refusesSet("network.width=", "an override must be path=value but the value was empty");
        refusesSet("variants.fast.replicates=3", "variants cannot be set; choose one with --variant");
        refusesSet("replicates=many", "replicates must be an integer but was \"many\"");
        refusesSet("thresholds.1.delta=3", "'1' does not name anything in a list of 1");
        refusesSet(
                "loss={",
                "this is not YAML: while parsing a flow node, expected the node content, but found"
                        + " '<stream end>'");
        refuses(
                FILE,
                trial -> {},
                List.of("axes=[{grid: {encoding: [{type: identity}]}}]", "exclude=[]", "encoding.octaves=3"),
                "--set encoding.octaves=3: 'encoding' is an axis, so its parts cannot be set; set encoding itself");
    }

    @Test
    void anUnknownVariantListsTheOthers() {
        SpecReader reader = SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS);
        assertThatThrownBy(() -> reader.read("conf/x.yaml", FILE, Optional.of("slow"), List.of()))
                .hasMessage("conf/x.yaml:26: there is no variant 'slow'; there are fast");
        String without = FILE.substring(0, FILE.indexOf("variants:"));
        assertThatThrownBy(() -> reader.read("conf/x.yaml", without, Optional.of("slow"), List.of()))
                .hasMessage("conf/x.yaml: there is no variant 'slow'; the file has none");
        String wrong = FILE.replace("replicates: 1}", "repliates: 1}");
        assertThatThrownBy(() -> reader.read("conf/x.yaml", wrong, Optional.of("fast"), List.of()))
                .hasMessage("conf/x.yaml:27: unknown key 'repliates' in the sweep; did you mean 'replicates'?");
    }

    @Test
    void fitsUseKnownColumnsAndThresholds() {
        refuses(
                "where: {frequency: [4, 10]}",
                "where: {frequncy: [4, 10]}",
                "conf/x.yaml:25: unknown column 'frequncy' in fit.0.where.frequncy; did you mean 'frequency'?");
        refuses(
                "where: {frequency: [4, 10]}",
                "group-by: [hidden-layers]",
                "conf/x.yaml:25: unknown column 'hidden-layers' in fit.0.group-by; did you mean 'hidden_layers'?");
        refuses(
                "where: {frequency: [4, 10]}",
                "exponents: {a: frequency, b: 1/densty}",
                "conf/x.yaml:25: unknown column 'densty' in fit.0.exponents.b; did you mean 'density'?");
        refuses(
                "where: {frequency: [4, 10]}",
                "threshold: region",
                "conf/x.yaml:25: unknown threshold 'region' in fit.0; did you mean 'regions'?");
    }

    @Test
    void whatChecksRefuseNamesTheCell() {
        Consumer<TrialSpec> nyquist = trial -> {
            if (((Harmonic) trial.target()).frequency() > 50) {
                throw new Refusal("frequency", "must be below 50 but was 300");
            }
        };
        refuses(
                FILE.replace("[1, 2]", "[1, 300]"),
                nyquist,
                List.of(),
                "conf/x.yaml:17: at target.frequency = 300: trial.target.frequency must be below 50 but was 300");
        refuses(
                FILE,
                trial -> {
                    throw new Refusal("frequency", "must be below 50 but was 2");
                },
                List.of("axes=[]", "exclude=[]"),
                "conf/x.yaml:5: trial.target.frequency must be below 50 but was 2");
        refuses(
                FILE,
                trial -> {
                    throw new IllegalArgumentException("some parts do not fit");
                },
                List.of(),
                "conf/x.yaml:2: at target.frequency = 2: trial: some parts do not fit");
    }

    @Test
    void aKeyIsBlamedAndNoWordOfAMessage() {
        refuses(
                FILE,
                trial -> {
                    throw new IllegalArgumentException("width and depth do not fit");
                },
                List.of("axes=[]", "exclude=[]"),
                "conf/x.yaml:2: trial: width and depth do not fit");
        refuses(
                FILE,
                trial -> {
                    throw Refusal.within("delta", "width has no such threshold", new IllegalStateException());
                },
                List.of("axes=[]", "exclude=[]"),
                "conf/x.yaml:13: trial.thresholds.0.delta: width has no such threshold");
    }

    @Test
    void yamlItselfIsChecked() {
        refuses(
                "    hidden-layers: 1",
                "    width: 32",
                "conf/x.yaml:8: duplicate key 'width'; it is also at conf/x.yaml:7");
        refuses(
                "max-steps: 100",
                "max-steps: *n",
                "conf/x.yaml:14: aliases such as *n are not supported; write the value out");
        refuses(
                "replicates: 2",
                "---\nreplicates: 2",
                "conf/x.yaml:23: a spec must be a single YAML document, but a second one begins");
        refuses(
                "sweep: small",
                "sweep: small: x",
                "conf/x.yaml:1: this is not YAML: mapping values are not allowed here");
        refuses("", trial -> {}, List.of(), "conf/x.yaml: the file is empty; it must have the keys sweep and trial");
        refuses(
                "# only this\n",
                trial -> {},
                List.of(),
                "conf/x.yaml: the file is empty; it must have the keys sweep and trial");
        refuses(
                "hello",
                trial -> {},
                List.of(),
                "conf/x.yaml:1: a sweep must be a mapping with the keys sweep and trial");
        refuses(
                "- 1",
                trial -> {},
                List.of(),
                "conf/x.yaml:1: a sweep must be a mapping with the keys sweep and trial");
    }
}
