package org.spectralsweep.spark.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.report.PictureFormat;
import org.spectralsweep.spark.report.PictureStyle;
import picocli.CommandLine.Option;

/** How the pictures of a results folder are written. */
final class PictureOptions {
    @Option(
            names = "--picture-format",
            paramLabel = "FORMAT",
            split = ",",
            description = "Files of each picture: ${COMPLETION-CANDIDATES}, separated by commas (default: png,svg).")
    private List<PictureFormat> formats = List.of(PictureFormat.PNG, PictureFormat.SVG);

    @Option(
            names = "--width-mm",
            paramLabel = "MM",
            description = "Width of pictures on paper in millimetres, such as 85 for a column and 180 for a page."
                    + " Letters keep their size (default: one that suits a screen).")
    private @Nullable Double widthMm;

    /** The style that was asked for. */
    PictureStyle style() {
        try {
            return new PictureStyle(formats, widthMm);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    String.format(
                            Locale.ROOT,
                            "--width-mm must be from %.0f to %.0f but was %s",
                            PictureStyle.NARROWEST,
                            PictureStyle.WIDEST,
                            widthMm),
                    e);
        }
    }
}
