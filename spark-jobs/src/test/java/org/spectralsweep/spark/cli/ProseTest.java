package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.cli.Page.Line;

/** Pages and comments of specs are short, in short sentences, and their links lead somewhere. */
class ProseTest {
    private static final int WORDS = 30;
    private static final int COLUMNS = 120;

    @Test
    void pagesHaveShortSentences() throws IOException {
        assertThat(Page.all()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(Page.notebooks()).hasSizeGreaterThanOrEqualTo(6);
        List<String> all = new ArrayList<>();
        for (Page notebook : Page.notebooks()) {
            all.addAll(longSentences(notebook.name(), notebook.sentences()));
        }
        for (Page page : Page.all()) {
            all.addAll(longSentences(page.name(), page.sentences()));
        }
        assertThat(all).isEmpty();
    }

    @Test
    void commentsOfSpecsHaveShortSentences() throws IOException {
        for (Path spec : Page.files(".yaml")) {
            String name = spec.toString();
            String text = Files.readString(Page.ROOT.resolve(spec));
            assertThat(longSentences(name, Page.sentences(commentParagraphs(text))))
                    .isEmpty();
        }
    }

    @Test
    void proseEndsAtColumn120() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Page page : Page.all()) {
            wide.addAll(wide(page.name(), page.prose()));
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void commentsOfSpecsEndAtColumn120() throws IOException {
        List<Path> specs = Page.files(".yaml");
        assertThat(specs).hasSizeGreaterThanOrEqualTo(33);
        for (Path spec : specs) {
            assertThat(wide(spec.toString(), comments(Files.readString(Page.ROOT.resolve(spec)))))
                    .isEmpty();
        }
    }

    @Test
    void commentsOfSourcesEndAtColumn120() throws IOException {
        List<Path> sources = Page.files(".java");
        assertThat(sources).hasSizeGreaterThan(500);
        for (Path source : sources) {
            String text = Files.readString(Page.ROOT.resolve(source));
            assertThat(wideComments(source.toString(), text)).isEmpty();
        }
        assertThat(wideComments("x", "int a;\n// " + "a".repeat(118))).containsExactly("x:2");
        assertThat(wideComments("x", " * " + "a".repeat(118))).containsExactly("x:1");
        assertThat(wideComments("x", "String a = " + "a".repeat(118))).isEmpty();
    }

    /** Lines of Javadoc and line comments that are too long; code is the formatter's. */
    private static List<String> wideComments(String name, String text) {
        List<String> wide = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String start = lines.get(i).strip();
            boolean comment = start.startsWith("*") || start.startsWith("//") || start.startsWith("/*");
            if (comment && lines.get(i).length() > COLUMNS) {
                wide.add(name + ":" + (i + 1));
            }
        }
        return wide;
    }

    @Test
    void readmeAndContributingAreShort() throws IOException {
        assertThat(Page.of("README.md").text().lines()).hasSizeLessThanOrEqualTo(120);
        assertThat(Page.of("CONTRIBUTING.md").text().lines()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        for (Page page : Page.all()) {
            assertThat(broken(page)).isEmpty();
        }
        for (Page notebook : Page.notebooks()) {
            assertThat(broken(notebook)).isEmpty();
        }
    }

    @Test
    void contributingNamesClassesThatExist() throws IOException {
        Set<String> classes = new HashSet<>();
        for (Path file : Page.files(".java")) {
            classes.add(file.getFileName().toString().replace(".java", ""));
        }
        List<String> named = Page.code(Page.of("CONTRIBUTING.md").text().replaceAll("(?s)```.*?```", "")).stream()
                .map(code -> code.replaceAll("[.(].*", ""))
                .filter(code -> code.matches("[A-Z][a-z]+[A-Za-z]*"))
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classes).containsAll(named);
    }

    @Test
    void theRulesCanFail() throws IOException {
        String sentence = "word ".repeat(31).strip() + ".";
        Page page = new Page(
                "conf/bad.md",
                "# Bad\n\n" + sentence + " Short.\n\n- " + "x".repeat(119) + "\n\n| " + "y".repeat(130) + " |\n\n"
                        + "[one](#bad) [two](#good) [three](README.md#all-specs) [four](none.md) [five](../README.md#none)\n");
        assertThat(longSentences("bad.md", page.sentences())).hasSize(1);
        assertThat(wide("bad.md", page.prose())).hasSize(2);
        assertThat(broken(page)).hasSize(3);
        String spec = "# " + "x".repeat(119) + "\n# a. b\n#\n# " + sentence + "\na: b  # " + "x".repeat(119) + "\n";
        assertThat(wide("bad.yaml", comments(spec))).hasSize(3);
        assertThat(longSentences("bad.yaml", Page.sentences(commentParagraphs(spec))))
                .hasSize(1);
    }

    private static List<String> longSentences(String name, List<Line> sentences) {
        return sentences.stream()
                .filter(sentence -> Page.words(sentence.text()) > WORDS)
                .map(sentence -> name + ":" + sentence.number() + ": " + sentence.text())
                .toList();
    }

    private static List<String> wide(String name, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.text().codePointCount(0, line.text().length()) > COLUMNS)
                .map(line -> name + ":" + line.number() + ": " + line.text())
                .toList();
    }

    private static List<String> broken(Page page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Line link : page.links()) {
            if (link.text().startsWith("https://")) {
                continue;
            }
            int hash = link.text().indexOf('#');
            String file = hash < 0 ? link.text() : link.text().substring(0, hash);
            Path folder = Objects.requireNonNullElse(Path.of(page.name()).getParent(), Path.of(""));
            Path target = folder.resolve(file).normalize();
            boolean found = file.isEmpty() || Files.exists(Page.ROOT.resolve(target));
            if (found && hash >= 0) {
                Page other = file.isEmpty() ? page : Page.of(target.toString().replace('\\', '/'));
                found = other.anchors().contains(link.text().substring(hash + 1));
            }
            if (!found) {
                broken.add(page.name() + ":" + link.number() + ": " + link.text());
            }
        }
        return broken;
    }

    /** Lines of a spec that have a comment. */
    private static List<Line> comments(String spec) {
        List<Line> comments = new ArrayList<>();
        int number = 0;
        for (String line : spec.lines().toList()) {
            number++;
            if (line.matches("(.*\\s)?#(\\s.*)?")) {
                comments.add(new Line(number, line));
            }
        }
        return comments;
    }

    /** Comments that fill lines, a paragraph each; commands are indented and are not prose. */
    private static List<Line> commentParagraphs(String spec) {
        List<Line> paragraphs = new ArrayList<>();
        int number = 0;
        int start = 0;
        String paragraph = "";
        for (String line : (spec + "\n").lines().toList()) {
            number++;
            String comment = line.strip().startsWith("#") ? line.strip().substring(1) : "";
            if (comment.isBlank() || comment.startsWith("  ")) {
                paragraphs.add(new Line(start, paragraph.strip()));
                paragraph = "";
            } else {
                start = paragraph.isEmpty() ? number : start;
                paragraph += comment;
            }
        }
        paragraphs.add(new Line(start, paragraph.strip()));
        return paragraphs;
    }
}
