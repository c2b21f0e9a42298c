package org.spectralsweep.spark.cli;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Says when what was typed is a statement: it ends with a semicolon, or it is a command that begins with \. */
final class SqlParser implements Parser {
    /** A line, and the word that the cursor is in. */
    record Typed(String line, int cursor, int begin) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(begin, cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - begin;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return cursor - begin;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !isWhole(line)) {
            throw new EOFError(-1, -1, "a statement ends with a semicolon");
        }
        int begin = cursor;
        while (begin > 0 && isPartOfWord(line.charAt(begin - 1))) {
            begin--;
        }
        return new Typed(line, cursor, begin);
    }

    private static boolean isPartOfWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '\\';
    }

    @Override
    public boolean isEscapeChar(char character) {
        return false;
    }

    /** Whether a text is a whole statement, a command, or nothing. Semicolons in quotes and comments do not count. */
    static boolean isWhole(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.startsWith("\\") || end(text) >= 0;
    }

    /** The statement without the semicolon at its end. */
    static String statement(String text) {
        int end = end(text);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** Where the last semicolon is, if nothing but space and comments follow; otherwise -1. */
    private static int end(String text) {
        int end = -1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (text.startsWith("--", i)) {
                i = after(text, "\n", i);
            } else if (text.startsWith("/*", i)) {
                i = after(text, "*/", i + 2);
            } else if (character == ';') {
                end = i;
            } else if (!Character.isWhitespace(character)) {
                end = -1;
                if (character == '\'' || character == '"' || character == '`') {
                    i = afterQuote(text, character, i + 1);
                }
            }
        }
        return end;
    }

    private static int after(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length() - 1;
    }

    private static int afterQuote(String text, char quote, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return text.length();
    }
}
