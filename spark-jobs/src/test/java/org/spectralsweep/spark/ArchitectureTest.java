package org.spectralsweep.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** One direction: specs, figures, data, tables and report know nothing of jobs, and jobs nothing of the command line. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.spectralsweep.spark");

    private static ArchRule mayNotImport(String name, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "org.spectralsweep.spark." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("org.spectralsweep.spark." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    @Test
    void packagesImportInOneDirection() {
        mayNotImport("figure", "conf", "data", "table", "report", "job", "cli").check(CLASSES);
        mayNotImport("conf", "table", "report", "job", "cli").check(CLASSES);
        mayNotImport("data", "figure", "conf", "table", "report", "job", "cli").check(CLASSES);
        mayNotImport("table", "figure", "conf", "report", "job", "cli").check(CLASSES);
        mayNotImport("report", "conf", "table", "job", "cli").check(CLASSES);
        mayNotImport("job", "cli").check(CLASSES);
    }

    @Test
    void specsFiguresDataAndReportsKnowNoSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.spectralsweep.spark.conf..",
                        "org.spectralsweep.spark.data..",
                        "org.spectralsweep.spark.figure..",
                        "org.spectralsweep.spark.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..")
                .check(CLASSES);
    }

    @Test
    void theRulesCanFail() {
        assertThatThrownBy(() -> mayNotImport("cli", "job").check(CLASSES)).isInstanceOf(AssertionError.class);
    }
}
