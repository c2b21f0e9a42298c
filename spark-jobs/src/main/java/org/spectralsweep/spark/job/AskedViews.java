package org.spectralsweep.spark.job;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spectralsweep.spark.table.Table;

/**
 * The tables and views that a query can ask, and those from which they are made. A name that occurs anywhere in the
 * text counts, even in a comment, so none is missed.
 *
 * @param names their names; empty means all
 */
record AskedViews(Set<String> names) {
    /** Every table and view. */
    static final AskedViews ALL = new AskedViews(Set.of());

    /** Statements with this word may list all that there is. */
    private static final String LISTING = "show";

    private static final List<String> OF_TRIALS = List.of(Table.TRIALS.name());
    private static final List<String> OF_METRICS =
            List.of(Table.TRIALS.name(), Table.MEASUREMENTS.name(), ViewsCatalog.PLANNED);

    /** What is made from others. The views of metrics are made alike. */
    private static final Map<String, List<String>> SOURCES = Map.of(
            Table.HITS.name(),
            OF_TRIALS,
            Table.MEASUREMENTS.name(),
            OF_TRIALS,
            ViewsCatalog.PLANNED,
            OF_TRIALS,
            "convergence",
            List.of(Table.TRIALS.name(), Table.HITS.name(), ViewsCatalog.PLANNED),
            "regions",
            List.of(Table.TRIALS.name(), Table.HITS.name(), Table.MEASUREMENTS.name(), ViewsCatalog.PLANNED),
            ConvergenceAt.NAME,
            List.of(
                    Table.TRIALS.name(),
                    Table.HITS.name(),
                    Table.MEASUREMENTS.name(),
                    ViewsCatalog.PLANNED,
                    "convergence"));

    /** Copies the names. */
    AskedViews {
        names = Set.copyOf(names);
    }

    /** What the text of a query can ask. */
    static AskedViews of(String query) {
        String text = query.toLowerCase(Locale.ROOT);
        if (text.contains(LISTING)) {
            return ALL;
        }
        Set<String> views = SweepView.ALL.stream().map(SweepView::name).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        // A query of no table still needs a set that is not empty.
        names.add(Table.RUNS.name());
        Stream.concat(ViewsCatalog.NAMES.stream(), Stream.of(ConvergenceAt.NAME))
                .filter(text::contains)
                .forEach(name -> {
                    names.add(name);
                    names.addAll(SOURCES.getOrDefault(name, views.contains(name) ? OF_METRICS : List.of()));
                });
        return new AskedViews(names);
    }

    /** The names themselves, also where all are meant. */
    Set<String> all() {
        if (!names.isEmpty()) {
            return names;
        }
        Set<String> all = new HashSet<>(ViewsCatalog.NAMES);
        all.add(ConvergenceAt.NAME);
        return all;
    }

    boolean contains(String name) {
        return names.isEmpty() || names.contains(name);
    }
}
