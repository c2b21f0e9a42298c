package org.spectralsweep.spark.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;

/** The dotted paths of a type, each with the components that it may mean: several where variants share a key. */
final class SpecPaths {
    private SpecPaths() {}

    /**
     * What a path leads to.
     *
     * @param owner the record that has the component; null for the key {@code type}
     * @param field the component; null for the key {@code type}
     * @param family the variants that {@code type} chooses from; null for a component
     */
    record Place(
            @Nullable RecordType owner,
            RecordType.@Nullable Component field,
            @Nullable VariantType family) {}

    /** All paths that lead through no list. */
    static Map<String, List<Place>> of(SpecType type) {
        Map<String, List<Place>> paths = new LinkedHashMap<>();
        collect(type, "", paths);
        return paths;
    }

    private static void collect(SpecType type, String prefix, Map<String, List<Place>> paths) {
        if (type instanceof RecordType record) {
            for (RecordType.Component field : record.fields()) {
                add(paths, prefix + field.key(), new Place(record, field, null));
                collect(field.type(), prefix + field.key() + ".", paths);
            }
        } else if (type instanceof VariantType family) {
            add(paths, prefix + RecordType.TYPE, new Place(null, null, family));
            family.variants().values().forEach(variant -> collect(variant, prefix, paths));
        }
    }

    private static void add(Map<String, List<Place>> paths, String path, Place place) {
        paths.computeIfAbsent(path, key -> new ArrayList<>()).add(place);
    }
}
