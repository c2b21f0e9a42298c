package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A weighted sum of pure harmonics: the sum of weight * sin(frequency * phi + phase), where phi is the angle that
 * {@link Harmonic} uses on each domain.
 *
 * @param terms the harmonics, at least one
 */
public record HarmonicSum(List<Term> terms) implements TargetFunction {
    /**
     * One term.
     *
     * @param frequency kappa, at least 0
     * @param weight its amplitude
     * @param phase in radians, or {@code random}
     */
    public record Term(
            int frequency,
            @Default("1") double weight,
            @Default("0") Phase phase) {
        /** Refuses a negative frequency and a weight that is not finite. */
        public Term {
            Harmonic.checkFrequency(frequency);
            if (!Double.isFinite(weight)) {
                throw new Refusal("weight", "must be finite but was " + weight);
            }
        }
    }

    /** Copies the terms; refuses an empty list. */
    public HarmonicSum {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new Refusal("terms", "must hold at least one term but was []");
        }
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        Harmonic.refuseSpheres(domain, "harmonic-sum");
    }

    @Override
    public HarmonicSum withPhases(RandomGenerator random) {
        return new HarmonicSum(terms.stream()
                .map(term ->
                        new Term(term.frequency(), term.weight(), term.phase().drawn(random)))
                .toList());
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        requireDefinedOn(domain);
        double[] angles = Harmonics.angles(domain, points, direction(domain));
        double[] values = new double[angles.length];
        for (Term term : terms) {
            double shift = term.phase().value();
            for (int i = 0; i < values.length; i++) {
                values[i] += term.weight() * StrictMath.sin(term.frequency() * angles[i] + shift);
            }
        }
        return values;
    }

    @Override
    public List<Integer> frequencies() {
        return terms.stream().map(Term::frequency).distinct().sorted().toList();
    }
}
