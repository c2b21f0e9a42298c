package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page says that a command prints: the code block below {@code <!-- printed by: COMMAND -->}. A line that begins
 * with three dots stands for lines that are left out; a line that begins with {@code ./sweep} is the command itself.
 *
 * @param page the page with the block
 * @param command the command as one types it
 * @param lines of the block, without blank ones
 */
record Excerpt(String page, String command, List<String> lines) {
    private static final Pattern ANCHORED =
            Pattern.compile("<!-- printed by: (.*?) -->\n```\n(.*?)\n```\n", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^```(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern OUTPUT = Pattern.compile("(?m)^(quantity .* off by|measured / kernel|T = c|error: )");
    private static final Pattern NUMBER =
            Pattern.compile("([\\[>+]*)(-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?)([],;%]*)");
    private static final Pattern DEVIATION = Pattern.compile("[+-]([0-9][0-9.]*) %");
    private static final double NOTEWORTHY = 5;

    /** The excerpts of a command, on all pages. */
    static List<Excerpt> of(String command) throws IOException {
        List<Excerpt> excerpts = all().stream()
                .filter(excerpt -> excerpt.command().equals(command))
                .toList();
        assertThat(excerpts).as(command).isNotEmpty();
        return excerpts;
    }

    static List<Excerpt> all() throws IOException {
        List<Excerpt> excerpts = new ArrayList<>();
        for (Page page : Page.all()) {
            Matcher block = ANCHORED.matcher(page.text());
            while (block.find()) {
                excerpts.add(new Excerpt(page.name(), block.group(1), written(block.group(2))));
            }
        }
        return excerpts;
    }

    /** How many blocks look like output on all pages, whether they name a command or not. */
    static long outputs() throws IOException {
        long count = 0;
        for (Page page : Page.all()) {
            count += BLOCK.matcher(page.text())
                    .results()
                    .filter(block -> OUTPUT.matcher(block.group(1)).find())
                    .count();
        }
        return count;
    }

    private static List<String> written(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Fails unless the lines were printed, in their order and one after the other except at a mark of omission. */
    void assertPrinted(String printed) {
        List<String> rest = written(printed);
        int at = 0;
        boolean omitted = false;
        for (String line : lines) {
            if (line.startsWith("./sweep ")) {
                continue;
            }
            if (line.startsWith("...")) {
                omitted = true;
                continue;
            }
            int found = at;
            while (found < rest.size() && !isAlike(line, rest.get(found))) {
                found++;
            }
            assertThat(found)
                    .as("%s, %s: not printed after line %d: %s%nprinted was:%n%s", page, command, at, line, printed)
                    .isLessThan(rest.size());
            assertThat(omitted ? List.of() : rest.subList(at, found))
                    .as("%s, %s: left out without a mark before: %s", page, command, line)
                    .isEmpty();
            assertNothingNoteworthy(rest.subList(at, found));
            at = found + 1;
            omitted = false;
        }
        assertThat(omitted ? List.of() : rest.subList(at, rest.size()))
                .as("%s, %s: left out without a mark at the end", page, command)
                .isEmpty();
        assertNothingNoteworthy(rest.subList(at, rest.size()));
    }

    private void assertNothingNoteworthy(List<String> omitted) {
        for (String line : omitted) {
            Matcher deviation = DEVIATION.matcher(line);
            while (deviation.find()) {
                assertThat(Double.parseDouble(deviation.group(1)))
                        .as("%s, %s: left out is what is off: %s", page, command, line)
                        .isLessThanOrEqualTo(NOTEWORTHY);
            }
        }
    }

    /** Equal words, and numbers within one unit of the last printed digit. */
    private static boolean isAlike(String expected, String actual) {
        String[] left = expected.split("\\s+", -1);
        String[] right = actual.split("\\s+", -1);
        if (left.length != right.length) {
            return false;
        }
        for (int i = 0; i < left.length; i++) {
            Matcher one = NUMBER.matcher(left[i]);
            Matcher other = NUMBER.matcher(right[i]);
            boolean numbers = one.matches() && other.matches();
            if (numbers
                    ? !isNear(new BigDecimal(one.group(2)), new BigDecimal(other.group(2)))
                    : !left[i].equals(right[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs().compareTo(a.ulp().max(b.ulp())) <= 0;
    }
}
