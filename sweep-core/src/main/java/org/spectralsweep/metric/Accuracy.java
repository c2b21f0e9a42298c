package org.spectralsweep.metric;

import java.util.List;
import org.spectralsweep.nn.OneHot;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Refusal;

/**
 * Column {@code accuracy}: the share of training samples whose largest output is that of their label. Among equal
 * outputs the first counts as the largest. O(n c).
 */
public record Accuracy() implements Metric {
    @Override
    public String column() {
        return "accuracy";
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.held()) + MetricSize.LOOP * size.samples();
    }

    @Override
    public void check(Scene scene) {
        if (!OneHot.isAll(scene.data().y(), scene.data().outputs())) {
            throw new Refusal("targets", "must be classes (one 1 a sample, 0 elsewhere) but were not");
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Samples data = probe.scene().data();
        double share = share(probe.outputs(), data.y(), data.outputs());
        return List.of(new Measurement(probe.step(), column(), Measurement.ALL, 0, share));
    }

    /** The share for outputs and targets in rows of {@code columns} numbers. */
    static double share(double[] outputs, double[] y, int columns) {
        int rows = y.length / columns;
        int right = 0;
        for (int i = 0; i < rows; i++) {
            right += isLargest(outputs, i * columns, columns, OneHot.label(y, i, columns)) ? 1 : 0;
        }
        return (double) right / rows;
    }

    /** Whether the label's output is the largest; false where one of the outputs is NaN. */
    private static boolean isLargest(double[] f, int at, int outputs, int label) {
        for (int c = 0; c < outputs; c++) {
            double other = f[at + c];
            if (c < label ? !(f[at + label] > other) : !(f[at + label] >= other)) {
                return false;
            }
        }
        return true;
    }
}
