package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as a shell takes it apart. What zsh would take for a pattern or a sign of its own has to be quoted.
 */
final class ShellWords {
    private static final String SIGNS = "[]{}()*?!;&|<>$~";

    private ShellWords() {}

    static List<String> of(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : command.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == ' ') {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                if (SIGNS.indexOf(c) >= 0) {
                    throw new IllegalArgumentException(
                            "a shell would take '" + c + "' for more than a letter: " + command);
                }
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is open: " + command);
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
