package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.PrimitiveIterator;
import org.spectralsweep.kernel.ComponentCourses;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.metric.LearningCurve;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The learning curve that the kernel predicts on the trial's samples, at the trial's checkpoints. lambda_k and v_k are
 * the eigenpairs of the Gram matrix H, f is the loss's kernel factor and eta the rate. The residual after t updates is
 *
 * <pre>
 * r_t = sum_k (1 - eta f lambda_k)^t (v_k . r_0) v_k       gradient descent
 * r_t = sum_k exp(-eta f lambda_k t) (v_k . r_0) v_k       gradient flow at the time t eta c of METHODS
 * </pre>
 *
 * <p>Under a schedule the first is a product of the rates of all updates, and t in the second is the sum of the
 * schedule's factors. With momentum each component follows the recursion of {@link DescentRule}.
 *
 * <p>For the analytic kernel, which is the mean over networks, r_0 is -y. For the empirical one it is f_0 - y with the
 * actual initial output. Where |1 - eta f lambda_k| &gt; 1 the curve of descent grows and is written as it grows. Flow
 * has no step size, so its curve always falls. Rows end when the energy is 1e100 times what it was at the start.
 *
 * <ul>
 * <li>{@code predicted_loss}, scope {@code all}: the loss in the trial's own convention.
 * <li>{@code predicted_region_error}, scope {@code region:j}: 1/#R sum_R r^2 against the target without {@code
 * label-noise}, as {@code region_error}.
 * </ul>
 *
 * <p>Cost: the eigenproblem, and 2 n^2 flops a checkpoint; at most 3,000 samples.
 *
 * @param kernel which kernel
 * @param flow gradient flow instead of gradient descent, which momentum does not have
 * @param steps the last step; 0 means the first checkpoint at which every threshold holds, or the last one up to 10^12
 */
public record PredictedCurve(
        @Default("auto") KernelChoice kernel,
        @Default("false") boolean flow,
        @Default("0") long steps) implements Theory {
    private static final String LOSS = LearningCurve.DOMAIN.predicted();
    private static final String REGION_ERROR = LearningCurve.REGION.predicted();

    /** Refuses what the descriptions of the components rule out. */
    public PredictedCurve {
        if (!(steps >= 0 && steps <= KernelLimits.MOST_STEPS)) {
            throw new Refusal("steps", "must be from 0 to " + KernelLimits.MOST_STEPS + " but was " + steps);
        }
    }

    @Override
    public List<String> columns() {
        return List.of(LOSS, REGION_ERROR);
    }

    @Override
    public void check(TheoryScene scene) {
        scene.checkKernel(kernel);
        DescentRule rule = scene.training().rule();
        if (rule == null) {
            throw new Refusal(
                    "optimizer",
                    "must be full-batch gradient descent for predicted-curve, with momentum or a schedule or without,"
                            + " but was not");
        }
        if (flow && rule.momentum() > 0) {
            throw new Refusal("flow", "must be false with momentum, which has no gradient-flow time, but was true");
        }
        int n = scene.inputs().points().count();
        if (n > KernelLimits.LARGEST_MATRIX) {
            throw new Refusal(
                    "points",
                    "must be at most " + KernelLimits.LARGEST_MATRIX
                            + " for predicted-curve, which needs every eigenpair, but was " + n);
        }
        if (steps == 0 && scene.training().thresholds().isEmpty()) {
            throw new Refusal("steps", "must be positive where a trial has no thresholds but was 0");
        }
    }

    @Override
    public double order(double samples) {
        return samples;
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        Samples data = scene.inputs().data();
        int n = data.count();
        Eigenbasis basis = scene.basis(kernel, NodeSet.SAMPLES, 0, n);
        double[] start = coefficients(basis, initialResidual(scene));
        TheoryTraining training = scene.training();
        // The eigenvalues of the basis are those of H/n.
        double rate = training.learningRate().getAsDouble() * training.loss().kernelFactor(n) * n;
        DescentRule rule = Objects.requireNonNull(training.rule()).inUnitsOf(n);
        double[] eigenvalues = new double[start.length];
        Arrays.setAll(eigenvalues, basis::value);
        ComponentCourses courses = rule.components(rate, eigenvalues);
        double first = Arrays.stream(start).map(c -> c * c).sum();
        List<Measurement> rows = new ArrayList<>();
        PrimitiveIterator.OfLong checkpoints = training.checkpoints().get();
        long last = steps == 0 ? KernelLimits.MOST_STEPS : steps;
        for (long t = checkpoints.nextLong(); t <= last; t = checkpoints.nextLong()) {
            scene.deadline().check();
            long step = t;
            double[] factors = new double[start.length];
            Arrays.setAll(factors, k -> flow ? flowed(rule, rate, eigenvalues[k], step) : courses.at(k, step));
            double[] residual = residual(basis, start, factors);
            double energy = Arrays.stream(residual).map(r -> r * r).sum();
            if (!(energy <= KernelLimits.DIVERGED * first)) {
                break;
            }
            double[] regions = regionEnergies(data, residual);
            double[] clean = regionEnergies(data, clean(scene, residual));
            rows.add(
                    new Measurement(t, LOSS, Measurement.ALL, 0, training.loss().value(energy, n, 1)));
            int[] counts = counts(data);
            for (int j = 0; j < regions.length; j++) {
                double error = clean[j] / counts[j];
                rows.add(new Measurement(t, REGION_ERROR, Measurement.region(j), 0, error));
            }
            if (!checkpoints.hasNext()
                    || (steps == 0 && allHold(training.thresholds(), data, counts, energy, regions))) {
                break;
            }
        }
        return rows;
    }

    /** The share of a component that the gradient flow leaves: decay has it end at the ridge's share. */
    private static double flowed(DescentRule rule, double rate, double eigenvalue, long step) {
        double decaying = eigenvalue + rule.ridge();
        double rest = rule.ridge() == 0 ? 0 : rule.ridge() / decaying;
        return rest
                + (1 - rest) * StrictMath.exp(-rate * decaying * rule.course().sum(step));
    }

    private double[] initialResidual(TheoryScene scene) {
        Samples data = scene.inputs().data();
        double[] residual = scene.isAnalytic(kernel)
                ? new double[data.count()]
                : scene.network().outputs(data.x(), data.count());
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= data.y()[i];
        }
        return residual;
    }

    /** The residual f - y against the target without noise. */
    private static double[] clean(TheoryScene scene, double[] residual) {
        double[] labels = scene.inputs().data().y();
        double[] target = scene.inputs().truth().labels();
        double[] clean = new double[residual.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = residual[i] + (labels[i] - target[i]);
        }
        return clean;
    }

    private static double[] coefficients(Eigenbasis basis, double[] residual) {
        int n = residual.length;
        double[] c = new double[basis.count()];
        for (int k = 0; k < c.length; k++) {
            for (int i = 0; i < n; i++) {
                c[k] += basis.vectors()[k * n + i] * residual[i];
            }
        }
        return c;
    }

    private static double[] residual(Eigenbasis basis, double[] start, double[] factors) {
        int n = basis.nodes().count();
        double[] residual = new double[n];
        for (int k = 0; k < start.length; k++) {
            double weight = factors[k] * start[k];
            if (weight != 0) {
                for (int i = 0; i < n; i++) {
                    residual[i] += weight * basis.vectors()[k * n + i];
                }
            }
        }
        return residual;
    }

    private static double[] regionEnergies(Samples data, double[] residual) {
        double[] energies = new double[data.regions()];
        for (int i = 0; i < residual.length; i++) {
            energies[data.region()[i]] += residual[i] * residual[i];
        }
        return energies;
    }

    private static int[] counts(Samples data) {
        int[] counts = new int[data.regions()];
        for (int region : data.region()) {
            counts[region]++;
        }
        return counts;
    }

    private static boolean allHold(
            List<Threshold> thresholds, Samples data, int[] counts, double energy, double[] regions) {
        double[] targets = regionEnergies(data, data.y());
        double target = Arrays.stream(targets).sum();
        int n = data.count();
        for (Threshold threshold : thresholds) {
            for (Condition condition : Condition.of(threshold, regions.length)) {
                int j = condition.region();
                boolean holds = condition.isWhole()
                        ? energy < threshold.bound(n, target, n)
                        : regions[j] < threshold.bound(counts[j], targets[j], n);
                if (!holds) {
                    return false;
                }
            }
        }
        return true;
    }
}
