package org.spectralsweep.spark.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One picture of the laws of a fit: a panel for each group that has a point to draw.
 *
 * @param title one line
 * @param charts the groups in order
 */
public record ConvergencePicture(String title, List<ConvergenceChart> charts) {
    private static final int MOST_COLUMNS = 3;
    /** Beyond this number of panels there are no residuals under them. */
    private static final int MOST_WITH_RESIDUALS = 6;

    /** Copies, without the charts that have nothing to draw. */
    public ConvergencePicture {
        charts = charts.stream().filter(chart -> !chart.visible().isEmpty()).toList();
    }

    /**
     * Writes the picture, replacing what is there. A picture is never worth failing a run for: whatever goes wrong is
     * returned as one sentence.
     *
     * @param name of the files, without their endings
     * @param caption what one sees; may be empty
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path folder, String name, PictureStyle style, String caption) {
        if (charts.isEmpty()) {
            return Optional.of("No picture: there is no convergence time to draw.");
        }
        return PictureFiles.write(folder, name, style, width -> new FigurePicture(figure(), caption, List.of(), width));
    }

    /** The picture as a figure, for a page that draws it in its own way. There must be a chart to draw. */
    public Figure figure() {
        boolean single = charts.size() == 1;
        int columns = Math.min(MOST_COLUMNS, (int) Math.ceil(Math.sqrt(charts.size())));
        return new Figure(
                single && !charts.get(0).title().isEmpty()
                        ? title + ", " + charts.get(0).title()
                        : title,
                single ? charts.get(0).subtitle() : charts.get(0).fit().law().text(),
                List.of(),
                columns,
                charts.stream()
                        .map(chart -> new ConvergencePanel(chart)
                                .panel(
                                        single
                                                ? ""
                                                : Stream.of(chart.title(), chart.exponents())
                                                        .filter(part -> !part.isEmpty())
                                                        .collect(Collectors.joining(": ")),
                                        charts.size() <= MOST_WITH_RESIDUALS))
                        .toList());
    }
}
