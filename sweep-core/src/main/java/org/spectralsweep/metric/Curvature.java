package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.GaussNewton;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Default;

/**
 * How near the training is to the edge of stability. The subject is that of Cohen et al. 2021 (arXiv 2103.00065).
 *
 * <ul>
 * <li>{@code eta_lambda_max}: the learning rate eta of the next update times lambda_max. This is the largest eigenvalue
 * of the Gauss-Newton part of the loss's Hessian, on all training samples. For squared residuals it is that of the
 * network's own tangent kernel, scaled as the loss is: of H, H/n or 2H/n ({@link GaussNewton})
 * <li>{@code eta_lambda_max_limit}: the product above which a quadratic loss grows: 2 for plain descent, 2 (1 + mu)
 * with momentum mu (Polyak 1964). No row for Adam, sign descent, weight decay and mapped residuals, which the
 * curvature of the loss does not bound
 * </ul>
 *
 * <p>Cohen's sharpness is the largest eigenvalue of the whole Hessian. The part that is left out is weighted by the
 * residuals. NaN where the weights are no longer finite.
 *
 * <p>Cost: up to 1,024 samples times outputs the empirical kernel of all samples and 4/3 n^3 flops, beyond some 25
 * products of 10 flops a weight and sample.
 *
 * @param steps the checkpoints at which it is taken; empty means all
 */
public record Curvature(@Default("[]") List<Long> steps) implements Metric {
    /** About how many products the iteration takes. */
    private static final double PRODUCTS = 25;

    /** Copies the steps; refuses negative ones. */
    public Curvature {
        steps = Steps.copyOf(steps);
    }

    @Override
    public String column() {
        return "eta_lambda_max";
    }

    @Override
    public List<Column> writes() {
        return View.CURVES.columns(column(), "eta_lambda_max_limit");
    }

    @Override
    public double flops(MetricSize size) {
        double n = size.samples();
        return n <= GaussNewton.LARGEST_MATRIX ? size.kernel(n) + 15 * Math.pow(n, 3) : PRODUCTS * 5 * size.forward(n);
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        if (!Steps.include(steps, probe.step())) {
            return List.of();
        }
        StepRule rule = probe.stepRule();
        List<Measurement> rows = new ArrayList<>();
        double eta = rule.learningRate().applyAsDouble(probe.step());
        double value = probe.isFinite() ? eta * rule.share() * largest(probe) : Double.NaN;
        rows.add(new Measurement(probe.step(), column(), Measurement.ALL, 0, value));
        @Nullable Double limit = rule.limit();
        if (limit != null) {
            rows.add(new Measurement(probe.step(), "eta_lambda_max_limit", Measurement.ALL, 0, limit));
        }
        return rows;
    }

    private static double largest(Probe probe) {
        Samples data = probe.scene().data();
        return GaussNewton.largest(
                probe.network(),
                data.x(),
                data.count(),
                probe.outputs(),
                probe.scene().loss());
    }
}
