package org.spectralsweep.spark.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The spec of a sweep of three small networks, which train in a moment. */
final class SmallSpec {
    /** A block that fits a law to each width, to be added. */
    static final String LAWS = """
            fit:
              - {name: law, exponents: {a: frequency}, group-by: [width]}
            """;

    private static final String TRIAL = """
            sweep: small
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 40}
              target: {type: harmonic, frequency: 1}
              network: {width: 32, hidden-layers: 1, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false}
              initialization: {weights: {type: normal, std: 1}, bias: {type: zero-bias}, outer: rademacher}
              optimizer: {type: gradient-descent, learning-rate: 0.01}
              thresholds: [{name: half, convention: relative-mse, delta: 0.5, scope: global}]
              max-steps: 60
            """;
    private static final String AXES = """
            axes:
              - grid: {target.frequency: [1, 2, 3]}
            """;

    private SmallSpec() {}

    /**
     * The spec as text, to which laws and a figure may be added.
     *
     * @param keys further keys of the trial with their values
     */
    static String of(String... keys) {
        return TRIAL + Arrays.stream(keys).map(key -> "  " + key + "\n").collect(Collectors.joining()) + AXES;
    }
}
