package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spectralsweep.spark.report.PictureStyle;
import org.spectralsweep.spark.report.ReportChart;

/**
 * The pictures that a run or a fit draws into the results folder without being asked: learning curves by frequency, the
 * map of frequency and step, groups side by side, exponents against what varies, the kernel's spectrum, and a sheet of
 * all. A report shows the same charts. {@link Report} draws the law itself.
 */
public final class DefaultPictures {
    private DefaultPictures() {}

    /**
     * What was drawn.
     *
     * @param names of the pictures, without the endings of their files
     * @param problem why there are no pictures; empty if nothing went wrong
     */
    public record Drawn(List<String> names, Optional<String> problem) {
        /** Copies the names. */
        public Drawn {
            names = List.copyOf(names);
        }
    }

    /** Draws all of them. It must run after {@link Report}, which removes those of an earlier plan. */
    public static Drawn draw(ResultsFolder results, SweepCharts sweep, PictureStyle style) throws IOException {
        List<ReportChart> charts = sweep.charts();
        List<ReportChart> wanted = new ArrayList<>(charts);
        wanted.removeIf(chart -> chart.name().equals(LawCharts.PICTURE));
        SweepCharts.sheet(results.sweep(), charts).ifPresent(wanted::add);
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ReportChart chart : wanted) {
            if (!seen.add(chart.name())) {
                continue;
            }
            Optional<String> problem =
                    Drawings.draw(results.store(), style.files(chart.name()), folder -> chart.write(folder, style));
            if (problem.isPresent()) {
                return new Drawn(names, problem);
            }
            names.add(chart.name());
        }
        return new Drawn(names, Optional.empty());
    }
}
