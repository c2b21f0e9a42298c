package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Refusal;

/**
 * Column {@code expected_active_share}, scope {@code layer:l}: the share of units of hidden layer l that are on at the
 * start, in the mean over networks and over the trial's samples. Above the first layer it is that of infinite width.
 *
 * <pre>mean over i of Phi(b / sqrt(q_l(x_i)))</pre>
 *
 * <p>b is a constant initial bias and q_l the variance of a pre-activation without it, see {@link
 * org.spectralsweep.kernel.AnalyticKernel}. Without a constant bias it is 1/2. For a first layer of N(0, 1) weights on
 * inputs of norm 1 and b = -B it is Phi(-B) (arXiv 2301.00327). Cost: samples x layers.
 */
public record ExpectedActiveShare() implements Theory {
    @Override
    public List<String> columns() {
        return List.of("expected_active_share");
    }

    @Override
    public void check(TheoryScene scene) {
        String obstacle = scene.obstacle();
        if (obstacle != null) {
            throw new Refusal("theory", "must not hold expected-active-share, since " + obstacle);
        }
        scene.requireRectifier("expected-active-share");
    }

    @Override
    public double order(double samples) {
        return 0;
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        double[] shares = scene.analytic()
                .activeShares(scene.inputs().data().x(), scene.inputs().data().count());
        List<Measurement> rows = new ArrayList<>();
        for (int layer = 0; layer < shares.length; layer++) {
            rows.add(new Measurement(0, "expected_active_share", Measurement.layer(layer + 1), 0, shares[layer]));
        }
        return rows;
    }
}
