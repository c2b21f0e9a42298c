package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * What a run or a fit makes of a folder's rows: the tables of fits, of their tests and predictions and of comparisons,
 * the pictures and the report. They belong to one plan. Those of an earlier plan are removed, so that nobody takes them
 * for the last one's. The command that made them makes them again.
 */
final class Conclusions {
    private static final Pattern CURVES = Pattern.compile("(convergence(-.*)?|picture-.*)\\.(png|svg|pdf)");
    private static final Pattern PAGE = Pattern.compile(Pattern.quote(ReportFile.NAME));
    private static final Pattern FIGURE = Pattern.compile("figure\\.(png|svg|pdf|csv)");

    private Conclusions() {}

    /** Removes all of them. */
    static void discard(UnitStore store) throws IOException {
        if (!store.sources(Table.FITS.name()).isEmpty()) {
            store.write(List.of(), List.of());
        }
        if (!store.sources(Table.TESTS.name()).isEmpty()) {
            store.writeTests(List.of());
        }
        if (!store.sources(Table.PREDICTIONS.name()).isEmpty()) {
            store.writePredictions(List.of());
        }
        keepPictures(store, Set.of());
        delete(store, PAGE, Set.of());
        discardFigure(store);
    }

    /** Removes those of a figure. */
    static void discardFigure(UnitStore store) throws IOException {
        if (!store.sources(Table.COMPARISONS.name()).isEmpty()) {
            store.writeComparisons(List.of());
        }
        delete(store, FIGURE, Set.of());
    }

    /** Removes the pictures of laws but the given ones. */
    static void keepPictures(UnitStore store, Set<String> drawn) throws IOException {
        delete(store, CURVES, drawn);
    }

    private static void delete(UnitStore store, Pattern names, Set<String> kept) throws IOException {
        for (String name : store.files()) {
            if (names.matcher(name).matches() && !kept.contains(name)) {
                store.remove(name);
            }
        }
    }
}
