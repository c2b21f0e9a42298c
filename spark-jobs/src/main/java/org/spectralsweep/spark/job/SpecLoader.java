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
     * @param file what messages call it
     * @param text of the file
     * @param variant chosen, or null for the default
     * @param overrides {@code path=value}
     * @throws IllegalArgumentException with one sentence that says what is wrong, and where
     */
    LoadedSweep load(String file, String text, @Nullable String variant, List<String> overrides);

    /**
     * The same loader for sweeps that run on a master: where it is says how much memory trials have.
     *
     * @param master as given by the user; null where spark-submit says
     */
    default SpecLoader on(@Nullable String master) {
        return this;
    }

    /**
     * Loads a spec for the fits of its very trials: the files that they name are read, since what they hold is part of a trial's id, but the
     * trials are not checked.
     */
    default LoadedSweep identify(String file, String text, @Nullable String variant, List<String> overrides) {
        return load(file, text, variant, overrides);
    }

    /**
     * Loads the spec of an earlier run for its fits and its figure: the files that its trials name are not read, which may be gone, and its trials
     * are not checked. The ids of trials that name files are not those of any run.
     */
    default LoadedSweep reload(String file, String text, @Nullable String variant, List<String> overrides) {
        return load(file, text, variant, overrides);
    }

    /**
     * What trials of a loaded sweep cost, looked at more closely; {@link Forecast#SECONDS} at most.
     *
     * @param data the sweep's files
     */
    default Forecast forecast(List<Work> work, DataFiles data) {
        return Forecast.crude(work);
    }

    /**
     * How far from zero trials of a loaded sweep start: for each the loss before the first update over the loss of the zero function, where there
     * was the time to look; may be empty altogether.
     *
     * @param data the sweep's files
     * @param seconds for all of them
     */
    default List<OptionalDouble> starts(List<Work> work, DataFiles data, double seconds) {
        return List.of();
    }
}
