package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialSpec;

class SpecExplanationTest {
    @Test
    void explainsAVariantWithItsKeysAndAnExample() {
        assertThat(SpecExplanation.of("target.harmonic"))
                .startsWith("trial.target.harmonic: One pure harmonic of frequency kappa.\n")
                .contains("  frequency: an integer, required\n      kappa, at least 0\n")
                .contains("Example: {type: harmonic, frequency: 3}");
    }

    @Test
    void explainsAKey() {
        assertThat(SpecExplanation.of("network.width"))
                .startsWith("trial.network.width: Units of every hidden layer, or 0 where widths are given.\n")
                .contains("  an integer, default 0\n")
                .contains("Example: width: ");
        assertThat(SpecExplanation.of("target.frequency"))
                .contains("(of type harmonic)")
                .contains("(of type zonal-harmonic)");
        assertThat(SpecExplanation.of("fit.rivals")).startsWith("fit.rivals: ");
        assertThat(SpecExplanation.of("target")).contains("type: harmonic  One pure harmonic of frequency kappa");
    }

    /** Editors complete keys by the schema. */
    @Test
    void everyKeyIsInTheSchemaOfEditors() {
        String schema = SpecSchema.text();
        for (Class<? extends Record> type : List.of(TrialSpec.class, FitSpec.class, FigureSpec.class)) {
            for (String path : SpecPaths.of(SpecType.of(type)).keySet()) {
                assertThat(schema).as(path).contains('"' + path.substring(path.lastIndexOf('.') + 1) + '"');
            }
        }
    }

    @Test
    void suggestsTheNearestName() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> SpecExplanation.of("target.harmonik"))
                .withMessage("no key or variant of a spec is named 'target.harmonik'; did you mean 'target.harmonic'?");
    }

    @Test
    void everyVariantHasAnExampleThatIsRead() {
        List<String> without = new ArrayList<>();
        for (Class<? extends Record> top : List.of(TrialSpec.class, FitSpec.class, FigureSpec.class)) {
            assertExamples(SpecType.of(top), without);
        }
        assertThat(without).isEmpty();
    }

    private static void assertExamples(SpecType type, List<String> without) {
        if (type instanceof RecordType record) {
            if (record.tag() != null) {
                SpecExamples.of(record)
                        .map(SpecExamples::yaml)
                        .ifPresentOrElse(
                                yaml -> assertThat(record.read(parsed(yaml), "example"))
                                        .isInstanceOf(record.type()),
                                () -> without.add(Sentences.name(record.type())));
            }
            record.fields().forEach(field -> assertExamples(field.type(), without));
        } else if (type instanceof VariantType family) {
            family.variants().values().forEach(variant -> assertExamples(variant, without));
        } else if (type instanceof SpecType.ListOf list) {
            assertExamples(list.element(), without);
        }
    }

    private static JsonNode parsed(String yaml) {
        Node node = YamlTree.parse(yaml, line -> new Origin("example", ""));
        assertThat(node).as(yaml).isNotNull();
        return node == null ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : node.json();
    }
}
