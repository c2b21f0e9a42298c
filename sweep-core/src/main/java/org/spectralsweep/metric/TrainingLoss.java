package org.spectralsweep.metric;

import java.util.List;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Samples;

/** Column {@code training_loss}: the loss on the whole training set, in the trial's own convention. O(n). */
public record TrainingLoss() implements Metric {
    @Override
    public String column() {
        return LearningCurve.DOMAIN.measured();
    }

    @Override
    public double flops(MetricSize size) {
        return MetricSize.LOOP * size.samples();
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Samples data = probe.scene().data();
        Loss loss = probe.scene().loss();
        double error = loss.error(probe.outputs(), data.y(), 0, data.count(), data.outputs());
        double value = loss.value(error, data.count(), data.outputs());
        return List.of(new Measurement(probe.step(), column(), Measurement.ALL, 0, value));
    }
}
