package org.spectralsweep.spark.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A figure as SVG inside a page. It needs no script, grows and shrinks with the page, and prints. */
final class InlineSvg {
    private static final Pattern PROLOGUE = Pattern.compile("\\A.*?<svg [^>]*>", Pattern.DOTALL);
    private static final Pattern INDENT = Pattern.compile("\\n\\s*");

    /** Places to more than a hundredth of a pixel, of which thousands of marks are a third of a page. */
    private static final Pattern DIGITS = Pattern.compile("(\\d\\.\\d\\d)\\d{3,}");

    /** The attributes that say where something is. Texts and scales keep their digits. */
    private static final Pattern PLACES =
            Pattern.compile(" (?:d|points|x|y|x1|y1|x2|y2|cx|cy|r|width|height)=\"[^\"<>]*\"");

    private static final Pattern ID = Pattern.compile("(id=\"|url\\(#)clip");

    private InlineSvg() {}

    /**
     * Draws a figure.
     *
     * @param prefix of the ids in it, so that two pictures of a page have different ones
     * @param label what it shows, for those who do not see it
     * @return the element, or empty if this Java runtime cannot draw text
     */
    static Optional<String> of(Figure figure, String prefix, String label) {
        String drawn;
        FigurePicture picture;
        try {
            picture = new FigurePicture(figure);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PictureFiles.writeVectors(picture, bytes);
            drawn = bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Without fontconfig, the JDK throws any of these at the first line of text.
            return Optional.empty();
        }
        String body = PROLOGUE.matcher(drawn).replaceFirst("");
        body = PLACES.matcher(body)
                .replaceAll(place ->
                        Matcher.quoteReplacement(DIGITS.matcher(place.group()).replaceAll("$1")));
        body = INDENT.matcher(ID.matcher(body).replaceAll("$1" + prefix + "-clip"))
                .replaceAll("\n");
        return Optional.of("<svg role=\"img\" aria-label=\"" + Html.escaped(label) + "\" viewBox=\"0 0 "
                + picture.width() + " " + picture.height() + "\" xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\">" + body);
    }
}
