package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.NumberOrText;
import org.spectralsweep.spec.NumberOrWord;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;

/**
 * JSON Schemas of the types of a spec. Records get definitions of their own. Each has up to two: of a whole mapping, in
 * which all keys without a default are required, and of a part, to which an axis or a variant may add the rest.
 */
final class TypeSchemas {
    private final ObjectNode definitions = object();

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(List<String> words) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        words.forEach(array::add);
        return array;
    }

    /** The definitions that the schemas refer to. */
    ObjectNode definitions() {
        return definitions;
    }

    /** A mapping of the given schemas, and of no other keys. */
    static ObjectNode closed(ObjectNode properties) {
        ObjectNode schema = object().put("type", "object");
        schema.set("properties", properties);
        return schema.put("additionalProperties", false);
    }

    /** A schema that refers to a definition. */
    static ObjectNode reference(String name) {
        return object().put("$ref", "#/$defs/" + name);
    }

    /** One of several schemas. */
    static ObjectNode anyOf(List<? extends JsonNode> schemas) {
        ObjectNode schema = object();
        schema.putArray("anyOf").addAll(schemas);
        return schema;
    }

    /**
     * The schema of a type.
     *
     * @param whole whether keys without a default must be there
     */
    ObjectNode of(SpecType type, boolean whole) {
        if (type instanceof SpecType.Whole) {
            return object().put("type", "integer");
        } else if (type instanceof SpecType.Real) {
            return object().put("type", "number");
        } else if (type instanceof SpecType.Flag) {
            return object().put("type", "boolean");
        } else if (type instanceof SpecType.Text) {
            return object().put("type", "string");
        } else if (type instanceof SpecType.Choice choice) {
            return object().set("enum", array(choice.words()));
        } else if (type instanceof SpecType.ListOf list) {
            return object().put("type", "array").set("items", of(list.element(), whole));
        } else if (type instanceof SpecType.MapOf map) {
            return object().put("type", "object").set("additionalProperties", of(map.element(), whole));
        } else if (type instanceof NumberOrWord number) {
            ObjectNode words = object();
            words.set("enum", array(List.copyOf(number.words().keySet())));
            return anyOf(List.of(of(number.number(), whole), words));
        } else if (type instanceof NumberOrText) {
            return object().set("type", array(List.of("number", "string")));
        } else if (type instanceof RecordType record) {
            return reference(defined(record, whole));
        }
        return reference(defined((VariantType) type, whole));
    }

    /** The schema of a component, with what it means and its default. */
    ObjectNode of(RecordType record, RecordType.Component field, boolean whole) {
        ObjectNode schema = of(field.type(), whole);
        String sentence = Sentences.of(record.type(), field.key());
        if (!sentence.isEmpty()) {
            schema.put("description", sentence);
        }
        String fallback = field.fallback();
        if (fallback != null) {
            boolean text = field.type() instanceof SpecType.Text || field.type() instanceof NumberOrText;
            schema.set("default", text && fallback.isEmpty() ? TextNode.valueOf("") : DefaultLiteral.parse(fallback));
        }
        return schema;
    }

    private String defined(RecordType record, boolean whole) {
        String name = name(record.type(), whole);
        if (!definitions.has(name)) {
            definitions.set(name, object());
            definitions.set(name, mapping(record, whole));
        }
        return name;
    }

    private ObjectNode mapping(RecordType record, boolean whole) {
        ObjectNode properties = object();
        ArrayNode required = array(List.of());
        if (record.tag() != null) {
            properties.putObject(RecordType.TYPE).put("const", record.tag());
        }
        for (RecordType.Component field : record.fields()) {
            properties.set(field.key(), of(record, field, whole));
            if (whole && field.fallback() == null) {
                required.add(field.key());
            }
        }
        ObjectNode schema = closed(properties);
        String sentence = Sentences.of(record.type());
        if (!sentence.isEmpty()) {
            schema.put("description", sentence);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /** A mapping whose type says which keys it has. Without a type, a part may have any keys. */
    private String defined(VariantType family, boolean whole) {
        String name = name(family.type(), whole);
        if (!definitions.has(name)) {
            ObjectNode schema = definitions.putObject(name).put("type", "object");
            schema.putObject("properties")
                    .putObject(RecordType.TYPE)
                    .set("enum", array(List.copyOf(family.variants().keySet())));
            if (whole) {
                schema.putArray("required").add(RecordType.TYPE);
            }
            ArrayNode variants = schema.putArray("allOf");
            family.variants().forEach((tag, variant) -> {
                ObjectNode rule = variants.addObject();
                ObjectNode condition = rule.putObject("if");
                condition.putObject("properties").putObject(RecordType.TYPE).put("const", tag);
                condition.putArray("required").add(RecordType.TYPE);
                rule.set("then", reference(defined(variant, whole)));
            });
        }
        return name;
    }

    private static String name(Class<?> type, boolean whole) {
        return Sentences.name(type).replace('/', '.') + (whole ? "" : ".part");
    }
}
