package org.spectralsweep.spark.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Writes a picture as a bitmap at twice the screen's resolution and as vector graphics. */
final class PictureFiles {
    private static final int SCALE = 2;

    private PictureFiles() {}

    /** What is written: a size in points of the screen, and a way to paint it. */
    interface Picture {
        int width();

        int height();

        void paint(Graphics2D graphics);
    }

    /**
     * Writes both files, and replaces files that are there. A run should not fail because of a picture, so any problem
     * is returned as one sentence.
     *
     * @param picture makes the picture; it is called here, because a Java runtime without fonts fails at the first
     *     measured text
     */
    static Optional<String> write(Path png, Path svg, Supplier<? extends Picture> picture) {
        try {
            Picture made = picture.get();
            BufferedImage image = image(made);
            try (OutputStream stream = Files.newOutputStream(png)) {
                ImageIO.write(image, "png", stream);
            }
            try (OutputStream stream = Files.newOutputStream(svg)) {
                writeVectors(made, stream);
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
        VectorGraphics2D vectors = new VectorGraphics2D();
        picture.paint(vectors);
        new SVGProcessor()
                .getDocument(vectors.getCommands(), new PageSize(0, 0, picture.width(), picture.height()))
                .writeTo(stream);
    }

    /** A picture as a bitmap. */
    static BufferedImage image(Picture picture) {
        BufferedImage image =
                new BufferedImage(SCALE * picture.width(), SCALE * picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
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
