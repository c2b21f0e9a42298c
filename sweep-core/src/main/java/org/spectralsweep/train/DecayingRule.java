package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** A rule with {@link WeightDecay}. Both kinds see the weights before the update. */
final class DecayingRule implements UpdateRule {
    private final UpdateRule rule;
    private final WeightDecay decay;
    private final RateCounter rate;
    private final int count;
    /** The weights before the first update, if they are what the others decay to. */
    private final @Nullable RealArray start;

    private boolean started;

    private DecayingRule(UpdateRule rule, WeightDecay decay, RateCounter rate, Precision precision, int count) {
        this.rule = rule;
        this.decay = decay;
        this.rate = rate;
        this.count = count;
        start = decay.towards() == WeightDecay.Reference.INITIAL ? precision.zeros(count) : null;
    }

    /**
     * The rule with an optimiser's decay, which may be none.
     *
     * @param rule at step 0
     * @param rate eta
     */
    static UpdateRule of(UpdateRule rule, OptimizerSpec optimizer, double rate, Precision precision, int count) {
        return optimizer.decay().isNone()
                ? rule
                : new DecayingRule(
                        rule, optimizer.decay(), new RateCounter(rate, optimizer.schedule()), precision, count);
    }

    @Override
    public void update(RealArray parameters, RealArray gradient) {
        if (start != null && !started) {
            start.copy(0, parameters, 0, count);
        }
        started = true;
        if (decay.coupling() == WeightDecay.Coupling.COUPLED) {
            gradient.add(count, decay.strength(), parameters);
            if (start != null) {
                gradient.add(count, -decay.strength(), start);
            }
        } else {
            double share = rate.next() * decay.strength();
            parameters.scale(count, 1 - share);
            if (start != null) {
                parameters.add(count, share, start);
            }
        }
        rule.update(parameters, gradient);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rule.save(out);
        rate.save(out);
        out.writeBoolean(started);
        if (start != null && started) {
            SavedArrays.write(out, start, count);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        rule.restore(in);
        rate.restore(in);
        started = in.readBoolean();
        if (start != null && started) {
            SavedArrays.read(in, start, count);
        }
    }
}
