package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.kernel.RateCourse;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.RateSchedule;
import org.spectralsweep.train.WeightDecay;

/** Which optimisers a kernel can follow, and how. */
final class KernelRule {
    private KernelRule() {}

    /** The recursion of a residual's components on n samples; null where there is an {@link #obstacle}. */
    static @Nullable DescentRule of(OptimizerSpec optimizer, Loss loss, int n) {
        return obstacle(optimizer, n) == null
                ? new DescentRule(
                        optimizer.momentum(),
                        optimizer.decay().isNone() ? 0 : optimizer.decay().strength() / loss.kernelFactor(n),
                        course(optimizer.schedule()))
                : null;
    }

    /** Whether a kernel predicts the steps on n samples. */
    static boolean isPredicted(OptimizerSpec optimizer, int n) {
        return obstacle(optimizer, n) == null;
    }

    /** Why no kernel predicts the steps on n samples, to complete "must be ..."; null if one does. */
    static @Nullable String obstacle(OptimizerSpec optimizer, int n) {
        String reason = null;
        if (!optimizer.isLinear()) {
            reason =
                    "with the optimizer " + SpecNames.kebab(optimizer.getClass().getSimpleName());
        } else if (batch(optimizer, n) < n) {
            reason = "with mini-batches";
        } else if (optimizer.momentum() > 0 && !optimizer.schedule().isConstant()) {
            reason = "with momentum at a rate that changes";
        } else if (!optimizer.decay().isNone()) {
            WeightDecay decay = optimizer.decay();
            if (decay.towards() == WeightDecay.Reference.ORIGIN) {
                reason = "with weight decay towards the origin";
            } else if (decay.coupling() == WeightDecay.Coupling.DECOUPLED && optimizer.momentum() > 0) {
                reason = "with momentum and decoupled weight decay";
            }
        }
        return reason == null ? null : reason + ", whose steps no kernel predicts,";
    }

    /** Samples of a batch. */
    static int batch(OptimizerSpec optimizer, int n) {
        return optimizer.batchSize() == 0 ? n : Math.min(optimizer.batchSize(), n);
    }

    private static RateCourse course(RateSchedule schedule) {
        return schedule.isConstant() ? RateCourse.CONSTANT : new Course(schedule);
    }

    /** A schedule as the kernel sees it. */
    private record Course(RateSchedule schedule) implements RateCourse {
        @Override
        public double factor(long step) {
            return schedule.factor(step);
        }

        @Override
        public double sum(long steps) {
            return schedule.sum(steps);
        }

        @Override
        public long constantUntil(long step) {
            return schedule.constantUntil(step);
        }
    }
}
