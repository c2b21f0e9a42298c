package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command as a page shows it.
 *
 * @param place page and line
 * @param text the command, without a comment
 * @param time what stands beside it about how long it takes; empty where nothing does
 */
record DocumentedCommand(String place, String text, String time) {
    private static final Pattern TIME = Pattern.compile("second|minute|hour|day");
    private static final Set<String> TIME_HEADS = Set.of("time", "takes");

    /** Commands of a page: lines of its code blocks and pieces of code in its text and tables. */
    static List<DocumentedCommand> of(Page page) {
        List<DocumentedCommand> commands = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            int number = block.number();
            for (String line : block.lines()) {
                number++;
                int comment = line.indexOf(" # ");
                String command = comment < 0 ? line : line.substring(0, comment);
                add(commands, page.name() + ":" + number, command, comment < 0 ? "" : line.substring(comment));
            }
        }
        for (Page.Row row : page.rows()) {
            String time = "";
            for (int i = 0; i < row.cells().size(); i++) {
                if (TIME_HEADS.contains(row.head().get(i).toLowerCase(Locale.ROOT))) {
                    time = row.cells().get(i);
                }
            }
            for (String cell : row.cells()) {
                for (String code : Page.code(cell)) {
                    add(commands, page.name() + ":" + row.number(), code, time);
                }
            }
        }
        for (Page.Line paragraph : page.paragraphs()) {
            for (String code : Page.code(paragraph.text())) {
                add(commands, page.name() + ":" + paragraph.number(), code, "");
            }
        }
        return commands;
    }

    private static void add(List<DocumentedCommand> commands, String place, String text, String time) {
        if (Stream.of("./sweep ", "mvn ", ".ci/").anyMatch(text::startsWith)) {
            commands.add(new DocumentedCommand(place, text.strip(), time.strip()));
        }
    }

    boolean isSweep() {
        return text.startsWith("./sweep ");
    }

    /** Whether the page says how long it takes. */
    boolean saysItsTime() {
        return TIME.matcher(time).find();
    }

    /** What follows {@code ./sweep}. */
    List<String> words() {
        try {
            List<String> words = ShellWords.of(text);
            return words.subList(1, words.size());
        } catch (IllegalArgumentException e) {
            throw new AssertionError(place + ": " + e.getMessage(), e);
        }
    }
}
