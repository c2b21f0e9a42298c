package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.trial.TrialSpec;

/** Bad values for every key of every record that a trial may hold, each key on a line of its own. */
class RefusedLinesTest {
    private static final List<String> LINES = List.of(
            "sweep: small",
            "trial:",
            "  domain: {type: circle}",
            "  sampling: {type: grid, points: 100}",
            "  target: {type: harmonic, frequency: 4}",
            "  network: {width: 64, hidden-layers: 1}",
            "  initialization: {weights: {type: normal, std: 0.2}}",
            "  optimizer: {type: gradient-descent, learning-rate: 0.004}",
            "  thresholds: [{name: regions, convention: half-sum, delta: 0.05}]",
            "  max-steps: 100");

    private static final List<String> BAD =
            List.of("0", "-1", "0.5", "1.0e+300", "word", "[]", "[0]", "[3, -1]", "[0.5, 2, 7]", "{}", "1073741824");

    /** A message's line, and the path with which its sentence begins. */
    private static final Pattern PLACED = Pattern.compile("x\\.yaml:(\\d+): (trial[a-z0-9.-]*)(:? )(.*)");

    /** What is wrong with several keys of a record together is said of the record. */
    private static final Pattern SEVERAL = Pattern.compile("[a-z-]+, [a-z-]+ and [a-z-]+ must be .*");

    private final TreeSet<String> refused = new TreeSet<>();

    @Test
    void everyRefusalIsAtTheLineOfTheKeyThatItNames() {
        for (RecordType.Component part : ((RecordType) SpecType.of(TrialSpec.class)).fields()) {
            SpecType type = part.type();
            boolean listed = type instanceof SpecType.ListOf;
            for (RecordType record : records(type instanceof SpecType.ListOf list ? list.element() : type)) {
                for (RecordType.Component key : record.fields()) {
                    BAD.forEach(bad -> check(part.key(), listed, record, key.key(), bad));
                }
            }
        }
        assertThat(refused)
                .contains(
                        "trial.density.weights",
                        "trial.metrics.0.bins",
                        "trial.thresholds.0.delta",
                        "trial.network.width")
                .hasSizeGreaterThan(100);
    }

    private static Collection<RecordType> records(SpecType type) {
        return type instanceof VariantType family
                ? family.variants().values()
                : type instanceof RecordType record ? List.of(record) : List.of();
    }

    private void check(String part, boolean listed, RecordType record, String key, String bad) {
        List<String> lines = new ArrayList<>(LINES);
        lines.removeIf(line -> line.startsWith("  " + part + ":"));
        lines.addAll(block(part, listed, record, key, bad));
        String message = message(String.join("\n", lines));
        if (message == null || message.contains("unknown key") || message.contains(" is required")) {
            return;
        }
        Matcher placed = PLACED.matcher(message);
        assertThat(placed.matches()).as(message).isTrue();
        String path = placed.group(2);
        List<String> keys = List.of(path.split("\\.", -1));
        String line = lines.get(Integer.parseInt(placed.group(1)) - 1).strip();
        String named = keys.stream()
                .filter(step -> lines.stream().anyMatch(one -> one.strip().startsWith(step + ":")))
                .reduce("", (before, last) -> last);
        // An element of a list stands at its first key.
        String first =
                lines.get(lines.indexOf("  " + part + ":") + (listed ? 2 : 0)).strip();
        assertThat(line).as(message).startsWith(named.equals(part) ? first : named + ":");
        if (placed.group(3).equals(": ")) {
            assertThat(placed.group(4)).as(message).matches(SEVERAL);
        } else {
            refused.add(path);
        }
    }

    private static List<String> block(String part, boolean listed, RecordType record, String key, String bad) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + part + ":");
        if (listed) {
            lines.add("    -");
        }
        String indent = listed ? "      " : "    ";
        if (record.tag() != null) {
            lines.add(indent + "type: " + record.tag());
        }
        for (RecordType.Component other : record.fields()) {
            if (other.key().equals(key)) {
                lines.add(indent + key + ": " + bad);
            } else if (other.fallback() == null) {
                lines.add(indent + other.key() + ": " + example(other.type()));
            }
        }
        return lines;
    }

    /** A value of a type, in one line. */
    private static String example(SpecType type) {
        if (type instanceof SpecType.ListOf list) {
            return "[" + example(list.element()) + "]";
        } else if (type instanceof SpecType.Choice choice) {
            return SpecNames.kebab((Enum<?>) choice.type().getEnumConstants()[0]);
        } else if (type instanceof VariantType family) {
            return example(family.variants().values().iterator().next());
        } else if (type instanceof RecordType record) {
            return record.fields().stream()
                    .filter(key -> key.fallback() == null)
                    .map(key -> ", " + key.key() + ": " + example(key.type()))
                    .collect(Collectors.joining("", "{type: " + record.tag(), "}"))
                    .replace("type: null, ", "");
        }
        return type instanceof SpecType.Real ? "0.5" : type instanceof SpecType.Text ? "x" : "3";
    }

    private static @Nullable String message(String text) {
        try {
            SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS).read("x.yaml", text, Optional.empty(), List.of());
            return null;
        } catch (SpecException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }
}
