package org.spectralsweep.fit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which times a law is about.
 *
 * @param local whether it is about single regions of the density; otherwise it is about the whole domain
 * @param windows closed ranges [least, greatest] by column; a time outside of one does not enter
 */
public record LawScope(boolean local, Map<String, List<Double>> windows) {
    /** The column whose window bounds the fit and not the picture. */
    public static final String FREQUENCY = "frequency";

    /** Copies the windows. */
    public LawScope {
        windows = Map.copyOf(windows);
    }

    /**
     * The scope of a law.
     *
     * @param columns its covariates and the columns that tell its groups apart; with {@code density} or {@code region}
     *     it is local
     */
    public static LawScope of(Collection<String> columns, Map<String, List<Double>> windows) {
        return new LawScope(columns.contains("density") || columns.contains("region"), windows);
    }

    /** Whether a region is of this scope. */
    public boolean holds(int region) {
        return region >= 0 == local;
    }

    /** The times of this scope, or all of them where none was taken in it. */
    public <T> List<T> preferred(List<T> times, ToIntFunction<T> region) {
        List<T> preferred =
                times.stream().filter(time -> holds(region.applyAsInt(time))).toList();
        return preferred.isEmpty() ? times : preferred;
    }

    /**
     * The times of this scope that lie in all windows but the one of frequencies; a picture shows them. Those that a
     * diverged trial did not reach are not among them.
     */
    public <T extends LawTime> List<T> shown(List<T> times) {
        List<T> inside = times.stream()
                .filter(time -> !time.response().isLost())
                .filter(time -> windows.entrySet().stream()
                        .filter(window -> !window.getKey().equals(FREQUENCY))
                        .allMatch(window -> isInside(time, window.getKey(), window.getValue())))
                .toList();
        return preferred(inside, LawTime::region);
    }

    /** Of the times that a picture shows those that the law is fitted to: their frequencies lie in its window. */
    public <T extends LawTime> List<T> fitted(List<T> shown) {
        return shown.stream()
                .filter(time -> isInside(time, FREQUENCY, windows.get(FREQUENCY)))
                .toList();
    }

    private static boolean isInside(LawTime time, String column, @Nullable List<Double> window) {
        double value = time.number(column);
        return window == null || (value >= window.get(0) && value <= window.get(1));
    }
}
