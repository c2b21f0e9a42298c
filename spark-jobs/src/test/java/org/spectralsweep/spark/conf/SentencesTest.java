package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialSpec;

/** The sentences that the program shows are the Javadoc of the records. */
class SentencesTest {
    private static final Path FILE =
            Path.of("src", "main", "resources", "org", "spectralsweep", "spark", "conf", Sentences.FILE);

    private static Set<Class<?>> records() {
        Set<Class<?>> records = new LinkedHashSet<>();
        List.of(TrialSpec.class, FitSpec.class, FigureSpec.class).forEach(type -> ofSpec(SpecType.of(type), records));
        Table.ALL.forEach(table -> ofRow(table.row(), records));
        return records;
    }

    private static void ofSpec(SpecType type, Set<Class<?>> records) {
        if (type instanceof RecordType record) {
            records.add(record.type());
            record.fields().forEach(field -> ofSpec(field.type(), records));
        } else if (type instanceof VariantType family) {
            family.variants().values().forEach(variant -> ofSpec(variant, records));
        } else if (type instanceof SpecType.ListOf list) {
            ofSpec(list.element(), records);
        } else if (type instanceof SpecType.MapOf map) {
            ofSpec(map.element(), records);
        }
    }

    private static void ofRow(Class<?> row, Set<Class<?>> records) {
        records.add(row);
        for (var component : row.getRecordComponents()) {
            if (component.getType().isRecord()) {
                ofRow(component.getType(), records);
            }
        }
    }

    private static Map<String, String> ofSources() throws IOException {
        Map<String, String> sentences = new TreeMap<>();
        for (Class<?> record : records()) {
            JavadocSentences.of(record)
                    .forEach((key, sentence) ->
                            sentences.put(Sentences.name(record) + (key.isEmpty() ? "" : "." + key), sentence));
        }
        return sentences;
    }

    /** With -Dsentences=write, this writes the file anew. */
    @Test
    void areTheJavadocOfTheRecords() throws IOException {
        String text =
                "# The Javadoc of the records of specs and tables. A test writes it: mvn -Dquick -pl spark-jobs -am test\n"
                        + "# -Dtest=SentencesTest -Dsentences=write -Dsurefire.failIfNoSpecifiedTests=false\n"
                        + ofSources().entrySet().stream()
                                .map(entry ->
                                        entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                                .collect(Collectors.joining());
        if ("write".equals(System.getProperty("sentences"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        }
        assertThat(FILE).content().isEqualTo(text);
    }

    @Test
    void everyKeyAndColumnHasOne() throws IOException {
        Map<String, String> sentences = ofSources();
        Set<String> missing = new TreeSet<>();
        for (Class<?> record : records()) {
            for (var component : record.getRecordComponents()) {
                if (!component.getType().isRecord()
                        || !component.getType().getPackage().equals(record.getPackage())) {
                    String key = Sentences.name(record) + "." + SpecNames.kebab(component.getName());
                    if (sentences.getOrDefault(key, "").isBlank()) {
                        missing.add(key);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
