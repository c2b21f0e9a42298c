package org.spectralsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sealed interface: a mapping whose {@code type} names the record.
 *
 * @param type the interface
 * @param variants its records by name
 */
public record VariantType(Class<?> type, Map<String, RecordType> variants) implements SpecType {
    static VariantType of(Class<?> sealed) {
        Map<String, RecordType> variants = new LinkedHashMap<>();
        SpecNames.variants(sealed).forEach((name, record) -> variants.put(name, RecordType.of(record)));
        return new VariantType(sealed, variants);
    }

    @Override
    public Object read(JsonNode node, String path) {
        if (!node.isObject()) {
            throw SpecProblem.at(
                    path, path + " must be a mapping with a type" + types() + " but was " + SpecType.show(node));
        }
        String place = path + "." + RecordType.TYPE;
        JsonNode name = node.get(RecordType.TYPE);
        if (name == null) {
            throw SpecProblem.at(place, place + " is required" + types());
        }
        RecordType variant = name.isTextual() ? variants.get(name.textValue()) : null;
        if (variant == null) {
            throw SpecProblem.misnamed(
                    place,
                    place + " must be one of " + String.join(", ", variants.keySet()) + " but was "
                            + SpecType.show(name),
                    new Misnomer(name.asText(), List.copyOf(variants.keySet()), true));
        }
        return variant.read(node, path);
    }

    private String types() {
        return " (one of " + String.join(", ", variants.keySet()) + ")";
    }

    @Override
    public JsonNode write(Object value) {
        for (RecordType variant : variants.values()) {
            if (variant.type() == value.getClass()) {
                return variant.write(value);
            }
        }
        throw new IllegalArgumentException("no variant of " + type.getName() + " is a " + value.getClass());
    }

    @Override
    public String describe() {
        return "a mapping with a type (one of " + String.join(", ", variants.keySet()) + ")";
    }
}
