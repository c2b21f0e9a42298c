package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spec.NumberOrWord;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialSpec;

/**
 * The JSON Schema (draft 2020-12) of spec files, by which editors complete and check them. It is derived from the spec
 * records. It refuses unknown keys, wrong types and wrong words, but cannot compute: what an axis or a variant has to
 * add to the trial is not required. A file whose variants alone have the sweep's name, its trial or a whole law is
 * right for {@link SpecReader}, but not for the schema.
 */
public final class SpecSchema {
    private static final RecordType TRIAL = (RecordType) SpecType.of(TrialSpec.class);

    private final TypeSchemas types = new TypeSchemas();

    private SpecSchema() {}

    /** The schema as text. */
    public static String text() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(new SpecSchema().root())
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode root() {
        ObjectNode properties = file();
        ObjectNode schema = TypeSchemas.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "A sweep of spectral-sweep")
                .setAll(TypeSchemas.closed(properties));
        schema.putArray("required").add("sweep").add("trial");
        properties.set("figure", described(types.of(SpecType.of(FigureSpec.class), true), FIGURE));
        ObjectNode variants = properties
                .putObject("variants")
                .put("type", "object")
                .put(
                        "description",
                        "What a variant changes, by its name; `--variant` chooses one, and quick is usual.");
        variants.set(
                "additionalProperties",
                TypeSchemas.anyOf(List.of(TypeSchemas.object().put("type", "null"), TypeSchemas.reference("variant"))));
        ObjectNode variant = file();
        variant.set("figure", described(types.of(SpecType.of(FigureSpec.class), false), FIGURE));
        types.definitions().set("variant", TypeSchemas.closed(variant));
        types.definitions().set("range", range());
        types.definitions().set("axis", axis());
        types.definitions().set("assignment", assignment());
        schema.set("$defs", types.definitions());
        return schema;
    }

    private static final String FIGURE = "Numbers to compare with a paper's, and panels to draw.";

    private static ObjectNode described(ObjectNode schema, String sentence) {
        return schema.put("description", sentence);
    }

    /** The keys of a file but {@code figure} and {@code variants}. */
    private ObjectNode file() {
        ObjectNode keys = TypeSchemas.object();
        keys.putObject("sweep")
                .put("type", "string")
                .put("minLength", 1)
                .put("description", "The sweep's name; results go to results/<sweep>.");
        keys.putObject("description")
                .put("type", "string")
                .put("default", "")
                .put("description", "What the sweep is about.");
        keys.set("trial", described(types.of(TRIAL, false), "What all trials share."));
        list(keys, "axes", "Blocks that multiply; any path of the trial can be an axis.", "axis");
        list(keys, "exclude", "Cells that agree with every value of an entry are dropped.", "assignment");
        ObjectNode derive = keys.putObject("derive")
                .put("type", "object")
                .put(
                        "description",
                        "Values that are computed for each cell, by path; ${path} in an expression is a number of the trial.");
        derive.set("propertyNames", path());
        derive.putObject("additionalProperties").put("type", "string");
        keys.putObject("replicates")
                .put("type", "integer")
                .put("minimum", 1)
                .put("default", 1)
                .put("description", "How many trials each cell has, with other random numbers.");
        keys.set(
                "fit",
                described(
                        types.of(new SpecType.ListOf(SpecType.of(FitSpec.class)), true),
                        "Laws to fit to the convergence times, or to other measured values."));
        return keys;
    }

    private static void list(ObjectNode keys, String key, String sentence, String items) {
        keys.putObject(key)
                .put("type", "array")
                .put("description", sentence)
                .set("items", TypeSchemas.reference(items));
    }

    /** A path of the trial, with or without {@code trial.} in front. */
    private static ObjectNode path() {
        return TypeSchemas.object().put("pattern", "^(trial\\.)?(" + String.join("|", TRIAL.keys()) + ")(\\.|$)");
    }

    /** One block of axes: a mapping with a single key. */
    private ObjectNode axis() {
        ObjectNode kinds = TypeSchemas.object();
        kinds.set("grid", values("Every combination of the values of these paths."));
        kinds.set("zip", values("The i-th value of each path with the i-th of the others."));
        ObjectNode points = kinds.putObject("points")
                .put("type", "array")
                .put("minItems", 1)
                .put("description", "Values of paths, together as they are written.");
        points.set("items", TypeSchemas.reference("assignment"));
        return TypeSchemas.closed(kinds).put("minProperties", 1).put("maxProperties", 1);
    }

    private ObjectNode values(String sentence) {
        ObjectNode block = TypeSchemas.object()
                .put("type", "object")
                .put("minProperties", 1)
                .put("description", sentence);
        ObjectNode paths = block.putObject("properties");
        SpecPaths.of(TRIAL).forEach((path, places) -> paths.set(path, values(places)));
        block.set("propertyNames", path());
        block.set("additionalProperties", list(TypeSchemas.object(), true));
        return block;
    }

    /** The values of an axis: a list of what its path may hold, or a range if that can be a number. */
    private ObjectNode values(List<SpecPaths.Place> places) {
        ObjectNode item = value(places);
        String sentence = item.path("description").asText("");
        item.remove("description");
        boolean numbers = places.stream()
                .anyMatch(
                        place -> place.field() != null && isNumber(place.field().type()));
        ObjectNode schema = list(item, numbers);
        return sentence.isEmpty() ? schema : described(schema, sentence);
    }

    private static boolean isNumber(SpecType type) {
        return type instanceof SpecType.Whole || type instanceof SpecType.Real || type instanceof NumberOrWord;
    }

    private static ObjectNode list(ObjectNode item, boolean numbers) {
        ObjectNode list = TypeSchemas.object().put("type", "array").put("minItems", 1);
        list.set("items", item);
        return numbers ? TypeSchemas.anyOf(List.of(list, TypeSchemas.reference("range"))) : list;
    }

    /** What a path may hold. */
    private ObjectNode value(List<SpecPaths.Place> places) {
        Set<ObjectNode> schemas = new LinkedHashSet<>();
        Set<String> sentences = new LinkedHashSet<>();
        for (SpecPaths.Place place : places) {
            if (place.family() != null) {
                ObjectNode words = TypeSchemas.object();
                words.set(
                        "enum",
                        TypeSchemas.array(List.copyOf(place.family().variants().keySet())));
                schemas.add(words);
            } else if (place.owner() != null && place.field() != null) {
                schemas.add(types.of(place.field().type(), false));
                String sentence =
                        Sentences.of(place.owner().type(), place.field().key());
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
            }
        }
        ObjectNode schema =
                schemas.size() == 1 ? schemas.iterator().next() : TypeSchemas.anyOf(new ArrayList<>(schemas));
        return sentences.isEmpty() ? schema : described(schema, String.join("; or: ", sentences));
    }

    /** Values of some paths. */
    private ObjectNode assignment() {
        ObjectNode schema = TypeSchemas.object().put("type", "object");
        ObjectNode paths = schema.putObject("properties");
        SpecPaths.of(TRIAL).forEach((path, places) -> paths.set(path, value(places)));
        schema.set("propertyNames", path());
        return schema;
    }

    /** A range of numbers, as {@code AxisValues} reads it. */
    private static ObjectNode range() {
        ObjectNode keys = TypeSchemas.object();
        for (Map.Entry<String, String> number : List.of(
                Map.entry("from", "The first value."),
                Map.entry("to", "The last value, if one lies within 1e-9 of it."),
                Map.entry("step", "What is added each time, 1 if it is left out."),
                Map.entry("factor", "What each value is multiplied by."))) {
            keys.putObject(number.getKey()).put("type", "number").put("description", number.getValue());
        }
        keys.putObject("count").put("type", "integer").put("minimum", 1).put("description", "How many values.");
        keys.putObject("scale")
                .put("description", "Whether `count` values are spaced evenly or geometrically.")
                .set("enum", TypeSchemas.array(List.of("linear", "log")));
        ObjectNode schema = TypeSchemas.closed(keys).put("description", "Numbers a step or a factor apart.");
        schema.putArray("required").add("from");
        ArrayNode ends = schema.putArray("anyOf");
        ends.addObject().set("required", TypeSchemas.array(List.of("to")));
        ends.addObject().set("required", TypeSchemas.array(List.of("count")));
        ArrayNode refused = schema.putObject("not").putArray("anyOf");
        for (List<String> together :
                List.of(List.of("step", "factor"), List.of("count", "to", "step"), List.of("count", "to", "factor"))) {
            refused.addObject().set("required", TypeSchemas.array(together));
        }
        schema.putObject("dependentRequired").set("scale", TypeSchemas.array(List.of("count", "to")));
        return schema;
    }
}
