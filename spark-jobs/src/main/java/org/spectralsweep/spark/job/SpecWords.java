package org.spectralsweep.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The specs of a sweep's trials in words: what all of them share, and what varies between them. It reads their
 * canonical JSON, so that it has a word for every key there will be.
 */
final class SpecWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SEEDS = Set.of("replicate", "seeds");

    /** Keys that say how a trial is computed rather than what it is. */
    private static final Set<String> SMALL_PRINT =
            Set.of("engine", "simd", "checkpoints", "save-every-seconds", "timeout-seconds", "budget-factor", "theory");

    private static final List<String> FIRST = List.of("domain", "density", "encoding", "network", "target");
    private static final String FREQUENCY = "target.frequency";
    private static final int MOST_VALUES = 14;

    /** A list of more parts, such as the terms of a sum, is shortened. */
    private static final int MOST_PARTS = 4;

    private final Map<String, Set<String>> values = new TreeMap<>();
    private final JsonNode example;
    private final int trials;
    private final int replicates;

    /** Reads specs; texts that are not JSON objects are left out. */
    SpecWords(Collection<String> specs) {
        JsonNode first = MissingNode.getInstance();
        Set<String> seeds = new HashSet<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String spec : specs) {
            JsonNode tree = read(spec);
            if (tree.isObject()) {
                first = first.isMissingNode() ? tree : first;
                seeds.add(tree.path("replicate").asText());
                flat(tree).forEach((path, value) -> {
                    values.computeIfAbsent(path, key -> new HashSet<>()).add(value);
                    counts.merge(path, 1, Integer::sum);
                });
            }
        }
        this.example = first;
        this.trials = specs.size();
        this.replicates = seeds.size();
    }

    private static JsonNode read(String spec) {
        try {
            return JSON.readTree(spec);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The single values by path. A list is one value. */
    private static Map<String, String> flat(JsonNode tree) {
        Map<String, String> flat = new LinkedHashMap<>();
        collect("", tree, flat);
        return flat;
    }

    private static void collect(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (!SEEDS.contains(entry.getKey())) {
                    collect(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat);
                }
            });
        } else {
            flat.put(path, words(node));
        }
    }

    /** A value: lists in brackets, parts with a type by their words. */
    private static String words(JsonNode node) {
        if (node.isArray()) {
            StringJoiner list = new StringJoiner(", ", "[", "]");
            int size = node.size();
            for (int i = 0; i < size; i++) {
                if (size > MOST_PARTS && node.path(i).isObject() && i == 2) {
                    list.add("… " + size + " in all, the last");
                    i = size - 1;
                }
                list.add(words(node.path(i)));
            }
            return list.toString();
        }
        if (node.isObject()) {
            StringJoiner parts = new StringJoiner(" ");
            node.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                boolean empty = value.isNull() || value.isContainerNode() && value.isEmpty();
                if (entry.getKey().equals("type")) {
                    parts.add(value.asText());
                } else if (!empty) {
                    parts.add(entry.getKey() + " " + words(value));
                }
            });
            return parts.toString();
        }
        return node.isNumber() ? StoredPoint.shown(node.asText()) : node.asText();
    }

    /** The paths with more than one value, with their values in order. */
    Map<String, List<String>> axes() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        values.forEach((path, seen) -> {
            if (seen.size() > 1) {
                List<String> sorted = new ArrayList<>(seen);
                sorted.sort((one, other) -> FitGroup.compare(one, other));
                axes.put(path, sorted);
            }
        });
        return axes;
    }

    /** What was asked, by a word for each part. */
    Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        StringJoiner varied = new StringJoiner("; ");
        axes().forEach((path, all) -> {
            if (!isSmallPrint(path)) {
                varied.add(path + " = " + listed(all));
            }
        });
        asked.put("What varies", varied.length() == 0 ? "nothing but the seed" : varied.toString());
        asked.put("Trials", trials + (replicates > 1 ? ", with " + replicates + " seeds" : ""));
        put(asked, "Inputs", List.of("domain", "density", "sampling", "encoding"));
        put(asked, "Target", List.of("target", "unit-norm-target", "label-noise"));
        network().ifPresent(words -> asked.put("Network", words));
        put(asked, "Training", List.of("optimizer", "loss", "precision", "max-steps"));
        thresholds().ifPresent(words -> asked.put("Learned when", words));
        StringJoiner metrics = new StringJoiner(", ");
        example.path("metrics")
                .forEach(metric -> metrics.add(words(metric.path("type").asText())));
        if (metrics.length() > 0) {
            asked.put("Measured", metrics.toString());
        }
        return asked;
    }

    /** The size of the network first, since it is asked for first. */
    private Optional<String> network() {
        JsonNode network = example.path("network");
        if (!network.isObject()) {
            return Optional.empty();
        }
        StringJoiner words = new StringJoiner("; ");
        JsonNode widths = network.path("widths");
        String activation = network.path("activation").path("type").asText("relu");
        String kind = activation.equals("relu") && !isVaried("network.activation") ? "ReLU network" : "Network";
        words.add(
                isVaried("network.width") || isVaried("network.widths") || isVaried("network.hidden-layers")
                        ? kind + " whose size varies"
                        : widths.isArray() && !widths.isEmpty()
                                ? kind + " with hidden layers of " + inList(widths) + " units"
                                : kind + " with " + words(network.path("hidden-layers")) + " hidden layer"
                                        + (network.path("hidden-layers").asInt() == 1 ? "" : "s") + " of "
                                        + words(network.path("width")) + " units");
        StringJoiner rest = new StringJoiner(", ");
        network.properties().forEach(entry -> {
            String key = entry.getKey();
            if (!List.of("width", "widths", "hidden-layers", "train-outer").contains(key)
                    && !isEmpty(entry.getValue())) {
                rest.add(words(key)
                        + (entry.getValue().isBoolean() ? "" : " " + valueOf("network." + key, entry.getValue())));
            }
        });
        if (rest.length() > 0) {
            words.add(rest.toString());
        }
        if (network.path("train-outer").isBoolean()) {
            words.add(
                    isVaried("network.train-outer")
                            ? "output layer trained or not"
                            : network.path("train-outer").asBoolean()
                                    ? "all layers are trained"
                                    : "the output layer is not trained");
        }
        String start = part("initialization", example.path("initialization"));
        if (!start.isEmpty()) {
            words.add(start);
        }
        return Optional.of(words.toString());
    }

    private Optional<String> thresholds() {
        StringJoiner words = new StringJoiner("; ");
        example.path("thresholds")
                .forEach(threshold -> words.add(threshold.path("name").asText() + ": "
                        + words(threshold.path("convention").asText()) + " below " + words(threshold.path("delta"))
                        + switch (threshold.path("scope").asText()) {
                            case "regions" -> " in each region";
                            case "both" -> " in each region and on the whole domain";
                            default -> " on the whole domain";
                        }));
        return words.length() == 0
                ? Optional.empty()
                : Optional.of(isVaried("thresholds") ? "thresholds vary" : words.toString());
    }

    /** Whether a value says nothing: none at all, no, or 0 where a key is not used. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isBoolean() && !value.asBoolean()
                || value.isNumber() && value.asDouble() == 0;
    }

    private String valueOf(String path, JsonNode value) {
        return isVaried(path) ? "varies" : value.isTextual() ? words(value.asText()) : words(value);
    }

    private static String listed(List<String> all) {
        if (all.size() <= MOST_VALUES) {
            return String.join(", ", all);
        }
        return String.join(", ", all.subList(0, MOST_VALUES - 2)) + ", … " + all.get(all.size() - 1) + " (" + all.size()
                + " values)";
    }

    private void put(Map<String, String> asked, String word, List<String> keys) {
        StringJoiner parts = new StringJoiner("; ");
        for (String key : keys) {
            String part = part(key, example.path(key));
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.length() > 0) {
            asked.put(word, parts.toString());
        }
    }

    private String part(String key, JsonNode node) {
        if (node.isMissingNode() || node.isNull() || node.isContainerNode() && node.isEmpty()) {
            return "";
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? words(key) : "";
        }
        if (!node.isObject()) {
            return (node.isArray() ? "" : words(key) + " ") + (isVaried(key) ? "varies" : inList(node));
        }
        StringJoiner own = new StringJoiner(", ");
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            String path = key + "." + entry.getKey();
            if (!entry.getKey().equals("type") && (!isEmpty(value) || isVaried(path))) {
                own.add(
                        value.isObject()
                                ? part(path, value)
                                : words(entry.getKey()) + (value.isBoolean() ? "" : " " + valueOf(path, value)));
            }
        });
        if (node.path("type").asText().equals("identity") && !isVaried(key + ".type")) {
            return "";
        }
        String last = words(key.substring(key.lastIndexOf('.') + 1));
        String kind = node.path("type").asText();
        String head = isVaried(key + ".type") ? last + " varies" : kind.isEmpty() ? last : last + " " + words(kind);
        return head + (own.length() == 0 ? "" : " (" + own + ")");
    }

    private boolean isVaried(String path) {
        return values.getOrDefault(path, Set.of()).size() > 1;
    }

    /** The members of a list, without brackets around it. */
    private static String inList(JsonNode node) {
        String text = words(node);
        return node.isArray() ? text.substring(1, text.length() - 1) : text;
    }

    private static String words(String key) {
        return key.replace('-', ' ');
    }

    /**
     * What varies besides the frequency and the seed, by trial: {@code dimension = 3, octaves = 1}. What follows from
     * the rest is left out. It is empty where nothing else varies.
     *
     * @param specs of the trials, by id
     */
    Map<String, String> settings(Map<String, String> specs) {
        List<String> paths = new ArrayList<>(axes().keySet());
        paths.removeIf(path -> path.equals(FREQUENCY) || path.equals("max-steps") || isSmallPrint(path));
        paths.sort(Comparator.comparingInt(SpecWords::place));
        Map<String, Map<String, String>> flat = new LinkedHashMap<>();
        specs.forEach((trial, spec) -> {
            Map<String, String> all = flat(read(spec));
            all.keySet().retainAll(paths);
            flat.put(trial, all);
        });
        Map<String, String> settings = new LinkedHashMap<>();
        specs.keySet().forEach(trial -> settings.put(trial, ""));
        for (String path : paths) {
            Map<String, String> finer = new LinkedHashMap<>();
            settings.forEach((trial, setting) -> {
                String value = flat.getOrDefault(trial, Map.of()).getOrDefault(path, "none");
                finer.put(
                        trial,
                        (setting.isEmpty() ? "" : setting + ", ") + words(path.substring(path.lastIndexOf('.') + 1))
                                + " = " + value);
            });
            if (new TreeSet<>(finer.values()).size() > new TreeSet<>(settings.values()).size()) {
                settings.putAll(finer);
            }
        }
        return settings;
    }

    private static boolean isSmallPrint(String path) {
        return SMALL_PRINT.contains(path.split("\\.", 2)[0]);
    }

    private static int place(String path) {
        int place = FIRST.indexOf(path.split("\\.", 2)[0]);
        return place < 0 ? FIRST.size() : place;
    }
}
