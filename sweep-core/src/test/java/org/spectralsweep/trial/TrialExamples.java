package org.spectralsweep.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** Trials that together hold every variant of every part of a spec. */
public final class TrialExamples {
    private static final String BASE = """
            {domain: {type: circle},
             density: {type: piecewise-constant, weights: [1, 2, 4]},
             sampling: {type: grid, step: 0.02},
             target: {type: harmonic, frequency: 4, phase: random},
             unit-norm-target: true,
             network: {width: 4000, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
             initialization: {weights: {type: normal, std: 0.2}, outer: rademacher},
             optimizer: {type: gradient-descent, learning-rate: 0.004},
             thresholds: [{name: regions, convention: half-mean-per-sample, delta: 0.05, scope: regions}],
             max-steps: 20000}
            """;

    /** Values by path that replace the one of the base trial; each gives a trial of its own. */
    private static final Map<String, List<String>> VARIANTS = Map.ofEntries(
            Map.entry(
                    "domain",
                    List.of(
                            "{type: sphere, dimension: 3}",
                            "{type: interval, from: -1, to: 1}",
                            "{type: cube, dimension: 2, from: -0.5}")),
            Map.entry(
                    "density", List.of("{type: uniform}", "{type: von-mises-fisher, concentration: 1.5, regions: 3}")),
            Map.entry("sampling", List.of("{type: iid, points: 100}", "{type: quantiles, points: 100}")),
            Map.entry(
                    "target",
                    List.of(
                            "{type: harmonic-sum, terms: [{frequency: 1}, {frequency: 9, weight: 0.3, phase: 0.25}]}",
                            "{type: zonal-harmonic, frequency: 3, axis: [1, 2]}")),
            Map.entry(
                    "encoding",
                    List.of(
                            "{type: positional, octaves: 4, pi: false, include-input: true}",
                            "{type: gaussian-fourier, bandwidth: 2.5, features: 16}")),
            Map.entry("network.widths", List.of("[8, 16, 8]")),
            Map.entry("initialization.weights", List.of("{type: he, negative-slope: 0.1}", "{type: uniform-fan-in}")),
            Map.entry("initialization.bias", List.of("{type: normal-bias, std: 0.5}", "{type: uniform-fan-in-bias}")),
            Map.entry(
                    "optimizer",
                    List.of(
                            "{type: gradient-descent, learning-rate: auto}",
                            "{type: sgd, learning-rate: 1e-3, batch-size: 32, momentum: 0.9}",
                            "{type: adam}")),
            Map.entry("stop-when", List.of("[regions]")),
            Map.entry("metrics", List.of("[]", "[{type: amplitude, of: learned, frequencies: [1, 4]}]")),
            Map.entry("seeds", List.of("{init: 7, sample: -3}")));

    /** Variants that were added after the golden hash of all ids was taken. */
    private static final Map<String, List<String>> LATER = Map.ofEntries(
            Map.entry("initialization.bias", List.of("{type: constant-bias, value: -1}")),
            Map.entry(
                    "optimizer",
                    List.of(
                            "{type: sign-descent}",
                            "{type: gradient-descent, learning-rate: auto, schedule: {type: warm-up, steps: 100}}",
                            "{type: sgd, learning-rate: auto, momentum: 0.9, schedule: {type: cosine, steps: 500}}",
                            "{type: adam, schedule: {type: step, every: 200}, decay: {strength: 0.1, coupling: decoupled}}",
                            "{type: preconditioned, learning-rate: auto, exponent: 0.5, eigenvectors: 20}",
                            "{type: sobolev, learning-rate: 0.01, order: -0.5, max-frequency: 9}")),
            Map.entry(
                    "network.activation",
                    List.of(
                            "{type: leaky-relu, negative-slope: 0.1}",
                            "{type: relu-squared}",
                            "{type: erf}",
                            "{type: tanh}",
                            "{type: gelu}",
                            "{type: sine, frequency: 30}",
                            "{type: gaussian}")),
            Map.entry(
                    "theory",
                    List.of(
                            "[{type: learning-curve, ridge: 0.1, up-to: 3}, {type: kernel-regression, points: 50}]",
                            "[{type: harmonic-coefficients}, {type: kernel-spectrum, nodes: quadrature}, {type: eigenfunctions},"
                                    + " {type: local-frequency}, {type: target-projection, up-to: 9}, {type: predicted-curve},"
                                    + " {type: expected-active-share}]",
                            "[{type: kernel-spectrum, smallest: 5}]")),
            Map.entry("encoding", List.of("{type: positional, octaves: 4, equal-octave: 0}")),
            Map.entry("domain", List.of("{type: torus, dimension: 2}", "{type: boolean-cube, dimension: 4}")),
            Map.entry(
                    "density",
                    List.of(
                            "{type: fourier, cosines: [0, -0.6], sines: [0.1]}",
                            "{type: tabulated, values: [1, 2.5, 4], regions: 3}")),
            Map.entry(
                    "metrics",
                    List.of(
                            "[{type: gate-flips}, {type: kernel-drift, points: 64}, {type: empirical-kernel, count: 3}]",
                            "[{type: snapshot, points: 100, steps: [0, 10]}]",
                            "[{type: hamming, pairing: {type: windows, side: 3, pairs: 0}, bins: 20}, {type: activation-regions},"
                                    + " {type: gradient-confusion, bound: -0.2, steps: [15]}, {type: psnr},"
                                    + " {type: residual-spectrum}, {type: region-map, side: 16}]",
                            "[{type: spectral-norms}, {type: hyperplane-angles, bins: 20}, {type: boundary-distance, points: 64},"
                                    + " {type: inradius, points: 10, seed: 3, largest: 0.5}]",
                            "[{type: accuracy}]",
                            "[{type: curvature, steps: [0, 30]}, {type: empirical-kernel, smallest: 5}]",
                            "[{type: active-share, points: 64}]",
                            "[{type: test-error, points: 100, frequencies: [1, 4]}]",
                            "[{type: linear-pieces, from: [0, 0.5], to: [1, 0.5], steps: [10]},"
                                    + " {type: plane-regions, axes: [2, 0], at: [0, 1, 0], from: [0, 0], to: [1, 2]}]",
                            "[{type: hamming, pairing: {type: neighbours, anchors: 100, different-class: true, pool: 500}}]")),
            Map.entry("checkpoints", List.of("{at: [5, 100]}")),
            Map.entry("label-noise", List.of("0.25")),
            Map.entry(
                    "sampling",
                    List.of(
                            "{type: iid, points: 100, stratified: true}",
                            "{type: subset, points: 100, of: 256}",
                            "{type: pixels, endpoint: true}",
                            "{type: entries}")),
            Map.entry(
                    "target",
                    List.of(
                            "{type: walsh, degree: 2, coordinates: [0, 3]}",
                            "{type: walsh-sum, terms: [{degree: 0}, {degree: 2, weight: -0.5, coordinates: [1, 2]}]}",
                            "{type: image, path: \"images/x.png\", crop: [0, 0, 64, 64], channels: gray}",
                            "{type: image, path: \"images/x.png\", resize: [32, 48]}",
                            "{type: random-image, width: 64}",
                            "{type: labelled-images, folder: \"fashion-mnist\", part: test, images: 100}")));

    private TrialExamples() {}

    /** The setting of the quickstart. */
    public static TrialSpec base() {
        return (TrialSpec) SpecType.of(TrialSpec.class).read(DefaultLiteral.parse(BASE), "trial");
    }

    /** The base trial with one value replaced; both the path and the literal are as in a spec file. */
    public static TrialSpec with(String path, String literal) {
        return with((ObjectNode) DefaultLiteral.parse(BASE), path, literal);
    }

    /** A trial with one more value replaced; engine and precision are chosen anew. */
    public static TrialSpec with(TrialSpec trial, String path, String literal) {
        ObjectNode tree = TrialJson.tree(trial).deepCopy();
        tree.remove("engine");
        if (trial.engine() == EngineChoice.CIRCLE) {
            tree.remove("precision");
        }
        return with(tree, path, literal);
    }

    private static TrialSpec with(ObjectNode tree, String path, String literal) {
        String[] keys = path.split("\\.", -1);
        ObjectNode parent = tree;
        for (int i = 0; i < keys.length - 1; i++) {
            parent = parent.withObject("/" + keys[i]);
        }
        if (path.equals("network.widths")) {
            parent.remove("width");
        }
        parent.set(keys[keys.length - 1], DefaultLiteral.parse(literal));
        return (TrialSpec) SpecType.of(TrialSpec.class).read(tree, "trial");
    }

    /** The base trial and all its variations. */
    public static List<TrialSpec> all() {
        List<TrialSpec> all = new ArrayList<>(first());
        LATER.forEach((path, values) -> values.forEach(value -> all.add(with(path, value))));
        return all;
    }

    /** The trials whose ids are older than the variants of {@link #LATER}. */
    static List<TrialSpec> first() {
        List<TrialSpec> first = new ArrayList<>(List.of(base()));
        VARIANTS.forEach((path, values) -> values.forEach(value -> first.add(with(path, value))));
        return first;
    }
}
