package org.spectralsweep.spark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.spectralsweep.metric.Psnr;
import org.spectralsweep.trial.LearnedGrid;

/**
 * What one network has learned: f at some steps, beside the target.
 *
 * @param title names the trial
 * @param grid the points
 * @param target at the points, points x outputs
 * @param steps f at the points, by step in order; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and large
public record Learned(String title, LearnedGrid grid, double[] target, List<Step> steps) {
    private static final double PERCENT = 100;

    /** Copies the list. */
    public Learned {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps must hold at least one step but was []");
        }
    }

    /**
     * f at a step.
     *
     * @param step number of updates
     * @param values points x outputs
     */
    @SuppressWarnings("ArrayRecordComponent") // likewise
    public record Step(long step, double[] values) {}

    /** The last step. */
    public Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The mean of (f - target)^2 over points and outputs, on S^2 by area. */
    public double squaredError(Step step) {
        return meanSquare(step.values(), target);
    }

    private double meanSquare(double[] values, double[] from) {
        int outputs = values.length / grid.points();
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            double weight = grid.weight(i / outputs);
            sum += weight * (values[i] - from[i]) * (values[i] - from[i]);
            weights += weight;
        }
        return sum / weights;
    }

    /**
     * How far f is from the target. Of an image it is the peak signal-to-noise ratio in dB (peak 1), of others the root
     * of the mean squared error over that of the target, in percent.
     */
    public double distance(Step step) {
        double error = squaredError(step);
        return isImage()
                ? Psnr.decibels(error)
                : PERCENT * Math.sqrt(error / meanSquare(target, new double[target.length]));
    }

    /** Whether pixels of an image were learned. */
    public boolean isImage() {
        return grid instanceof LearnedGrid.Pixels;
    }

    /** The distance with its unit, as {@code 23.4 dB} or {@code error 12 %}. */
    public String words(Step step) {
        double distance = distance(step);
        if (!Double.isFinite(distance)) {
            return isImage() && distance > 0 ? "exact" : "no number";
        }
        return isImage()
                ? String.format(Locale.ROOT, "%.1f dB", distance)
                : String.format(
                        Locale.ROOT,
                        "error %s %%",
                        distance > 0 && distance < 10
                                ? String.format(Locale.ROOT, "%.2g", distance)
                                : Math.round(distance));
    }

    /**
     * Writes the picture in two formats, and replaces files that are there. Both files have one name but for its
     * ending.
     *
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path png, Path svg) {
        String file = svg.getFileName().toString();
        return PictureFiles.write(
                Objects.requireNonNull(png.toAbsolutePath().getParent()),
                file.substring(0, file.length() - ".svg".length()),
                PictureStyle.SCREEN,
                width -> isImage()
                        ? new ImageStrip(title, tiles((LearnedGrid.Pixels) grid))
                        : new FigurePicture(new LearnedFigure(this).figure()));
    }

    /**
     * Writes the images themselves as PNG files: the original, f at each step, and the error at the last one. There are
     * none if the target is no image.
     *
     * @param prefix of the files' names
     * @return the files by what they show
     */
    public Map<String, Path> writeImages(Path folder, String prefix) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        if (grid instanceof LearnedGrid.Pixels pixels) {
            for (ImageTile tile : tiles(pixels)) {
                Path file = folder.resolve(file(prefix, tile.name()));
                Files.write(file, Bitmaps.png(tile.image()));
                files.put(tile.label(), file);
            }
        }
        return files;
    }

    private static String file(String prefix, String name) {
        return prefix + "-" + name + ".png";
    }

    private static String name(Step step) {
        return "step-" + step.step();
    }

    private List<ImageTile> tiles(LearnedGrid.Pixels pixels) {
        List<ImageTile> tiles = new ArrayList<>();
        tiles.add(new ImageTile("original", "original", Bitmaps.of(pixels, target)));
        for (Step step : steps) {
            tiles.add(new ImageTile(
                    name(step), "step " + step.step() + ", " + words(step), Bitmaps.of(pixels, step.values())));
        }
        double[] errors = Bitmaps.errors(pixels, last().values(), target);
        double largest = 0;
        for (double error : errors) {
            largest = Math.max(largest, error);
        }
        tiles.add(new ImageTile(
                "error",
                String.format(Locale.ROOT, "error at step %d, from 0 (dark) to %.2g", last().step(), largest),
                Bitmaps.map(pixels, errors, largest)));
        return tiles;
    }

    /** The picture as a part of a report. */
    public ReportPart part(String caption) {
        if (grid instanceof LearnedGrid.Pixels pixels) {
            List<List<Object>> rows = new ArrayList<>();
            steps.forEach(step -> rows.add(List.of(step.step(), squaredError(step), distance(step))));
            return new ReportImages(
                    title,
                    caption,
                    tiles(pixels),
                    new HtmlTable(List.of("step", "mean squared error", "PSNR (dB)"), rows));
        }
        LearnedFigure figure = new LearnedFigure(this);
        return grid instanceof LearnedGrid.Curve
                ? new ReportChart("learned", title, caption, figure.figure(), figure.table())
                : new ReportPicture(
                        title, caption, "image/png", Bitmaps.png(figure.figure().image()));
    }

    /**
     * The numbers as CSV: of an image a row a step, with the file of {@link #writeImages}; of others a row a point.
     *
     * @param prefix of the files' names
     */
    public String csv(String prefix) {
        StringBuilder csv = new StringBuilder();
        if (isImage()) {
            csv.append("step,mean_squared_error,psnr,file\n");
            steps.forEach(step -> csv.append(step.step())
                    .append(',')
                    .append(squaredError(step))
                    .append(',')
                    .append(distance(step))
                    .append(',')
                    .append(file(prefix, name(step)))
                    .append('\n'));
            return csv.toString();
        }
        StringJoiner head = new StringJoiner(",");
        LearnedFigure.columns(grid).forEach(name -> head.add(CsvField.text(name)));
        head.add("target");
        steps.forEach(step -> head.add("step_" + step.step()));
        csv.append(head).append('\n');
        for (int i = 0; i < grid.points(); i++) {
            StringJoiner row = new StringJoiner(",");
            for (double place : LearnedFigure.place(grid, i)) {
                row.add(String.valueOf(place));
            }
            row.add(String.valueOf(target[i]));
            for (Step step : steps) {
                row.add(String.valueOf(step.values()[i]));
            }
            csv.append(row).append('\n');
        }
        return csv.toString();
    }
}
