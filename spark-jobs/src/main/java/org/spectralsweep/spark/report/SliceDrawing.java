package org.spectralsweep.spark.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.region.Slice;
import org.spectralsweep.region.SliceRegion;
import org.spectralsweep.region.SliceSubdivision;

/**
 * Draws the activation regions of a network in a plane while they are found. It writes {@code regions.png},
 * {@code regions.svg} if there are at most {@value SliceVectors#MOST} polygons, and {@code regions.csv} with a row for
 * each polygon. The colour of a region depends on its activation pattern.
 */
public final class SliceDrawing {
    /** There is an SVG file if there are at most this many polygons. */
    public static final int MOST_VECTORS = SliceVectors.MOST;

    private static final int FIRST_SIZE = 16;

    private final Slice slice;
    private final double scale;
    private final boolean down;
    private final SliceFrame frame;
    private final SliceCanvas canvas;
    private final SliceVectors vectors;
    private final Writer table;
    private double[] x = new double[FIRST_SIZE];
    private double[] y = new double[FIRST_SIZE];
    private final long most;
    private long polygons;

    private SliceDrawing(Slice slice, List<String> names, Path folder, int size, boolean down, long most, Writer table)
            throws IOException {
        this.slice = slice;
        this.down = down;
        this.most = most;
        this.table = table;
        double sLength = slice.sTo() - slice.sFrom();
        double tLength = slice.tTo() - slice.tFrom();
        scale = size / Math.max(sLength, tLength);
        int width = (int) Math.max(1, Math.rint(scale * sLength));
        int height = (int) Math.max(1, Math.rint(scale * tLength));
        canvas = new SliceCanvas(width, height);
        frame = new SliceFrame(slice, names, width, height, down);
        vectors = new SliceVectors(folder.resolve("regions.svg"), frame);
    }

    /**
     * What was drawn.
     *
     * @param regions their number and areas
     * @param vectors whether there is an SVG file
     * @param edges whether edges are drawn
     */
    public record Drawn(SliceSubdivision regions, boolean vectors, boolean edges) {}

    /** Thrown if a plane has more regions than are allowed. */
    public static final class TooManyRegions extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManyRegions() {
            super("too many regions");
        }
    }

    /**
     * Draws the regions.
     *
     * @param names of the plane's two axes
     * @param folder an existing folder; files of these names are replaced
     * @param size pixels of the plane's longer side, without the axes around it
     * @param down whether the second coordinate grows downwards, as rows of an image do
     * @param most the most regions that are drawn
     * @throws TooManyRegions if there are more regions; then no file is left
     */
    public static Drawn draw(
            Mlp network, Slice slice, List<String> names, Path folder, int size, boolean down, long most)
            throws IOException {
        Path csv = folder.resolve("regions.csv");
        try (Writer table = Files.newBufferedWriter(csv)) {
            table.write("id,area,vertices,centroid_s,centroid_t\n");
            SliceDrawing drawing = new SliceDrawing(slice, names, folder, size, down, most, table);
            SliceSubdivision regions;
            try {
                regions = SliceSubdivision.of(network, slice, drawing::add);
            } catch (RuntimeException e) {
                drawing.vectors.discard();
                throw e;
            }
            drawing.canvas.write(folder.resolve("regions.png"), drawing.frame);
            boolean edges = drawing.canvas.hasEdges();
            return new Drawn(regions, drawing.vectors.close(edges), edges);
        } catch (TooManyRegions e) {
            Files.delete(csv);
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(SliceRegion region) {
        if (polygons == most) {
            throw new TooManyRegions();
        }
        int vertices = region.vertices();
        if (vertices > x.length) {
            x = new double[2 * vertices];
            y = new double[2 * vertices];
        }
        for (int i = 0; i < vertices; i++) {
            x[i] = scale * (region.s(i) - slice.sFrom());
            y[i] = scale * (down ? region.t(i) - slice.tFrom() : slice.tTo() - region.t(i));
        }
        Color color = Palette.hashed(region.patternHash());
        canvas.add(x, y, vertices, color);
        try {
            vectors.add(x, y, vertices, color);
            double[] centroid = centroid(region);
            table.write(polygons + "," + region.area() + "," + vertices + "," + centroid[0] + "," + centroid[1] + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        polygons++;
    }

    /** The mean of the triangles' centroids, weighted by area. If there is no area, it is the mean of the vertices. */
    private static double[] centroid(SliceRegion region) {
        double s0 = region.s(0);
        double t0 = region.t(0);
        double twice = 0;
        double s = 0;
        double t = 0;
        double sumS = 0;
        double sumT = 0;
        for (int i = 1; i < region.vertices(); i++) {
            double ds = region.s(i) - s0;
            double dt = region.t(i) - t0;
            sumS += ds;
            sumT += dt;
            if (i > 1) {
                double before = region.s(i - 1) - s0;
                double beforeT = region.t(i - 1) - t0;
                double cross = before * dt - ds * beforeT;
                twice += cross;
                s += cross * (before + ds) / 3;
                t += cross * (beforeT + dt) / 3;
            }
        }
        int n = region.vertices();
        return twice == 0 ? new double[] {s0 + sumS / n, t0 + sumT / n} : new double[] {s0 + s / twice, t0 + t / twice};
    }
}
