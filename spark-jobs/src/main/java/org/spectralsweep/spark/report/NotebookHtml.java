package org.spectralsweep.spark.report;

import java.util.List;
import java.util.stream.Collectors;

/** Texts as HTML for a notebook, which has a style of its own. */
public final class NotebookHtml {
    private NotebookHtml() {}

    /** Sentences, one an item of a list. */
    public static String list(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> Html.element("li", sentence))
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    }

    /** A text with its lines and spaces as they are. */
    public static String lines(String text) {
        return Html.element("pre", text);
    }
}
