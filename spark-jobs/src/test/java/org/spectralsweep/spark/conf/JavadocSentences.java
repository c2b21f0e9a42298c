package org.spectralsweep.spark.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spectralsweep.spec.SpecNames;

/** The Javadoc of a record, read from its source: the first sentence of its own, and that of each component. */
final class JavadocSentences {
    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "sweep-core", "src", "main", "java"));
    private static final Pattern LABELLED_LINK =
            Pattern.compile("\\{@link(?:plain)?\\s+[^\\s(}]+(?:\\([^)]*\\))?\\s+([^}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)?\\s+(?:[\\w.]*#)?([\\w.]+)[^}]*}");
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal)\\s+([^}]*)}");

    private JavadocSentences() {}

    /** The sentences by key: "" for the record itself, and the components' names in kebab-case. */
    static Map<String, String> of(Class<?> record) throws IOException {
        Matcher found = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*"
                                + "(?:@[\\w.]+(?:\\((?:[^()\"]|\"[^\"]*\")*\\))?\\s*)*"
                                + "(?:(?:public|protected|private|static|final)\\s+)*record\\s+"
                                + record.getSimpleName() + "\\b",
                        Pattern.DOTALL)
                .matcher(source(record));
        Map<String, String> sentences = new LinkedHashMap<>();
        if (!found.find()) {
            return sentences;
        }
        String text = found.group(1).replaceAll("(?m)^\\s*\\*", "");
        String[] parts = text.split("(?m)(?:^|\\s)@(?=param\\b|see\\b|return\\b|throws\\b|since\\b)", -1);
        sentences.put("", firstSentence(parts[0]));
        Stream.of(parts).skip(1).filter(part -> part.startsWith("param")).forEach(part -> {
            String[] words = part.strip().split("\\s+", 3);
            if (words.length == 3) {
                sentences.put(SpecNames.kebab(words[1]), plain(words[2]));
            }
        });
        return sentences;
    }

    private static String source(Class<?> type) throws IOException {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        for (Path folder : SOURCES) {
            Path file = folder.resolve(outer.getName().replace('.', '/') + ".java");
            if (Files.exists(file)) {
                return Files.readString(file);
            }
        }
        throw new IOException("no source of " + type);
    }

    private static String firstSentence(String text) {
        String whole = plain(text.split("<ul>|<pre>|<p>|<ol>|<table", 2)[0]);
        Matcher end = Pattern.compile("[.:](?=\\s|$)").matcher(whole);
        return end.find() ? whole.substring(0, end.start()) : whole;
    }

    private static String plain(String text) {
        String linked =
                LINK.matcher(LABELLED_LINK.matcher(text).replaceAll("$1")).replaceAll("$1");
        return CODE.matcher(linked)
                .replaceAll("$1")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll("\\.$", "");
    }
}
