package org.spectralsweep.spark.job;

import java.io.IOException;
import org.spectralsweep.spark.table.SourceImages;
import org.spectralsweep.spark.table.UnitStore;

/** Keeps the images of a sweep whose trials keep weights, so that the folder alone can show what was learned. */
public final class KeptImages {
    private KeptImages() {}

    /** Copies those that the folder lacks. It looks only if a trial keeps weights. */
    public static void keep(UnitStore store, LoadedSweep sweep) throws IOException {
        if (sweep.data().imageFiles().isEmpty()
                || sweep.work().stream().allMatch(work -> work.keepWeights().isEmpty())) {
            return;
        }
        SourceImages images = store.images();
        for (String sha256 : sweep.data().imageFiles()) {
            if (!images.holds(sha256)) {
                images.keep(sha256, sweep.data().content(sha256));
            }
        }
    }
}
