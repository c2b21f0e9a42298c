package org.spectralsweep.spark;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which packages import which, by short names such as {@code trial}. Compiled classes tell most of it; import lines of
 * the sources tell the annotations of record components, where ArchUnit does not look. Every package may use the root
 * package.
 *
 * @param core packages of sweep-core
 * @param engine packages of spark-jobs
 * @param examples a class that imports, for each arrow
 */
record PackageImports(Set<String> core, Set<String> engine, Map<Arrow, String> examples) {
    private static final String ROOT = "org.spectralsweep";
    private static final String NAME_OF_ROOT = "the root package";
    private static final Pattern PACKAGE = Pattern.compile(
            "(?m)^(package|import(?: static)?) (org\\.spectralsweep[a-z.]*)(?:\\.[A-Z][\\w.]*|\\.\\*)?;");

    /** One package imports another. */
    record Arrow(String from, String to) {
        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    static PackageImports of(JavaClasses classes) {
        PackageImports imports =
                new PackageImports(new TreeSet<>(), new TreeSet<>(), new TreeMap<>((left, right) -> left.toString()
                        .compareTo(right.toString())));
        for (JavaClass type : classes) {
            String from = type.getPackageName();
            imports.note(from);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                imports.note(from, target.getPackageName(), type.getSimpleName());
            }
        }
        List.of("sweep-core", "spark-jobs").forEach(module -> imports.read(Path.of("..", module, "src/main/java")));
        return imports;
    }

    private void read(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher lines = PACKAGE.matcher(Files.readString(file));
                String from = "";
                while (lines.find()) {
                    if (lines.group(1).equals("package")) {
                        from = lines.group(2);
                    } else {
                        note(from, lines.group(2), file.getFileName().toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String name) {
        if (!name.equals(ROOT)) {
            (isEngine(name) ? engine : core).add(shortName(name));
        }
    }

    private void note(String from, String to, String example) {
        if (to.startsWith(ROOT + ".") && !shortName(from).equals(shortName(to))) {
            examples.putIfAbsent(new Arrow(shortName(from), shortName(to)), example);
        }
    }

    private static boolean isEngine(String name) {
        return name.startsWith(ROOT + ".spark.");
    }

    private static String shortName(String name) {
        if (name.equals(ROOT)) {
            return NAME_OF_ROOT;
        }
        return name.substring(ROOT.length() + (isEngine(name) ? ".spark.".length() : 1))
                .split("\\.", 2)[0];
    }

    /** All packages. */
    Set<String> packages() {
        Set<String> packages = new TreeSet<>(core);
        packages.addAll(engine);
        return packages;
    }

    /** The packages that each one imports. */
    Map<String, Set<String>> byPackage() {
        Map<String, Set<String>> imports = new TreeMap<>();
        packages().forEach(name -> imports.put(name, new TreeSet<>()));
        examples.keySet().forEach(arrow -> imports.computeIfAbsent(arrow.from(), name -> new TreeSet<>())
                .add(arrow.to()));
        return imports;
    }

    /** Whether a table lists it: what spark-jobs imports of sweep-core is below all of it and stands in none. */
    boolean isListed(Arrow arrow) {
        return !(engine.contains(arrow.from()) && core.contains(arrow.to()));
    }
}
