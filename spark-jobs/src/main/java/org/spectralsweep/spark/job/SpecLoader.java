package org.spectralsweep.spark.job;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.data.DataFiles;

/** Reads a spec file and expands it to trials. */
@FunctionalInterface
public interface SpecLoader {
    /**
     * Loads a sweep.
     *
     * @param file name of the file in messages
     * @param text text of the file
     * @param variant the chosen variant, or null for the default
     * @param overrides overrides, each {@code path=value}
     * @throws IllegalArgumentException with one sentence that says what is wrong, and where
     */
    LoadedSweep load(String file, String text, @Nullable String variant, List<String> overrides);

    /**
     * The same loader for sweeps that run on a given master. The master determines how much memory trials have.
     *
     * @param master the master that the user gave, or null if spark-submit decides
     */
    default SpecLoader on(@Nullable String master) {
        return this;
    }

    /**
     * Loads a spec to fit exactly its trials. The files that they name are read, because the content of files is part
     * of a trial's id. The trials are not checked.
     */
    default LoadedSweep identify(String file, String text, @Nullable String variant, List<String> overrides) {
        return load(file, text, variant, overrides);
    }

    /**
     * Loads the spec of an earlier run for its fits and its figure. Files that its trials name may be gone, so they are
     * not read, and the trials are not checked. Trials that name files therefore get ids that no run has.
     */
    default LoadedSweep reload(String file, String text, @Nullable String variant, List<String> overrides) {
        return load(file, text, variant, overrides);
    }

    /** Loads the spec of an earlier run again. */
    default LoadedSweep reload(String file, SpecSource source) {
        return reload(file, source.spec(), source.variant(), source.overrides());
    }

    /**
     * What trials of a loaded sweep cost, by a closer look that takes at most {@link CostForecast#SECONDS}.
     *
     * @param data the sweep's files
     */
    default CostForecast forecast(List<CostedTrial> work, DataFiles data) {
        return CostForecast.crude(work);
    }

    /**
     * How far from zero trials of a loaded sweep start. For each trial this is the loss before the first update over
     * the loss of the zero function, if there was time to compute it. The list may be empty altogether.
     *
     * @param data the sweep's files
     * @param seconds time for all of them
     */
    default List<OptionalDouble> starts(List<CostedTrial> work, DataFiles data, double seconds) {
        return List.of();
    }
}
