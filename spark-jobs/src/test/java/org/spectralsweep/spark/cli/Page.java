package org.spectralsweep.spark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param name its path below the root, with slashes
 * @param text as it stands in the file
 */
record Page(String name, String text) {
    static final Path ROOT = Path.of("..");

    /**
     * Folders without pages of ours: what is built, results, and the files of earlier versions, which nobody may
     * change.
     */
    private static final Set<String> SKIPPED = Set.of("target", "results", "resources");

    private static final Pattern ITEM = Pattern.compile("(?:[-*]|[0-9]+[.])\\s+(.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\(([^)]+)\\)");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])[)\"]*\\s+");

    /** A line and its number, from 1. */
    record Line(int number, String text) {}

    /** A code block: its first line's number, its language, its lines. */
    record Block(int number, String language, List<String> lines) {
        String joined() {
            return String.join("\n", lines) + "\n";
        }
    }

    /** A row of a table with the head of its table. */
    record Row(int number, List<String> head, List<String> cells) {}

    static Page of(String name) throws IOException {
        return new Page(name, Files.readString(ROOT.resolve(name)));
    }

    /** Every page of the project. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : files(".md")) {
            pages.add(of(file.toString().replace('\\', '/')));
        }
        return pages;
    }

    /** The text cells of every notebook, a page for each. */
    static List<Page> notebooks() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : files(".ipynb")) {
            StringBuilder text = new StringBuilder();
            for (JsonNode cell :
                    new ObjectMapper().readTree(ROOT.resolve(file).toFile()).path("cells")) {
                if (cell.path("cell_type").asText().equals("markdown")) {
                    cell.path("source").forEach(line -> text.append(line.asText()));
                    text.append("\n\n");
                }
            }
            pages.add(new Page(file.toString().replace('\\', '/'), text.toString()));
        }
        return pages;
    }

    /** Files below the root whose names end so, sorted. */
    static List<Path> files(String end) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skipped = SKIPPED.contains(name) || name.startsWith(".") && !name.equals("..");
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(end)) {
                    found.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted().toList();
    }

    /** Lines outside of code blocks, tables and headings. */
    List<Line> prose() {
        List<Line> prose = new ArrayList<>();
        for (Line line : outsideOfBlocks()) {
            String text = line.text().strip();
            if (!text.startsWith("|") && !text.startsWith("#")) {
                prose.add(line);
            }
        }
        return prose;
    }

    /** Paragraphs and list items, each in one line, with the number of its first. */
    List<Line> paragraphs() {
        List<Line> paragraphs = new ArrayList<>();
        int start = 0;
        int last = -1;
        String paragraph = "";
        for (Line line : prose()) {
            String text = line.text().strip();
            Matcher item = ITEM.matcher(text);
            boolean begins = item.matches();
            if (begins || text.isEmpty() || text.startsWith("<!--") || line.number() != last + 1) {
                paragraphs.add(new Line(start, paragraph.strip()));
                paragraph = "";
                start = line.number();
            }
            if (!text.startsWith("<!--")) {
                paragraph += " " + (begins ? item.group(1) : text);
            }
            last = line.number();
        }
        paragraphs.add(new Line(start, paragraph.strip()));
        return paragraphs.stream().filter(each -> !each.text().isEmpty()).toList();
    }

    /**
     * Sentences of the prose, with the number of the line in which their paragraph begins; a piece of code is one word.
     */
    List<Line> sentences() {
        return sentences(paragraphs());
    }

    static List<Line> sentences(List<Line> paragraphs) {
        List<Line> sentences = new ArrayList<>();
        for (Line paragraph : paragraphs) {
            String plain = CODE.matcher(paragraph.text()).replaceAll("code");
            plain = LINK.matcher(plain).replaceAll("$1").replace("*", "");
            for (String sentence : SENTENCE_END.split(plain, -1)) {
                sentences.add(new Line(paragraph.number(), sentence));
            }
        }
        return sentences;
    }

    /** How many words a sentence has; signs such as = and | are not words. */
    static long words(String sentence) {
        return Pattern.compile("\\s+")
                .splitAsStream(sentence.strip())
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("```")) {
                    end++;
                }
                blocks.add(new Block(i + 1, lines.get(i).substring(3).strip(), lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    /** Rows of tables, without their heads. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> head = List.of();
        int last = -1;
        for (Line line : outsideOfBlocks()) {
            String text = line.text().strip();
            if (!text.startsWith("|")) {
                continue;
            }
            List<String> cells = cells(text);
            if (line.number() != last + 1) {
                head = cells;
            } else if (!text.matches("[|:\\- ]+")) {
                rows.add(new Row(line.number(), head, cells));
            }
            last = line.number();
        }
        return rows;
    }

    private static List<String> cells(String row) {
        String inner = row.substring(1, row.endsWith("|") ? row.length() - 1 : row.length());
        return Pattern.compile("\\|").splitAsStream(inner).map(String::strip).toList();
    }

    /** Pieces of code in running text and in tables. */
    static List<String> code(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** What its links point to. */
    List<Line> links() {
        List<Line> links = new ArrayList<>();
        for (Line line : outsideOfBlocks()) {
            LINK.matcher(CODE.matcher(line.text()).replaceAll("code"))
                    .results()
                    .forEach(link -> links.add(new Line(line.number(), link.group(2))));
        }
        return links;
    }

    /** Names of its headings as a link has them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        for (Line line : outsideOfBlocks()) {
            if (line.text().startsWith("#")) {
                String heading = line.text().replaceFirst("^#+\\s+", "").toLowerCase(Locale.ROOT);
                anchors.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
            }
        }
        return anchors;
    }

    private List<Line> outsideOfBlocks() {
        List<Line> outside = new ArrayList<>();
        boolean inside = false;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (!inside) {
                outside.add(new Line(number, line));
            }
        }
        return outside;
    }
}
