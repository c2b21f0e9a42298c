package org.spectralsweep.spark.job;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.RunRow;

/**
 * What a sweep is read from.
 *
 * @param spec text of the spec file
 * @param variant the chosen variant, or null for the file's default
 * @param overrides values of {@code --set} options, each {@code path=value}
 */
public record SpecSource(String spec, @Nullable String variant, List<String> overrides) {
    /** Copies the overrides. */
    public SpecSource {
        overrides = List.copyOf(overrides);
    }

    /** What an earlier run read. */
    public static SpecSource of(RunRow.Source ran) {
        return new SpecSource(ran.spec(), ran.variant(), ran.overrides().lines().toList());
    }

    /** Whether an earlier run read the same. */
    boolean isThatOf(RunRow.Source ran) {
        return ran.spec().equals(spec)
                && Objects.equals(ran.variant(), variant)
                && ran.overrides().equals(overrideLines());
    }

    /** Whether a word stands anywhere in the file or in the overrides, which says that it may matter. */
    boolean names(String word) {
        return spec.contains(word) || overrideLines().contains(word);
    }

    /** The overrides, one a line. */
    String overrideLines() {
        return String.join("\n", overrides);
    }
}
