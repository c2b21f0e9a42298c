package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialSpec;

class SpecReferenceTest {
    private static final String TEXT = SpecReference.text();

    @Test
    void namesEveryKeyOfTheFile() {
        assertThat(SweepFile.KEYS).allSatisfy(key -> assertThat(TEXT).containsPattern("(?m)^" + key + ": "));
    }

    @Test
    void namesEveryKeyAndVariantOfTheTrial() {
        assertNamed(SpecType.of(TrialSpec.class));
        assertNamed(SpecType.of(FigureSpec.class));
    }

    private static void assertNamed(SpecType type) {
        if (type instanceof RecordType record) {
            record.fields().forEach(field -> {
                assertThat(TEXT).containsPattern("(?m)^ +" + field.key() + ": ");
                assertNamed(field.type());
            });
        } else if (type instanceof VariantType family) {
            family.variants().forEach((name, variant) -> {
                assertThat(TEXT).containsPattern("(?m)^ +type: " + name + "( +#|$)");
                assertNamed(variant);
            });
        } else if (type instanceof SpecType.ListOf list) {
            assertNamed(list.element());
        }
    }

    @Test
    void showsTypesAndDefaults() {
        assertThat(TEXT)
                .contains("  domain: a mapping with a type, required")
                .contains("    hidden-layers: an integer, default 1")
                .contains("  max-steps: an integer or auto, required")
                .contains("learning-rate: a number or auto, required")
                .contains("  paper: a number or text, default \"\"")
                .contains("regr_slope(ln(value), ln(component_frequency))")
                .contains("  group-by: a list, each text, default []");
    }

    @Test
    void everyKeyHasItsSentence() {
        assertThat(TEXT)
                .contains("network: a mapping, required  # the network")
                .containsPattern("width: an integer, default 0  # units of every hidden layer");
        assertExplained(SpecType.of(TrialSpec.class));
        assertExplained(SpecType.of(FigureSpec.class));
    }

    private static void assertExplained(SpecType type) {
        String words = TEXT.replaceAll("\\s*\\n\\s*# ", " ").replace("  # ", " ");
        if (type instanceof RecordType record) {
            record.fields().forEach(field -> {
                assertThat(words)
                        .contains(field.key() + ": " + SpecReference.typeAndDefault(field) + " "
                                + Sentences.of(record.type(), field.key()));
                assertExplained(field.type());
            });
        } else if (type instanceof VariantType family) {
            family.variants().values().forEach(SpecReferenceTest::assertExplained);
        } else if (type instanceof SpecType.ListOf list) {
            assertExplained(list.element());
        }
    }

    @Test
    void saysNothingTwice() {
        assertThat(TEXT.lines().filter(line -> line.contains("# ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        // Two metrics choose pairs in the same way, and both axes of a panel have the same keys.
        assertThat(TEXT)
                .containsOnlyOnce("  pool: ")
                .containsOnlyOnce("    scale: ")
                .contains("as in figure.panels.x");
    }

    @Test
    void everyDefaultIsTheSameReadAsYamlAndByTheCore() {
        assertDefaults(SpecType.of(TrialSpec.class));
        assertDefaults(SpecType.of(FitSpec.class));
        assertDefaults(SpecType.of(FigureSpec.class));
    }

    private static void assertDefaults(SpecType type) {
        if (type instanceof RecordType record) {
            for (RecordType.Component field : record.fields()) {
                String literal = field.fallback();
                if (literal != null && !literal.isEmpty()) {
                    Node yaml = YamlTree.parse(literal, line -> new Origin(field.key(), ""));
                    Object value =
                            field.type().read(Objects.requireNonNull(yaml).json(), field.key());
                    assertThat(value).as(field.key()).isEqualTo(field.defaultValue(field.key()));
                }
                assertDefaults(field.type());
            }
        } else if (type instanceof VariantType family) {
            family.variants().values().forEach(SpecReferenceTest::assertDefaults);
        } else if (type instanceof SpecType.ListOf list) {
            assertDefaults(list.element());
        }
    }
}
