package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spark.table.WeightFiles;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.train.StopReason;
import org.spectralsweep.trial.TrainedNetwork;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

/**
 * A trial's network with weights that a run kept. It is the one that training again would give.
 *
 * @param trained the network
 * @param file where its weights are, below the results folder
 */
public record KeptNetwork(TrainedNetwork trained, String file) {
    /** Where a training of so many steps ends. */
    private record End(long step, StopReason reason) {}

    /**
     * The network after a number of updates, or where its training ends if that is sooner. It is empty if the trial is
     * not committed, if its row does not say where that training ends, or if no weights of that step are kept.
     *
     * @param steps number of updates; null for the trial's budget
     * @throws BadInput if there are weights that cannot be read
     */
    public static Optional<KeptNetwork> of(
            UnitStore store, CostedTrial work, TrialSpec spec, ImageSource images, @Nullable Long steps)
            throws IOException {
        Ledger.Entry entry = Ledger.of(store).entries().get(work.trialId());
        End end = entry == null ? null : end(entry, steps == null ? Ledger.budget(work, entry) : steps);
        if (end == null || !store.weights().of(work.trialId(), "").holds(end.step())) {
            return Optional.empty();
        }
        TrainedNetwork start = TrialRunner.train(spec, images, OptionalLong.of(0), step -> {});
        String file = WeightFiles.file(work.trialId(), end.step());
        try {
            return store.weights().read(work.trialId(), end.step(), start.network())
                    ? Optional.of(new KeptNetwork(new TrainedNetwork(start.network(), end.step(), end.reason()), file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new BadInput(
                    "cannot read " + store.place() + "/" + file + ": " + e.getMessage()
                            + " (without this file the trial is trained again)",
                    e);
        }
    }

    private static @Nullable End end(Ledger.Entry entry, long steps) {
        long last = entry.steps();
        StopReason sooner =
                switch (entry.status()) {
                    case CONVERGED -> StopReason.THRESHOLDS_REACHED;
                    case DIVERGED -> StopReason.DIVERGED;
                    case BUDGET_EXHAUSTED, TIMED_OUT, PREDICTED, FAILED -> null;
                };
        if (sooner != null && steps >= last) {
            return new End(last, sooner);
        }
        return steps <= last ? new End(steps, StopReason.STEPS_EXHAUSTED) : null;
    }
}
