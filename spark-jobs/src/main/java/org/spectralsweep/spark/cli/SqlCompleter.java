package org.spectralsweep.spark.cli;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.spectralsweep.spark.job.DataDictionary;
import org.spectralsweep.spark.job.ViewsCatalog;

/** Completes the names of views, and those of columns: of the views that a query names, or of all. */
final class SqlCompleter implements Completer {
    private static final List<String> WORDS = List.of(
            "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "USING", "COUNT", "AVG", "MEDIAN");
    private static final List<String> COMMANDS = List.of("\\d", "\\q");

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        names(line.line(), line.word()).forEach(name -> candidates.add(new Candidate(name)));
    }

    /** The names that may stand in the place of a word. */
    static List<String> names(String line, String word) {
        TreeSet<String> names = new TreeSet<>();
        String before = line.endsWith(word) ? line.substring(0, line.length() - word.length()) : line;
        if (before.matches("(?is).*\\b(from|join)\\s+")) {
            names.addAll(ViewsCatalog.NAMES);
        } else if (line.strip().startsWith("\\")) {
            names.addAll(word.startsWith("\\") ? COMMANDS : ViewsCatalog.NAMES);
        } else {
            List<String> named = ViewsCatalog.NAMES.stream()
                    .filter(view -> line.matches("(?s).*\\b" + view + "\\b.*"))
                    .toList();
            (named.isEmpty() ? ViewsCatalog.NAMES : named)
                    .forEach(view -> DataDictionary.columns(view).forEach(column -> names.add(column.name())));
            names.addAll(ViewsCatalog.NAMES);
            names.addAll(WORDS);
        }
        String typed = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed))
                .toList();
    }
}
