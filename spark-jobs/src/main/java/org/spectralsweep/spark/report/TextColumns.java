package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;

/** Measures and breaks text in columns of a console, whatever letters it has. */
final class TextColumns {
    private TextColumns() {}

    /** The columns that a text takes. A combining mark takes none, and an East Asian ideograph takes two. */
    static int width(String text) {
        return text.codePoints().map(TextColumns::width).sum();
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Character.isIdeographic(codePoint) ? 2 : 1;
        };
    }

    /**
     * A text in lines of at most this many columns, broken at spaces. A word that is too long is cut. There is at least
     * one line.
     */
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            if (line.length() > 0 && width(line.toString()) + 1 + width(rest) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > columns) {
                int cut = rest.offsetByCodePoints(0, Math.min(columns, rest.codePointCount(0, rest.length())));
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            line.append(line.length() == 0 ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
