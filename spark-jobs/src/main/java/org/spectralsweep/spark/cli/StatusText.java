package org.spectralsweep.spark.cli;

/**
 * The parts of a status line. The essential part is always shown. A narrow terminal then shows as much of the name, the
 * detail and the bar as there is room for, in this order.
 *
 * @param name what is going on; shortened if need be
 * @param essence always shown, at least its beginning
 * @param detail shown whole or not at all; may be empty
 * @param share the share that is done, from 0 to 1, drawn as a bar; NaN for no bar
 */
record StatusText(String name, String essence, String detail, double share) {
    private static final String GAP = "  ";
    private static final String CUT = "...";
    private static final int LONGEST_NAME = 40;
    private static final int SHORTEST_BAR = 12;
    private static final int LONGEST_BAR = 42;

    /** Characters from this one on may take two columns of a terminal. */
    private static final int WIDE_FROM = 0x1100;

    /** A line without detail and bar. */
    StatusText(String name, String essence) {
        this(name, essence, "", Double.NaN);
    }

    StatusText with(String more) {
        return new StatusText(name, essence, more, share);
    }

    StatusText with(double part) {
        return new StatusText(name, essence, detail, part);
    }

    /** The line for a terminal with this number of columns. */
    String fitted(int columns) {
        int room = columns - width(essence);
        if (room < 0) {
            return cut(essence, columns);
        }
        StringBuilder line = new StringBuilder();
        String shown = cut(printable(name), Math.min(LONGEST_NAME, room - GAP.length()));
        if (!shown.isEmpty()) {
            line.append(shown).append(GAP);
            room -= width(shown) + GAP.length();
        }
        line.append(essence);
        if (!detail.isEmpty() && width(detail) + GAP.length() <= room) {
            line.append(GAP).append(detail);
            room -= width(detail) + GAP.length();
        }
        int bar = Math.min(LONGEST_BAR, room - GAP.length());
        if (bar >= SHORTEST_BAR && share >= 0) {
            line.append(GAP).append(bar(bar));
        }
        return line.toString();
    }

    private String bar(int columns) {
        int inside = columns - 2;
        int full = (int) Math.floor(Math.min(1, share) * inside);
        return "[" + "#".repeat(full) + ".".repeat(inside - full) + "]";
    }

    /** The text, or its beginning and three dots. It is empty if there is no room for a single letter. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder beginning = new StringBuilder();
        int room = columns - CUT.length();
        for (int codePoint : text.codePoints().toArray()) {
            room -= width(codePoint);
            if (room < 0) {
                break;
            }
            beginning.appendCodePoint(codePoint);
        }
        return beginning.length() == 0 ? "" : beginning + CUT;
    }

    static String printable(String text) {
        return text.codePoints()
                .map(codePoint -> Character.isISOControl(codePoint) ? '?' : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The most columns that a text takes. */
    static int width(String text) {
        return text.codePoints().map(StatusText::width).sum();
    }

    private static int width(int codePoint) {
        return codePoint < WIDE_FROM ? 1 : 2;
    }
}
