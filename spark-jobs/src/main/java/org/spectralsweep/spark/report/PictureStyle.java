package org.spectralsweep.spark.report;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How pictures are written. With a width, a picture is laid out anew for it: letters keep their size of seven points,
 * and panels stand below each other where two would be too narrow.
 *
 * @param formats the files of each picture, at least one
 * @param widthMm the width on paper in millimetres; null for a width that suits a screen
 */
public record PictureStyle(
        List<PictureFormat> formats, @Nullable Double widthMm) {
    /** The narrowest picture. */
    public static final double NARROWEST = 40;

    /** The widest picture. */
    public static final double WIDEST = 1200;

    /** A bitmap and vector graphics for a screen. */
    public static final PictureStyle SCREEN = new PictureStyle(List.of(PictureFormat.PNG, PictureFormat.SVG), null);

    /** Points of a printer in a millimetre. */
    private static final double POINTS = 72 / 25.4;

    /** Printer's points of one of the picture's own, in which labels have 12. */
    private static final double SIZE = 7.0 / 12;

    private static final double DOTS_PER_MM = 300 / 25.4;

    /** Checks the width, and keeps each format once. */
    public PictureStyle {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("formats must not be empty");
        }
        if (widthMm != null && !(widthMm >= NARROWEST && widthMm <= WIDEST)) {
            throw new IllegalArgumentException(
                    "widthMm must be from " + NARROWEST + " to " + WIDEST + " but was " + widthMm);
        }
        formats = List.copyOf(EnumSet.copyOf(formats));
    }

    /** The width to lay a picture out for, in its own points; 0 for the width that suits a screen. */
    int layoutWidth() {
        return widthMm == null ? 0 : (int) Math.round(widthMm * POINTS / SIZE);
    }

    /** Printer's points of one of a picture's own, where the picture has this width. */
    double printed(int width) {
        return widthMm == null ? SIZE : widthMm * POINTS / width;
    }

    /** Pixels of one of a picture's own points, where the picture has this width. */
    double pixels(int width) {
        return widthMm == null ? 2 : widthMm * DOTS_PER_MM / width;
    }

    /** The names of a picture's files. */
    public List<String> files(String name) {
        return formats.stream().map(format -> name + "." + format.extension()).toList();
    }

    /** The names of a picture's files as a shell would expand them, such as {@code loss.{png,svg}}. */
    public String listed(String name) {
        return formats.size() == 1
                ? files(name).get(0)
                : name + formats.stream().map(PictureFormat::extension).collect(Collectors.joining(",", ".{", "}"));
    }
}
