package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.figure.FigureSpec;

/**
 * A sweep with its variant chosen and its overrides applied, ready to be compared with what is committed.
 *
 * @param name names the sweep and its results
 * @param description one sentence, or empty
 * @param source what it was read from; its variant is null only if the file has none
 * @param trials every trial; where laws alone are asked for they may be made when somebody asks
 * @param fits laws to fit to the convergence times
 * @param figure the figure with what to compare and to draw at the end, or null
 * @param warnings clear sentences about the spec as a whole
 * @param data the files that trials name
 */
public record LoadedSweep(
        String name,
        String description,
        SpecSource source,
        Supplier<List<CostedTrial>> trials,
        List<SweepFit> fits,
        @Nullable FigureSpec figure,
        List<String> warnings,
        DataFiles data) {
    /** Copies the lists. */
    public LoadedSweep {
        fits = List.copyOf(fits);
        warnings = List.copyOf(warnings);
    }

    /** A sweep whose trials are known. */
    public LoadedSweep(
            String name,
            String description,
            SpecSource source,
            List<CostedTrial> work,
            List<SweepFit> fits,
            @Nullable FigureSpec figure,
            List<String> warnings,
            DataFiles data) {
        this(name, description, source, known(work), fits, figure, warnings, data);
    }

    private static Supplier<List<CostedTrial>> known(List<CostedTrial> work) {
        List<CostedTrial> copy = List.copyOf(work);
        return () -> copy;
    }

    /** Every trial. */
    public List<CostedTrial> work() {
        return trials.get();
    }

    /** The same sweep with one more warning. */
    LoadedSweep withWarning(String warning) {
        List<String> more = new ArrayList<>(warnings);
        more.add(warning);
        return new LoadedSweep(name, description, source, trials, fits, figure, more, data);
    }

    /** The predicted cost of all trials on one core. */
    public double predictedSeconds() {
        return work().stream().mapToDouble(CostedTrial::predictedSeconds).sum();
    }
}
