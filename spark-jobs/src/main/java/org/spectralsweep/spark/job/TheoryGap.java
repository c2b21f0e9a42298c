package org.spectralsweep.spark.job;

import java.util.Optional;
import java.util.Set;
import org.spectralsweep.spark.table.SpecColumns;

/**
 * Why the theory T = c frequency^(D + 1) / density, or frequency^(D + 3) for relu-squared, is not about a trial. The
 * theory is about gradient descent with the kernel of plain coordinates, if that kernel is singular in every direction.
 * See "The law" in METHODS.
 */
enum TheoryGap {
    OPTIMIZER("it is about gradient descent; Adam and sign descent do not follow the kernel"),
    MOMENTUM("with momentum it is D + 1 below eta lambda = (1 - sqrt mu)^2 and half of it above, and these times are on"
            + " both sides or have no prediction"),
    SCHEDULE("it is about gradient-flow time; these laws are for steps at a rate that changes"),
    DECAY("weight decay leaves the components unlearned whose eigenvalues are below it"),
    ENCODING("it is about plain coordinates; an encoding makes another kernel"),
    SMOOTH("it is about relu, leaky-relu and relu-squared; eigenvalues of a smooth kernel follow no power law"),
    BOOLEAN("it is about manifolds; a Boolean cube is a finite set"),
    TARGET("it is about harmonics; this target is data"),
    NO_SPREAD("on an interval or a cube it needs random biases; with zero ones the kernel is not singular"),
    NO_BIAS("without biases one hidden layer never learns odd frequencies above 1"),
    NO_BIAS_SQUARED("without biases one hidden layer of relu-squared never learns even frequencies above 2");

    /** Optimisers that no kernel predicts. */
    static final Set<String> UNPREDICTED = Set.of("adam", "sign-descent");

    private static final String SQUARED = "relu-squared";
    private static final Set<String> WITH_A_KINK = Set.of("relu", "leaky-relu", SQUARED);
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
     * gradient flow. {@link MomentumPower} judges momentum by its times.
     */
    static Optional<TheoryGap> of(SpecColumns trial) {
        if (UNPREDICTED.contains(trial.training().optimizer())) {
            return Optional.of(OPTIMIZER);
        }
        Double decay = trial.training().decay();
        if (decay != null && decay > 0) {
            return Optional.of(DECAY);
        }
        if (!trial.task().encoding().equals("identity")) {
            return Optional.of(ENCODING);
        }
        if (trial.space().domain().equals("boolean-cube")) {
            return Optional.of(BOOLEAN);
        }
        String activation = trial.network().activation();
        if (activation != null && !WITH_A_KINK.contains(activation)) {
            return Optional.of(SMOOTH);
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
        if (!sphere
                || trial.network().hiddenLayers() != 1
                || !trial.network().bias().equals("none")) {
            return Optional.empty();
        }
        boolean squared = SQUARED.equals(activation);
        boolean odd = trial.task().frequency() % 2 == 1;
        return trial.task().frequency() > (squared ? 2 : 1) && odd != squared
                ? Optional.of(squared ? NO_BIAS_SQUARED : NO_BIAS)
                : Optional.empty();
    }

    private static boolean hasRandomBiases(SpecColumns trial) {
        Double std = trial.start().biasStd();
        Double value = trial.start().biasValue();
        return !trial.network().bias().equals("none")
                && !trial.start().biasInit().equals("zero-bias")
                && (std == null || std > 0)
                && (value == null || value != 0);
    }
}
