package org.spectralsweep.spark.report;

/** Text in HTML. Names, descriptions and warnings are other people's words, so all of them pass through here. */
final class Html {
    private Html() {}

    /** A text as the content of an element, or as the value of an attribute in double quotes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isForbidden(letter) ? '\uFFFD' : letter);
            }
        }
        return escaped.toString();
    }

    /** Control characters that HTML does not allow. */
    private static boolean isForbidden(char letter) {
        return letter < ' ' && letter != '\n' && letter != '\t' && letter != '\r';
    }

    /** An element with a text. */
    static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }
}
