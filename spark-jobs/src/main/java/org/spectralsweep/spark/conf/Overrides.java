package org.spectralsweep.spark.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.trial.TrialSpec;

/**
 * What {@code --set path=value} changes. The path leads into the whole file ({@code replicates},
 * {@code trial.network.width}) or, in a shorter form, into the trial ({@code network.width}). A value that is set wins.
 * A derived value with that path is dropped, and if the path is an axis, every cell takes the value. A list or a range
 * that is set on the axis of a grid replaces the axis' values.
 *
 * @param file the file with the values in place
 * @param pinned the values set in the trial, by path of the trial
 */
record Overrides(Node.Mapping file, Map<String, Node> pinned) {
    static final String TRIAL = "trial.";

    private static final String DERIVE = "derive";

    static final List<String> TRIAL_KEYS = ((RecordType) SpecType.of(TrialSpec.class)).keys();

    /** Applies the options in order. A later one wins. */
    static Overrides apply(Node.Mapping file, List<String> options) {
        Node.Mapping changed = file;
        Map<String, Node> pinned = new LinkedHashMap<>();
        for (String option : options) {
            Origin origin = new Origin("--set " + option, "");
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw origin.problem("an override must be path=value");
            }
            Node value = YamlTree.parse(option.substring(equals + 1), line -> origin);
            if (value == null) {
                throw origin.problem("an override must be path=value but the value was empty");
            }
            String path = wholePath(option.substring(0, equals).strip(), origin);
            String inTrial = trialPath(path);
            Optional<String> axis = path.startsWith(TRIAL) ? gridAxis(changed, inTrial) : Optional.empty();
            if (axis.isPresent() && holdsSeveral(value, changed.at(axis.get()))) {
                changed = withoutDerived(changed.with(axis.get(), value), inTrial);
                pinned.remove(inTrial);
                continue;
            }
            changed = set(changed, path, value);
            if (path.startsWith(TRIAL)) {
                pinned.put(inTrial, value);
                changed = withoutDerived(changed, inTrial);
            }
        }
        return new Overrides(changed, pinned);
    }

    /** The place in the file of the values of a grid's axis, if the path is one. */
    private static Optional<String> gridAxis(Node.Mapping file, String path) {
        if (!(file.entries().get("axes") instanceof Node.Sequence blocks)) {
            return Optional.empty();
        }
        return IntStream.range(0, blocks.items().size())
                .mapToObj(i -> "axes." + i + ".grid")
                .filter(grid -> file.at(grid) instanceof Node.Mapping)
                .flatMap(grid -> Stream.of(grid + "." + path, grid + "." + TRIAL + path))
                .filter(place -> file.at(place) != null)
                .findFirst();
    }

    /**
     * Whether a value stands for all values of an axis. It must be a range or a list. If the axis' own values are
     * lists, it must be a list of lists.
     */
    private static boolean holdsSeveral(Node value, @Nullable Node axis) {
        if (value instanceof Node.Mapping mapping) {
            return mapping.entries().containsKey("from");
        }
        boolean ofLists =
                axis instanceof Node.Sequence own && own.items().stream().allMatch(Node.Sequence.class::isInstance);
        return value instanceof Node.Sequence list
                && (!ofLists || list.items().stream().allMatch(Node.Sequence.class::isInstance));
    }

    private static String wholePath(String path, Origin origin) {
        String first = path.split("\\.", 2)[0];
        if (first.equals("variants")) {
            throw origin.problem("variants cannot be set; choose one with --variant");
        }
        if (SweepFile.KEYS.contains(first)) {
            return path;
        }
        if (TRIAL_KEYS.contains(first)) {
            return TRIAL + path;
        }
        List<String> names = new ArrayList<>(SweepFile.KEYS);
        names.addAll(TRIAL_KEYS);
        throw origin.problem("unknown key '" + first + "'" + Suggestion.ending(first, names));
    }

    /** Sets a value. The text after {@code derive.} is a single key, which is a path of the trial. */
    private static Node.Mapping set(Node.Mapping file, String path, Node value) {
        if (!path.startsWith(DERIVE + ".")) {
            return file.with(path, value);
        }
        Node.Mapping derive = file.entries().get(DERIVE) instanceof Node.Mapping mapping
                ? mapping
                : new Node.Mapping(value.origin(), Map.of());
        return file.put(DERIVE, derive.put(path.substring(DERIVE.length() + 1), value));
    }

    private static Node.Mapping withoutDerived(Node.Mapping file, String path) {
        if (!(file.entries().get(DERIVE) instanceof Node.Mapping derive)) {
            return file;
        }
        return file.put(DERIVE, derive.without(path).without(TRIAL + path));
    }

    /** The path within the trial, of a path with or without {@code trial.} in front. */
    static String trialPath(String path) {
        return path.startsWith(TRIAL) ? path.substring(TRIAL.length()) : path;
    }
}
