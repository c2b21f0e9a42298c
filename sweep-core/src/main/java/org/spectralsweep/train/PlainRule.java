package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.linalg.RealArray;

/** Gradient descent: {@code theta <- theta - eta phi(t) g}. */
final class PlainRule implements UpdateRule {
    private final RateCounter rate;
    private final int count;

    /**
     * @param count number of trained parameters
     */
    PlainRule(RateCounter rate, int count) {
        this.rate = rate;
        this.count = count;
    }

    @Override
    public void update(RealArray parameters, RealArray gradient) {
        parameters.add(count, -rate.next(), gradient);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rate.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        rate.restore(in);
    }
}
