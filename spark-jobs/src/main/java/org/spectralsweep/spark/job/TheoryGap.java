package org.spectralsweep.spark.job;

import java.util.Optional;
import java.util.Set;
import org.spectralsweep.spark.table.SpecColumns;

/**
 * Why the theory T = c frequency^(D + 1) / density is not about a trial. The theory is about gradient descent with the
 * kernel of plain coordinates, if that kernel is singular in every direction. See "The law" in METHODS.
 */
enum TheoryGap {
    OPTIMIZER("it is about gradient descent; Adam and momentum have no gradient-flow time"),
    ENCODING("it is about plain coordinates; an encoding makes another kernel"),
    BOOLEAN("it is about manifolds; a Boolean cube is a finite set"),
    TARGET("it is about harmonics; this target is data"),
    NO_SPREAD("on an interval or a cube it needs random biases; with zero ones the kernel is not singular"),
    NO_BIAS("without biases one hidden layer never learns odd frequencies above 1");

    private static final Set<String> HARMONICS = Set.of("harmonic", "harmonic-sum", "zonal-harmonic");

    private final String reason;

    TheoryGap(String reason) {
        this.reason = reason;
    }

    /** The reason, as the end of a sentence. */
    String reason() {
        return reason;
    }

    /**
     * The first reason, or none. Mini-batches without momentum are not a reason: at small rates they follow the
     * gradient flow.
     */
    static Optional<TheoryGap> of(SpecColumns trial) {
        if (trial.training().optimizer().equals("adam") || trial.training().momentum() > 0) {
            return Optional.of(OPTIMIZER);
        }
        if (!trial.task().encoding().equals("identity")) {
            return Optional.of(ENCODING);
        }
        if (trial.space().domain().equals("boolean-cube")) {
            return Optional.of(BOOLEAN);
        }
        if (!HARMONICS.contains(trial.task().target())) {
            return Optional.of(TARGET);
        }
        boolean flat = trial.space().domain().equals("interval")
                || trial.space().domain().equals("cube");
        if (flat && !hasRandomBiases(trial)) {
            return Optional.of(NO_SPREAD);
        }
        boolean sphere = trial.space().domain().equals("circle")
                || trial.space().domain().equals("sphere");
        boolean odd = trial.task().frequency() % 2 == 1 && trial.task().frequency() > 1;
        return sphere
                        && odd
                        && trial.network().hiddenLayers() == 1
                        && trial.network().bias().equals("none")
                ? Optional.of(NO_BIAS)
                : Optional.empty();
    }

    private static boolean hasRandomBiases(SpecColumns trial) {
        Double std = trial.start().biasStd();
        return !trial.network().bias().equals("none")
                && !trial.start().biasInit().equals("zero-bias")
                && (std == null || std > 0);
    }
}
