package org.spectralsweep.spark.conf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialSpec;

/**
 * Explains one key of a spec, or one variant of a key, such as {@code network.width} or {@code target.harmonic}: what
 * it means, its keys, and an example. Keys of the trial may be named without {@code trial.} in front.
 */
public final class SpecExplanation {
    /** For each path what is said of it, with the types that it is said of; none where the path itself has the type. */
    private final Map<String, Map<String, Set<String>>> texts = new LinkedHashMap<>();

    private SpecExplanation() {
        collect(SpecType.of(TrialSpec.class), "trial", "trial.");
        collect(SpecType.of(FitSpec.class), "fit", "fit.");
        collect(SpecType.of(FigureSpec.class), "figure", "figure.");
    }

    /**
     * The explanation of a path.
     *
     * @throws SpecException if there is no such path
     */
    public static String of(String path) {
        SpecExplanation all = new SpecExplanation();
        String whole = all.texts.containsKey(path) ? path : Overrides.TRIAL + path;
        Map<String, Set<String>> texts = all.texts.get(whole);
        if (texts == null) {
            TreeSet<String> names = new TreeSet<>();
            all.texts.keySet().forEach(name -> names.add(Overrides.trialPath(name)));
            throw new SpecException("no key or variant of a spec is named '" + path + "'"
                    + Suggestion.nearest(path, names)
                            .map(name -> "; did you mean '" + name + "'?")
                            .orElse("; `sweep spec` lists them"));
        }
        return texts.entrySet().stream()
                .map(text -> whole
                        + (text.getValue().isEmpty() ? "" : " (of type " + String.join(", ", text.getValue()) + ")")
                        + text.getKey())
                .collect(Collectors.joining("\n"));
    }

    /** What is the same for several types is said once. */
    private void add(String path, @Nullable String type, String text) {
        Set<String> types =
                texts.computeIfAbsent(path, key -> new LinkedHashMap<>()).computeIfAbsent(text, key -> new TreeSet<>());
        if (type != null && !path.contains("." + type + ".")) {
            types.add(type);
        }
    }

    private void collect(SpecType type, String name, String prefix) {
        if (type instanceof RecordType record) {
            add(name, null, explained(record));
            keys(record, prefix);
        } else if (type instanceof VariantType family) {
            family.variants().forEach((tag, variant) -> {
                add(prefix + tag, null, explained(variant));
                keys(variant, prefix + tag + ".");
                keys(variant, prefix);
            });
        } else if (type instanceof SpecType.ListOf list) {
            collect(list.element(), name, prefix);
        } else if (type instanceof SpecType.MapOf map) {
            collect(map.element(), name, prefix);
        }
    }

    private void keys(RecordType record, String prefix) {
        for (RecordType.Component field : record.fields()) {
            String path = prefix + field.key();
            add(path, record.tag(), explained(record, field));
            collect(field.type(), path, path + ".");
        }
    }

    /** A record: a mapping, or a variant of one. */
    private static String explained(RecordType record) {
        StringBuilder text = new StringBuilder(": ").append(sentence(Sentences.of(record.type())));
        text.append('\n');
        for (RecordType.Component field : record.fields()) {
            text.append("  ").append(line(record, field)).append('\n');
        }
        SpecExamples.of(record).ifPresent(example -> text.append("Example: ")
                .append(SpecExamples.yaml(example))
                .append('\n'));
        return text.toString();
    }

    /** A key, and the variants of its value. */
    private static String explained(RecordType record, RecordType.Component field) {
        StringBuilder text = new StringBuilder(": ");
        text.append(sentence(Sentences.of(record.type(), field.key())));
        text.append("\n  ").append(SpecReference.typeAndDefault(field)).append('\n');
        SpecType type = field.type() instanceof SpecType.ListOf list ? list.element() : field.type();
        if (type instanceof VariantType family) {
            family.variants().forEach((tag, variant) -> text.append("  type: ")
                    .append(tag)
                    .append("  ")
                    .append(Sentences.of(variant.type()))
                    .append('\n'));
        }
        SpecExamples.of(record, field).map(example -> example.get(field.key())).ifPresent(example -> text.append(
                        "Example: ")
                .append(field.key())
                .append(": ")
                .append(SpecExamples.yaml(example))
                .append('\n'));
        return text.toString();
    }

    private static String line(RecordType record, RecordType.Component field) {
        String sentence = Sentences.of(record.type(), field.key());
        return field.key() + ": " + SpecReference.typeAndDefault(field)
                + (sentence.isEmpty() ? "" : "\n      " + sentence);
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
