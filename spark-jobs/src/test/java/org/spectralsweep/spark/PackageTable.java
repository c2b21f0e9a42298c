package org.spectralsweep.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What packages may import, as a page says it in tables {@code | package | holds | may import |}.
 *
 * @param rows the packages in the third column by the package in the first; {@code -} stands for none
 */
record PackageTable(Map<String, Set<String>> rows) {
    private static final String HEADER = "| package | holds | may import |";

    static PackageTable ofContributing() {
        try {
            return of(Files.readAllLines(Path.of("..", "CONTRIBUTING.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PackageTable of(List<String> lines) {
        Map<String, Set<String>> rows = new TreeMap<>();
        boolean inside = false;
        for (String line : lines) {
            inside = line.equals(HEADER) || (inside && line.startsWith("|"));
            if (!inside || line.equals(HEADER) || line.startsWith("|---")) {
                continue;
            }
            String[] cells = line.substring(1).split("\\|", -1);
            if (cells.length != 4 || rows.put(name(cells[0]), names(cells[2])) != null) {
                throw new IllegalStateException("a package must have one row of three cells but had: " + line);
            }
        }
        return new PackageTable(rows);
    }

    private static String name(String cell) {
        return cell.replace('`', ' ').strip();
    }

    private static Set<String> names(String cell) {
        Set<String> names = new TreeSet<>();
        if (!name(cell).equals("-")) {
            Arrays.stream(cell.split(",", -1)).map(PackageTable::name).forEach(names::add);
        }
        return names;
    }
}
