package org.spectralsweep.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers and texts are the same under every locale and every default character set. */
class LocaleTest {
    private static final Set<String> FORMATTING = Set.of("format", "formatted", "printf", "toLowerCase", "toUpperCase");

    /** Methods that take the default locale or character set unless one is given. */
    private static final DescribedPredicate<JavaAccess<?>> TAKE_THE_DEFAULT =
            DescribedPredicate.describe("take the default locale or character set", access -> {
                if (!(access.getTarget() instanceof CodeUnitCallTarget target)) {
                    return false;
                }
                String owner = target.getOwner().getName();
                List<String> types = target.getRawParameterTypes().stream()
                        .map(type -> type.getName())
                        .toList();
                boolean named = types.contains(Locale.class.getName())
                        || types.stream().anyMatch(type -> type.startsWith("java.nio.charset."));
                if (named) {
                    return false;
                }
                boolean formats = FORMATTING.contains(target.getName())
                        && Set.of(String.class.getName(), PrintWriter.class.getName(), PrintStream.class.getName())
                                .contains(owner);
                boolean numbers = owner.equals(NumberFormat.class.getName())
                                && target.getName().startsWith("get")
                        || owner.equals("java.text.DecimalFormat") && types.size() < 2;
                boolean bytes = owner.equals(String.class.getName())
                        && (target.getName().equals("getBytes")
                                || target.getName().equals("<init>") && types.contains("[B"));
                boolean files = target.getName().equals("<init>")
                        && Set.of(
                                        FileReader.class.getName(),
                                        FileWriter.class.getName(),
                                        InputStreamReader.class.getName(),
                                        OutputStreamWriter.class.getName())
                                .contains(owner);
                return formats || numbers || bytes || files;
            });

    private static ArchRule rule() {
        return noClasses().should().accessTargetWhere(TAKE_THE_DEFAULT);
    }

    @Test
    void everyTextNamesItsLocaleAndCharacterSet() {
        rule().check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.spectralsweep"));
    }

    @Test
    void theRuleCanFail() {
        for (Class<?> wrong : List.of(Formats.class, Lowers.class, Encodes.class)) {
            assertThatThrownBy(() -> rule().check(new ClassFileImporter().importClasses(wrong)))
                    .as(wrong.getSimpleName())
                    .isInstanceOf(AssertionError.class);
        }
        assertThat(new Formats().text(1.5)).isNotEmpty();
    }

    private static final class Formats {
        String text(double value) {
            return "%.1f".formatted(value);
        }
    }

    private static final class Lowers {
        @SuppressWarnings("StringCaseLocaleUsage")
        String text(String value) {
            return value.toLowerCase();
        }
    }

    private static final class Encodes {
        @SuppressWarnings("DefaultCharset")
        byte[] bytes(String value) {
            return value.getBytes();
        }
    }
}
