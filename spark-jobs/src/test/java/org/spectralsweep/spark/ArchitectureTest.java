package org.spectralsweep.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The packages of both modules import what the tables of CONTRIBUTING.md say, all in one direction. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.spectralsweep");

    private static final PackageTable TABLE = PackageTable.ofContributing();
    private static final PackageImports IMPORTS = PackageImports.of(CLASSES);

    private static List<String> notAllowed(Map<String, Set<String>> allowed) {
        return IMPORTS.examples().entrySet().stream()
                .filter(arrow -> IMPORTS.isListed(arrow.getKey()))
                .filter(arrow -> !allowed.getOrDefault(arrow.getKey().from(), Set.of())
                        .contains(arrow.getKey().to()))
                .map(arrow -> arrow.getKey() + ", by " + arrow.getValue())
                .toList();
    }

    private static List<String> notUsed(Map<String, Set<String>> allowed) {
        return allowed.entrySet().stream()
                .flatMap(row -> row.getValue().stream().map(to -> new PackageImports.Arrow(row.getKey(), to)))
                .filter(arrow -> !IMPORTS.examples().containsKey(arrow))
                .map(PackageImports.Arrow::toString)
                .toList();
    }

    @Test
    void theTablesNameEveryPackageAndNoOther() {
        assertThat(TABLE.rows().keySet()).isEqualTo(IMPORTS.packages());
        assertThat(IMPORTS.core()).as("names that both modules have").doesNotContainAnyElementsOf(IMPORTS.engine());
    }

    @Test
    void packagesImportWhatTheTablesSay() {
        assertThat(notAllowed(TABLE.rows())).as("imports that no table allows").isEmpty();
        assertThat(notUsed(TABLE.rows()))
                .as("imports that a table allows and no class has")
                .isEmpty();
    }

    @Test
    void importsRunInOneDirection() {
        Map<String, Set<String>> rest = new TreeMap<>(IMPORTS.byPackage());
        while (!rest.isEmpty()) {
            List<String> free = rest.entrySet().stream()
                    .filter(row -> row.getValue().stream().noneMatch(rest::containsKey))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(free)
                    .as("packages that import no other of %s", rest.keySet())
                    .isNotEmpty();
            free.forEach(rest::remove);
        }
    }

    @Test
    void theCoreKnowsNoSparkHadoopOrLogging() {
        // OpenBlas alone touches java.util.logging, to silence the binding it loads.
        noClasses()
                .that()
                .resideOutsideOfPackage("org.spectralsweep.spark..")
                .and()
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

    private static ArchRule knowsNoSpark(String name) {
        return noClasses()
                .that()
                .resideInAPackage("org.spectralsweep.spark." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..");
    }

    @Test
    void specsFiguresDataAndReportsKnowNoSpark() {
        List.of("conf", "figure", "data", "report")
                .forEach(name -> knowsNoSpark(name).check(CLASSES));
    }

    @Test
    void theRulesCanFail() {
        Map<String, Set<String>> changed = new TreeMap<>(TABLE.rows());
        changed.put("trial", Set.of("kernel", "random", "sweep"));
        assertThat(notAllowed(changed)).anyMatch(arrow -> arrow.startsWith("trial -> train, by "));
        assertThat(notUsed(changed)).containsExactly("trial -> sweep");
        assertThatThrownBy(() -> knowsNoSpark("job").check(CLASSES)).isInstanceOf(AssertionError.class);
        assertThat(CLASSES.size()).isGreaterThan(400);
    }
}
