package org.spectralsweep.spark.report;

import java.util.Locale;

/** A kind of file that a picture is written to. */
public enum PictureFormat {
    /** A bitmap for screens. */
    PNG,
    /** Vector graphics for pages of the web. */
    SVG,
    /** Vector graphics for papers; letters are outlines, so that no font is missing. */
    PDF;

    /** How files of this kind end, without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return extension();
    }
}
