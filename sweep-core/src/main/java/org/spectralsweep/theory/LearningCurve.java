package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.metric.GroundTruth.Origin;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * What kernel regression on as many random samples is expected to reach, as a mean over all draws of them. It follows
 * from the kernel's spectrum under the distribution of inputs, the target, the label noise, the ridge and n alone, see
 * {@link Generalization}.
 *
 * <ul>
 * <li>{@code theory_test_error}, scope {@code all}: E, the mean square error against the target without noise
 * <li>{@code theory_test_error_held_out}, with the sampling subset, without a ridge and with n below M: the same over
 * the points that are not drawn, (M E - n s2) / (M - n), since the others are fitted exactly
 * <li>{@code theory_test_error_from_start}: E for a network whose initial output is not zero, which it has to unlearn
 * <li>{@code theory_learnability}: of the target; the mean of L_k, weighted with the target's energy in mode k
 * <li>{@code effective_ridge}: kappa in the convention of Canatar et al. (arXiv 2006.13198)
 * <li>{@code mode_learnability}, index k: L_k. k is the frequency or degree where the inputs are uniform on the circle
 * or a sphere, and the rank otherwise.
 * </ul>
 *
 * <p>It needs a closed-form kernel and the sampling {@code iid} or {@code subset}. Cost: on circles and spheres below a
 * second, otherwise all eigenvectors of the subset's whole grid, or of 2,000 nodes.
 *
 * @param ridge r of kernel regression, at least 0; networks that are trained to the end have none
 * @param upTo the highest index of {@code mode_learnability}
 */
public record LearningCurve(
        @Default("0") double ridge, @Default("20") int upTo) implements Theory {
    /** Refuses what the descriptions of the components rule out. */
    public LearningCurve {
        checkRidge(ridge);
        NodeCount.atLeast("up-to", 0, upTo);
    }

    static void checkRidge(double ridge) {
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new Refusal("ridge", "must be 0 or positive but was " + ridge);
        }
    }

    @Override
    public List<String> columns() {
        return List.of(
                "theory_test_error",
                "theory_test_error_held_out",
                "theory_test_error_from_start",
                "theory_learnability",
                "effective_ridge",
                "mode_learnability");
    }

    @Override
    public void check(TheoryScene scene) {
        new ModesOfScene(scene).check();
    }

    @Override
    public double order(double samples) {
        return NodeCount.USUAL;
    }

    @Override
    public double order(double samples, double population) {
        return population > samples ? population : NodeCount.USUAL;
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        KernelModes modes = new ModesOfScene(scene).modes();
        scene.deadline().check();
        int samples = scene.inputs().points().count();
        double noise = scene.inputs().truth().labelNoise();
        Generalization curve = Generalization.of(modes, samples, ridge, noise);
        List<Measurement> rows = new ArrayList<>();
        double error = curve.testError();
        add(rows, "theory_test_error", 0, error);
        if (scene.inputs().truth().origin() == Origin.SUBSET && ridge == 0) {
            double population = scene.inputs().truth().test(1).points().count();
            if (population > samples) {
                double heldOut = (population * error - samples * noise) / (population - samples);
                add(rows, "theory_test_error_held_out", 0, heldOut);
            }
        }
        add(rows, "theory_test_error_from_start", 0, curve.testErrorFromStart());
        add(rows, "theory_learnability", 0, curve.targetLearnability());
        add(rows, "effective_ridge", 0, curve.effectiveRidge());
        for (int k = 0; k <= upTo && k < modes.count(); k++) {
            add(rows, "mode_learnability", k, curve.learnability(k));
        }
        return rows;
    }

    private static void add(List<Measurement> rows, String column, int index, double value) {
        rows.add(new Measurement(0, column, Measurement.ALL, index, value));
    }
}
