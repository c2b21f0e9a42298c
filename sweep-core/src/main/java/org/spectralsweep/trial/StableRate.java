package org.spectralsweep.trial;

import java.util.Locale;

/**
 * A learning rate together with the kernel that it descends. A component of eigenvalue lambda shrinks at every update
 * if eta lambda is below 2 (1 + momentum), and grows otherwise.
 *
 * @param learningRate eta
 * @param lambdaMax largest eigenvalue of the loss's own kernel matrix
 * @param momentum momentum of the optimiser, 0 if it has none
 */
public record StableRate(double learningRate, double lambdaMax, double momentum) {
    /**
     * The rate of a trial, resolved.
     *
     * @param lambdaMax largest eigenvalue of the loss's own kernel matrix. Weight decay pulls every component by its
     *     strength besides.
     */
    static StableRate of(TrialSpec trial, double lambdaMax) {
        double pull = trial.optimizer().decay().strength();
        Double given = trial.optimizer().learningRate().value();
        double rate = given == null ? trial.rateFactor() / (lambdaMax + pull) : given;
        return new StableRate(rate, lambdaMax + pull, trial.optimizer().momentum());
    }

    /** eta times lambda_max. */
    public double product() {
        return learningRate * lambdaMax;
    }

    /** The largest stable product. */
    public double limit() {
        return 2 * (1 + momentum);
    }

    /** Whether the descent of the kernel grows. */
    public boolean isExceeded() {
        return product() > limit();
    }

    /** The largest stable rate. */
    public double bound() {
        return limit() / lambdaMax;
    }

    /**
     * The warning of a trial whose rate is too large.
     *
     * @param source source of lambda_max
     */
    public String warning(String source) {
        return beginning() + source + "): training leaves the kernel regime or diverges";
    }

    /**
     * Whether a trial's warning is the one about this rate, whatever the source of lambda_max. The table of trials
     * keeps warnings as sentences, so this one is known by the beginning that {@link #warning} gives it.
     */
    public boolean isWarning(String sentence) {
        return sentence.startsWith(beginning());
    }

    private String beginning() {
        return String.format(Locale.ROOT, "eta * lambda_max = %.3g exceeds %.3g (", product(), limit());
    }
}
