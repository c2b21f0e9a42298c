package org.spectralsweep.spark.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Writes a picture as a bitmap and as vector graphics. */
final class PictureFiles {
    private PictureFiles() {}

    /** What is written: a size in points of the screen, and a way to paint it. */
    interface Picture {
        int width();

        int height();

        void paint(Graphics2D graphics);
    }

    /**
     * Writes the files of a style, and replaces files that are there. A run should not fail because of a picture, so
     * any problem is returned as one sentence.
     *
     * @param name of the files, without their endings
     * @param picture makes the picture for a width, 0 for its own; it is called here, because a Java runtime without
     *     fonts fails at the first measured text
     */
    static Optional<String> write(
            Path folder, String name, PictureStyle style, IntFunction<? extends Picture> picture) {
        try {
            Picture made = picture.apply(style.layoutWidth());
            for (PictureFormat format : style.formats()) {
                Path file = folder.resolve(name + "." + format.extension());
                try (OutputStream stream = Files.newOutputStream(file)) {
                    switch (format) {
                        case PNG -> ImageIO.write(image(made, style.pixels(made.width())), "png", stream);
                        case SVG -> {
                            double scale = style.widthMm() == null ? 1 : style.printed(made.width());
                            writeVectors(made, scale, stream);
                        }
                        case PDF -> writePage(made, style.printed(made.width()), stream);
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("No picture: it could not be written (" + e.getMessage() + ").");
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Without fontconfig, the JDK throws any of these at the first line of text.
            return Optional.of("No picture: this Java runtime cannot draw text (" + reason(e) + ").");
        }
    }

    /** Writes a picture as SVG. */
    static void writeVectors(Picture picture, OutputStream stream) throws IOException {
        writeVectors(picture, 1, stream);
    }

    private static void writeVectors(Picture picture, double scale, OutputStream stream) throws IOException {
        VectorGraphics2D vectors = new VectorGraphics2D();
        if (scale != 1) {
            vectors.scale(scale, scale);
        }
        picture.paint(vectors);
        new SVGProcessor()
                .getDocument(
                        vectors.getCommands(), new PageSize(0, 0, scale * picture.width(), scale * picture.height()))
                .writeTo(stream);
    }

    /** Writes a picture as a PDF page of its own size. */
    private static void writePage(Picture picture, double scale, OutputStream stream) throws IOException {
        float width = (float) (scale * picture.width());
        float height = (float) (scale * picture.height());
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            graphics.scale(scale, scale);
            picture.paint(graphics);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            document.save(stream);
        }
    }

    /** A picture as a bitmap at twice the screen's resolution. */
    static BufferedImage image(Picture picture) {
        return image(picture, PictureStyle.SCREEN.pixels(picture.width()));
    }

    private static BufferedImage image(Picture picture, double scale) {
        BufferedImage image = new BufferedImage(
                (int) Math.round(scale * picture.width()),
                (int) Math.round(scale * picture.height()),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        picture.paint(graphics);
        graphics.dispose();
        return image;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
