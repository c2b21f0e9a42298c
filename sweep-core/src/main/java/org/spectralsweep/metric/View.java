package org.spectralsweep.metric;

import java.util.List;
import java.util.stream.Stream;

/** Which view of the table {@code measurements} shows a column; each row is in one of them at most. */
public enum View {
    /** Numbers without an index, with the gradient-flow time. */
    CURVES,
    /** Amplitudes by frequency. */
    SPECTRA,
    /** Histograms, maps and image spectra, by component. */
    COMPONENTS,
    /** What the tangent kernel says, by component. */
    NTK,
    /** The learned function on a line, with its target. */
    LEARNED;

    /** A column that this view shows. */
    public Column column(String name) {
        return new Column(name, this);
    }

    /** Columns that this view shows. */
    public List<Column> columns(String... names) {
        return Stream.of(names).map(this::column).toList();
    }
}
