package org.spectralsweep.spark.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.spark.figure.AxisSpec;

/**
 * The values of a map as an image. On a grid, a place has the value of the nearest x and y, if there is one. Scattered
 * points share the panel among them: each place has the value of the nearest point. If there are values on both sides
 * of 0, they are blue and orange and 0 is white. Other values grow from dark to light.
 */
final class ColorMap {
    /** Marks form a grid if at least this fraction of all pairs of an x and a y is there. */
    private static final double GRID = 0.6;

    private final List<Mark> marks;
    private final PanelAxis x;
    private final PanelAxis y;
    private final PanelAxis scale;
    private final boolean diverging;

    /**
     * Makes a map of marks with finite values. The colours end at the extreme values, unless the spec gives the ends.
     */
    ColorMap(List<Mark> marks, PanelAxis x, PanelAxis y, AxisSpec spec) {
        this.marks = marks;
        this.x = x;
        this.y = y;
        double least = marks.stream().mapToDouble(Mark::value).min().orElse(0);
        double most = marks.stream().mapToDouble(Mark::value).max().orElse(1);
        this.diverging = least < 0
                && most > 0
                && spec.min().value() == null
                && spec.max().value() == null;
        double end = Math.max(-least, most);
        double[] ends = diverging ? new double[] {-end, end} : new double[] {least, most};
        // Where a spec gives the ends, they are rounder ticks than the extreme values.
        boolean given = spec.min().value() != null || spec.max().value() != null;
        this.scale = new PanelAxis(spec, ends, given ? new double[0] : ends, 0, 280, 32, false);
    }

    /** The scale that says what the colours stand for. */
    PanelAxis scale() {
        return scale;
    }

    Color color(double part) {
        return diverging ? Palette.diverging(part) : Palette.sequential(part);
    }

    BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        double[] placesX =
                marks.stream().mapToDouble(this::partX).distinct().sorted().toArray();
        double[] placesY =
                marks.stream().mapToDouble(this::partY).distinct().sorted().toArray();
        if (marks.size() >= GRID * placesX.length * placesY.length) {
            paintGrid(image, placesX, placesY);
        } else {
            paintScattered(image);
        }
        return image;
    }

    private double partX(Mark mark) {
        return x.part(mark.x());
    }

    private double partY(Mark mark) {
        return y.part(mark.y());
    }

    private void paintGrid(BufferedImage image, double[] placesX, double[] placesY) {
        double[][] values = new double[placesX.length][placesY.length];
        for (double[] column : values) {
            Arrays.fill(column, Double.NaN);
        }
        for (Mark mark : marks) {
            values[Arrays.binarySearch(placesX, partX(mark))][Arrays.binarySearch(placesY, partY(mark))] = mark.value();
        }
        int[] rows = new int[image.getHeight()];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = cell(placesY, 1 - (j + 0.5) / rows.length);
        }
        for (int i = 0; i < image.getWidth(); i++) {
            int column = cell(placesX, (i + 0.5) / image.getWidth());
            for (int j = 0; j < rows.length; j++) {
                if (column >= 0 && rows[j] >= 0) {
                    set(image, i, j, values[column][rows[j]]);
                }
            }
        }
    }

    /** The place whose cell holds this part of the axis. The outer cells are as wide outwards as inwards. */
    private static int cell(double[] places, double part) {
        int next = Arrays.binarySearch(places, part);
        if (next >= 0) {
            return next;
        }
        int above = -next - 1;
        int last = places.length - 1;
        if (last == 0) {
            return 0;
        }
        if (above == 0) {
            return places[0] - part <= (places[1] - places[0]) / 2 ? 0 : -1;
        }
        if (above > last) {
            return part - places[last] <= (places[last] - places[last - 1]) / 2 ? last : -1;
        }
        return part - places[above - 1] < places[above] - part ? above - 1 : above;
    }

    private void paintScattered(BufferedImage image) {
        double ratio = (double) image.getHeight() / image.getWidth();
        NearestMark nearest = new NearestMark(
                marks.stream().mapToDouble(this::partX).toArray(),
                marks.stream().mapToDouble(mark -> ratio * partY(mark)).toArray());
        for (int i = 0; i < image.getWidth(); i++) {
            for (int j = 0; j < image.getHeight(); j++) {
                double placeX = (i + 0.5) / image.getWidth();
                double placeY = ratio * (1 - (j + 0.5) / image.getHeight());
                set(image, i, j, marks.get(nearest.to(placeX, placeY)).value());
            }
        }
    }

    private void set(BufferedImage image, int i, int j, double value) {
        if (!Double.isNaN(value)) {
            image.setRGB(i, j, color(scale.part(value)).getRGB());
        }
    }
}
