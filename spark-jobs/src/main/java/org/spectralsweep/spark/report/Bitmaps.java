package org.spectralsweep.spark.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.spectralsweep.trial.LearnedGrid;

/** Pixels of a learned image as bitmaps. */
final class Bitmaps {
    private static final double LARGEST_BYTE = 255;

    private Bitmaps() {}

    /** An image of values that are clipped to [0, 1], pixels x channels. */
    static BufferedImage of(LearnedGrid.Pixels grid, double[] values) {
        BufferedImage image = new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_RGB);
        int channels = grid.channels();
        for (int i = 0; i < grid.points(); i++) {
            int red = level(values[i * channels]);
            int green = channels == 1 ? red : level(values[i * channels + 1]);
            int blue = channels == 1 ? red : level(values[i * channels + 2]);
            image.setRGB(i % grid.width(), i / grid.width(), red << 16 | green << 8 | blue);
        }
        return image;
    }

    private static int level(double value) {
        return (int) Math.round(LARGEST_BYTE * Math.max(0, Math.min(1, value)));
    }

    /** The mean over channels of the absolute error of each pixel. */
    static double[] errors(LearnedGrid.Pixels grid, double[] values, double[] target) {
        double[] errors = new double[grid.points()];
        for (int i = 0; i < values.length; i++) {
            errors[i / grid.channels()] += Math.abs(values[i] - target[i]) / grid.channels();
        }
        return errors;
    }

    /** A map of errors from dark, none, to light, the largest. */
    static BufferedImage map(LearnedGrid.Pixels grid, double[] errors, double largest) {
        BufferedImage image = new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < errors.length; i++) {
            double part = largest > 0 ? errors[i] / largest : 0;
            image.setRGB(
                    i % grid.width(), i / grid.width(), Palette.sequential(part).getRGB());
        }
        return image;
    }

    /** An image as a PNG file. */
    static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
