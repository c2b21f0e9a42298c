package org.spectralsweep;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Keeps the import table of CONTRIBUTING.md. */
class ArchitectureTest {
    private static final String ROOT = "org.spectralsweep";

    /** What each package may import, besides itself and the root package. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("spec", List.of()),
            Map.entry("linalg", List.of()),
            Map.entry("random", List.of()),
            Map.entry("domain", List.of("spec", "linalg", "random")),
            Map.entry("density", List.of("spec", "domain", "targets", "linalg", "random")),
            Map.entry("targets", List.of("spec", "domain", "linalg", "random")),
            Map.entry("encoding", List.of("spec", "linalg", "random")),
            Map.entry("nn", List.of("spec", "linalg", "random")),
            Map.entry("train", List.of("spec", "linalg", "random", "nn")),
            Map.entry("spectral", List.of("linalg", "domain", "density", "targets")),
            Map.entry("region", List.of("linalg", "nn")),
            Map.entry("kernel", List.of("linalg", "nn", "domain", "density")),
            Map.entry("metric", List.of("spec", "linalg", "random", "domain", "density", "targets", "encoding", "nn", "spectral", "kernel", "region")),
            Map.entry("theory", List.of("spec", "linalg", "random", "domain", "density", "targets", "encoding", "nn", "spectral", "kernel", "metric")),
            Map.entry("trial", List.of("spec", "linalg", "random", "domain", "density", "targets", "encoding", "nn", "train", "spectral", "kernel", "region", "metric", "theory")),
            Map.entry("sweep", List.of("spec", "trial", "kernel", "metric", "theory", "domain", "density", "targets", "nn", "train", "encoding", "linalg")),
            Map.entry("fit", List.of("linalg", "random"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static ArchRule importsOnly(String name, List<String> allowed) {
        List<String> own = new ArrayList<>(List.of(ROOT, ROOT + "." + name + ".."));
        allowed.forEach(other -> own.add(ROOT + "." + other + ".."));
        DescribedPredicate<JavaClass> foreign = resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(own.toArray(String[]::new))));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(foreign);
    }

    @Test
    void everyPackageImportsOnlyWhatTheTableAllows() {
        MAY_IMPORT.forEach((name, allowed) -> importsOnly(name, allowed).check(CLASSES));
    }

    @Test
    void theTableNamesEveryPackageAndNoOther() {
        TreeSet<String> packages = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String name = type.getPackageName();
            if (!name.equals(ROOT)) {
                packages.add(name.substring(ROOT.length() + 1));
            }
        }
        assertThat(packages).isEqualTo(new TreeSet<>(MAY_IMPORT.keySet()));
    }

    @Test
    void theTableHasNoCycle() {
        List<String> order = new ArrayList<>();
        TreeMap<String, List<String>> rest = new TreeMap<>(MAY_IMPORT);
        while (!rest.isEmpty()) {
            List<String> free = rest.entrySet().stream()
                    .filter(entry -> order.containsAll(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            assertThat(free).as("packages left: %s", rest.keySet()).isNotEmpty();
            order.addAll(free);
            free.forEach(rest::remove);
        }
        assertThat(order).hasSameSizeAs(MAY_IMPORT.keySet());
    }

    @Test
    void nothingImportsSparkHadoopOrALoggingFramework() {
        // OpenBlas alone touches java.util.logging, to silence the binding it loads.
        noClasses()
                .that()
                .doNotHaveSimpleName("OpenBlas")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark..",
                        "org.apache.hadoop..",
                        "org.apache.parquet..",
                        "scala..",
                        "org.slf4j..",
                        "java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void theRulesCanFail() {
        ArchRule tooStrict = importsOnly("trial", List.of());
        assertThatThrownBy(() -> tooStrict.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("TrialSpec");
        assertThat(CLASSES.size()).isGreaterThan(50);
    }
}
