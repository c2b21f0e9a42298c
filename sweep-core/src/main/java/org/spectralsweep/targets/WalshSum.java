package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A weighted sum of Walsh functions on the Boolean cube: the sum of weight * chi_S, as {@link Walsh} has them.
 *
 * @param terms the Walsh functions, at least one
 */
public record WalshSum(List<Term> terms) implements TargetFunction {
    /**
     * One term.
     *
     * @param degree k, the number of coordinates in S, at least 0
     * @param weight its amplitude
     * @param coordinates S, numbered from 0; empty means the first k
     */
    public record Term(
            int degree,
            @Default("1") double weight,
            @Default("[]") List<Integer> coordinates) {
        /** Copies the subset; refuses what {@link Walsh} refuses, and a weight that is not finite. */
        public Term {
            coordinates = new Walsh(degree, coordinates).coordinates();
            if (!Double.isFinite(weight)) {
                throw new Refusal("weight", "must be finite but was " + weight);
            }
        }

        private Walsh function() {
            return new Walsh(degree, coordinates);
        }
    }

    /** Copies the terms; refuses an empty list. */
    public WalshSum {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new Refusal("terms", "must hold at least one term but was []");
        }
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        terms.forEach(term -> term.function().requireDefinedOn(domain));
    }

    @Override
    public WalshSum withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        double[] values = new double[points.count()];
        for (Term term : terms) {
            double[] chi = term.function().values(domain, points);
            for (int i = 0; i < values.length; i++) {
                values[i] += term.weight() * chi[i];
            }
        }
        return values;
    }

    /** The degrees, which stand for frequencies on the Boolean cube. */
    @Override
    public List<Integer> frequencies() {
        return terms.stream().map(Term::degree).distinct().sorted().toList();
    }
}
