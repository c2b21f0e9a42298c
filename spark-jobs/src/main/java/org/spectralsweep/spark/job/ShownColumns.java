package org.spectralsweep.spark.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spectralsweep.metric.Column;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.View;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.theory.Theory;

/** The columns of {@code measurements} by the view that shows them, as metrics and spectra declare them. */
final class ShownColumns {
    private static final Map<View, Set<String>> BY_VIEW = columns()
            .collect(Collectors.groupingBy(
                    Column::view, Collectors.mapping(Column::name, Collectors.toCollection(TreeSet::new))));

    private ShownColumns() {}

    private static Stream<Column> columns() {
        return Stream.concat(
                variants(Theory.class).flatMap(theory -> theory.writes().stream()),
                variants(Metric.class).flatMap(metric -> metric.typeWrites().stream()));
    }

    /** One of each type, with the defaults of its options. */
    private static <T> Stream<T> variants(Class<T> family) {
        SpecType type = SpecType.of(family);
        return SpecNames.variants(family).keySet().stream()
                .map(name -> family.cast(
                        type.read(JsonNodeFactory.instance.objectNode().put("type", name), name)));
    }

    /** The names that a view shows. */
    static Set<String> of(View view) {
        return Set.copyOf(BY_VIEW.getOrDefault(view, Set.of()));
    }

    /** The names that views show, as a list of SQL. */
    static String sql(View... views) {
        return List.of(views).stream()
                .flatMap(view -> BY_VIEW.getOrDefault(view, Set.of()).stream())
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
