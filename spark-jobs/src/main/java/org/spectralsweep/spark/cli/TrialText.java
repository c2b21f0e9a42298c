package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.ShownTrial;
import org.spectralsweep.spark.job.StatusWords;
import org.spectralsweep.spark.report.Learned;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.TrialStatus;
import picocli.CommandLine.Help.Ansi;

/** One trial in words, and the files of its picture. */
final class TrialText {
    private static final int SHORT = 8;
    private static final int MOST_HITS = 12;
    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final Ansi ansi;

    TrialText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** Prints what the trial was, how it went and what it took. */
    void print(String sweep, ShownTrial trial) {
        TrialRow row = trial.row();
        out.println(Text.bold(ansi, sweep) + ", trial " + row.trialId());
        trial.words().forEach((word, what) -> line(word, what));
        out.println();
        TrialRow.Course course = row.outcome().course();
        line("State", state(course));
        if (course.initialLoss() != null && course.finalLoss() != null) {
            line(
                    "Loss",
                    number(course.initialLoss()) + " at the start, " + number(course.finalLoss()) + " at the end"
                            + (course.targetEnergy() == null
                                    ? ""
                                    : "; " + number(course.targetEnergy()) + " without a network"));
        }
        List<HitRow> hits = trial.hits();
        hits.stream().limit(MOST_HITS).forEach(hit -> line("Hit", hit(hit)));
        if (hits.size() > MOST_HITS) {
            line("", "and " + (hits.size() - MOST_HITS) + " others");
        }
        TrialRow.Cost cost = row.outcome().cost();
        line(
                "Cost",
                Text.duration(cost.wallSeconds()) + ", of which training " + Text.duration(cost.trainingSeconds())
                        + "; " + Text.duration(cost.predictedSeconds()) + " were predicted");
        row.outcome().warnings().forEach(warning -> line("Warning", warning));
        if (row.outcome().error() != null) {
            line("Error", row.outcome().error());
        }
        out.flush();
    }

    private static String state(TrialRow.Course course) {
        String budget = course.maxSteps() == null ? "" : String.format(Locale.ROOT, " of %,d", course.maxSteps());
        return StatusWords.counts(Map.of(course.status(), 1)).replaceFirst("^1 ", "")
                + (course.status() == TrialStatus.PREDICTED
                        ? ""
                        : String.format(Locale.ROOT, " after %,d%s steps", course.steps(), budget));
    }

    private static String hit(HitRow hit) {
        String where = hit.region() < 0
                ? "the whole domain"
                : "region " + hit.region() + " (density " + number(hit.density()) + ")";
        Long upper = hit.stepUpper();
        String when = upper == null
                ? String.format(Locale.ROOT, "not within %,d steps", hit.stepLower())
                : String.format(Locale.ROOT, "by step %,d", upper);
        Long predicted = hit.predictedStep();
        return hit.threshold() + " on " + where + ": " + when
                + (predicted == null ? "" : String.format(Locale.ROOT, "; the kernel predicts %,d", predicted));
    }

    /** Writes the picture and prints how close each step is and where the files are. */
    void picture(ResultsFolder results, ShownTrial trial, List<String> steps, @Nullable String folder)
            throws IOException {
        String id = trial.row().trialId();
        String name = id.substring(0, Math.min(SHORT, id.length()));
        ShownTrial.Picture picture = trial.picture(results.store(), results.sweep() + ", trial " + name, steps);
        Learned learned = picture.learned();
        if (learned != null) {
            learned.steps().forEach(step -> line("Learned", "step " + step.step() + ": " + learned.words(step)));
            write(learned, folder(results, folder), name);
        }
        picture.remarks().forEach(remark -> line("", remark));
        out.flush();
    }

    private static Path folder(ResultsFolder results, @Nullable String asked) {
        if (asked == null) {
            return Path.of("results", results.sweep() + "-learned");
        }
        return ResultsFolder.place(asked)
                .local()
                .orElseThrow(() -> new BadInput("--pictures must be a folder on the local disk but was " + asked));
    }

    private void write(Learned learned, Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Path png = folder.resolve(name + ".png");
            Path svg = folder.resolve(name + ".svg");
            Optional<String> problem = learned.write(png, svg);
            problem.ifPresentOrElse(text -> line("", text), () -> {
                line("Files", png.toString());
                line("", svg.toString());
            });
            Path csv = Files.writeString(folder.resolve(name + ".csv"), learned.csv(name));
            line(problem.isPresent() ? "Files" : "", csv.toString());
            learned.writeImages(folder, name).values().forEach(file -> line("", file.toString()));
        } catch (IOException e) {
            throw new BadInput(
                    "cannot write to " + folder + ": " + AccessProblem.of(e) + "; choose a folder with --pictures", e);
        }
    }

    /** A word and what is said of it, in lines of at most 100 columns. Names of files stay whole. */
    private void line(String word, String text) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-12s ", word));
        int indent = line.length();
        for (String part : text.split(" ", -1)) {
            if (line.length() > indent && line.length() + 1 + part.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(" ".repeat(indent));
            }
            line.append(' ').append(part);
        }
        out.println(line);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
