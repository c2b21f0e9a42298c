package org.spectralsweep.fit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * T = c * prod_k covariate_k^(sign_k * theta_k). The law of the sweep is
 * {@code PowerLaw.of(new Exponent("a", "frequency", 1), new Exponent("b", "density", -1))}: T = c * frequency^a *
 * density^-b.
 *
 * @param exponents in the order of the parameters; an empty list is a law without covariates
 */
public record PowerLaw(List<Exponent> exponents) implements ScalingLaw {
    /** Name of the first parameter of every law. */
    public static final String FACTOR = "c";

    /** Copies the exponents; refuses a name or covariate that occurs twice. */
    public PowerLaw {
        exponents = List.copyOf(exponents);
        Set<String> seen = new HashSet<>();
        for (Exponent exponent : exponents) {
            if (!seen.add("name " + exponent.name()) || !seen.add("covariate " + exponent.covariate())) {
                throw new IllegalArgumentException(
                        "exponents must have distinct names and covariates but were " + exponents);
            }
        }
    }

    /** The law with these exponents. */
    public static PowerLaw of(Exponent... exponents) {
        return new PowerLaw(List.of(exponents));
    }

    @Override
    public String formula() {
        StringBuilder text = new StringBuilder("T = " + FACTOR);
        for (Exponent exponent : exponents) {
            text.append(" * ")
                    .append(exponent.covariate())
                    .append(exponent.sign() < 0 ? "^-" : "^")
                    .append(exponent.name());
        }
        return text.toString();
    }

    @Override
    public List<String> parameters() {
        return Stream.concat(Stream.of(FACTOR), exponents.stream().map(Exponent::name))
                .toList();
    }

    @Override
    public List<String> covariates() {
        return exponents.stream().map(Exponent::covariate).toList();
    }

    @Override
    public List<String> identifiedBy() {
        return covariates();
    }

    @Override
    public double[] regressors(Map<String, Double> covariates) {
        double[] x = new double[1 + exponents.size()];
        x[0] = 1;
        for (int k = 0; k < exponents.size(); k++) {
            Exponent exponent = exponents.get(k);
            Double value = covariates.get(exponent.covariate());
            if (value == null) {
                throw new IllegalArgumentException(
                        "covariates must contain \"" + exponent.covariate() + "\" but were " + covariates.keySet());
            }
            x[1 + k] = exponent.sign() * StrictMath.log(value);
        }
        return x;
    }
}
