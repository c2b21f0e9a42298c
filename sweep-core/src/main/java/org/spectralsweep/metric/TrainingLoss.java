package org.spectralsweep.metric;

import java.util.List;

/** Column {@code training_loss}: the loss on the whole training set, in the trial's own convention. O(n). */
public record TrainingLoss() implements Metric {
    @Override
    public String column() {
        return "training_loss";
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        double sum = 0;
        for (double residual : probe.residuals()) {
            sum += residual * residual;
        }
        double loss = probe.scene().loss().value(sum, probe.residuals().length);
        return List.of(new Measurement(probe.step(), column(), Measurement.ALL, 0, loss));
    }
}
