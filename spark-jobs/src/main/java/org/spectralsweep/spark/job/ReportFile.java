package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.spark.figure.Comparison;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.ReportPage;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.report.ReportPicture;
import org.spectralsweep.spark.report.ReportSection;
import org.spectralsweep.spark.report.ReportTable;
import org.spectralsweep.spark.report.ReportText;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.ComparisonRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;

/** Makes a report of one or several results folders: one HTML file that works offline. */
public final class ReportFile {
    /** The name of a report in a results folder. */
    public static final String NAME = "report.html";

    /** What was learned is looked for in so many trials. */
    private static final int MOST_LEARNED = 5000;

    private static final long LARGEST_PICTURE = 4_000_000;

    private ReportFile() {}

    /**
     * A folder and what is to be said of it.
     *
     * @param results the folder
     * @param loaded the spec of its last run
     * @param plan the trials that count
     * @param fits its laws
     * @param charts of these trials and laws
     * @param commands that made it, one a line
     */
    public record Subject(
            ResultsFolder results,
            LoadedSweep loaded,
            Plan plan,
            List<FitJob.Fitted> fits,
            SweepCharts charts,
            String commands) {
        /** Copies the list. */
        public Subject {
            fits = List.copyOf(fits);
        }
    }

    /** Writes the report of one folder into it, so that a reader finds the old file or the new one, never a part. */
    public static void write(Subject subject) throws IOException {
        subject.results().store().publish(NAME, bytes(List.of(subject)));
    }

    /** By so many bytes at its beginning a report is known. */
    private static final int START = 60;

    /**
     * Writes a report to a file, which may be an older report.
     *
     * @throws BadInput if it cannot be written, or if something else is there
     */
    public static void write(List<Subject> subjects, Path file) throws IOException {
        byte[] page = bytes(subjects);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            if (Files.isRegularFile(file)
                    && !Files.readString(file).startsWith(new String(page, 0, START, StandardCharsets.UTF_8))) {
                throw new BadInput(file + " is there already and is no report; choose another file with --out");
            }
            Path whole = file.resolveSibling("." + file.getFileName() + ".new");
            Files.write(whole, page);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInput("cannot write to " + file + ": " + AccessProblem.of(e), e);
        }
    }

    private static byte[] bytes(List<Subject> subjects) throws IOException {
        List<ReportSection> sections = new ArrayList<>();
        for (Subject subject : subjects) {
            sections.add(section(subject));
        }
        String title = subjects.size() == 1
                ? "Report of the sweep " + subjects.get(0).results().sweep()
                : "Report of " + subjects.size() + " results folders";
        String made = "Made at " + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + " by sweep report. Charts are drawn by Apache ECharts; this file works without a network.";
        return new ReportPage(title, made, beside(subjects), sections).html().getBytes(StandardCharsets.UTF_8);
    }

    /** The exponents of several folders, a column for each. */
    private static HtmlTable beside(List<Subject> subjects) {
        List<String> columns = new ArrayList<>(List.of("law"));
        Map<String, String[]> rows = new LinkedHashMap<>();
        if (subjects.size() > 1) {
            for (int i = 0; i < subjects.size(); i++) {
                columns.add(subjects.get(i).results().location());
                for (FitJob.Fitted fit : subjects.get(i).fits()) {
                    FitResult law = fit.measured();
                    for (ParameterEstimate parameter : law.parameters()) {
                        if (law.law().shapes().stream().anyMatch(parameter::isOf)) {
                            String key = Report.label(fit.group()) + ": " + parameter.name();
                            String[] cells = rows.computeIfAbsent(key, name -> new String[subjects.size()]);
                            cells[i] = LawSentences.interval(parameter);
                        }
                    }
                }
            }
        }
        List<List<Object>> table = new ArrayList<>();
        rows.forEach((key, cells) -> {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(key);
            row.addAll(Arrays.asList(cells));
            table.add(Panels.row(row.toArray()));
        });
        return new HtmlTable(columns, table);
    }

    /** What some trials learned. Of very many trials, it looks at some. */
    private static LearnedChapter learned(Subject subject) throws IOException {
        UnitStore store = subject.results().store();
        Map<String, String> settings = subject.charts().settings();
        List<TrialRow> some = Panels.some(
                subject.charts().trials().stream()
                        .filter(trial -> settings.containsKey(trial.trialId()))
                        .toList(),
                MOST_LEARNED);
        Map<String, String> specs =
                store.specs(some.stream().map(TrialRow::trialId).collect(Collectors.toSet()));
        return new LearnedChapter(store, subject.results().location(), some, specs, settings);
    }

    private static ReportSection section(Subject subject) throws IOException {
        UnitStore store = subject.results().store();
        SweepCharts charts = subject.charts();
        SpecWords words = new SpecWords(
                subject.loaded().work().stream().map(CostedTrial::specJson).toList());
        TrialTables tables =
                new TrialTables(store, charts.trials(), subject.plan().trials().size());
        List<ComparisonRow> comparisons = store.rows(Table.COMPARISONS);
        List<String> found = new ArrayList<>(LawSentences.of(subject.fits()));
        List<ReportPart> learning = new ArrayList<>(charts.curves().parts());
        charts.spectrum().ifPresent(learning::add);
        LearnedChapter learned = learned(subject);
        if (subject.fits().isEmpty()) {
            found.add("No law was asked for: the spec has no block `fit:`.");
        }
        verdict(comparisons, found);
        found.addAll(charts.curves().sentences());
        learned.sentence().ifPresent(found::add);
        found.add(tables.sentence());
        List<String> remarks =
                new ArrayList<>(Advice.of(subject.results(), subject.plan(), subject.loaded(), subject.fits())
                        .remarks());
        remarks.addAll(learned.remarks());
        return new ReportSection(
                subject.results().sweep(),
                subject.results().location(),
                subject.loaded().description(),
                words.asked(),
                found,
                remarks,
                List.of(
                        new ReportSection.Chapter("Laws", charts.laws()),
                        new ReportSection.Chapter("Figure", figure(store, comparisons)),
                        new ReportSection.Chapter("Learning", learning),
                        new ReportSection.Chapter("What was learned", learned.parts()),
                        new ReportSection.Chapter("Trials", tables.states()),
                        new ReportSection.Chapter("Cost", tables.cost()),
                        new ReportSection.Chapter("Provenance", provenance(subject, tables))));
    }

    private static List<ReportPart> provenance(Subject subject, TrialTables tables) {
        List<ReportPart> parts = new ArrayList<>(tables.provenance());
        parts.add(new ReportText(
                "Commands",
                "The spec below, saved as a file, and these commands make the folder and this page again.",
                subject.commands(),
                false));
        parts.add(new ReportText(
                "Spec", "The spec of the last run.", subject.loaded().source().spec(), true));
        return parts;
    }

    private static void verdict(List<ComparisonRow> comparisons, List<String> found) {
        long judged =
                comparisons.stream().filter(row -> row.verdict().ok() != null).count();
        long kept = comparisons.stream()
                .filter(row -> Boolean.TRUE.equals(row.verdict().ok()))
                .count();
        if (judged == 0 && !comparisons.isEmpty()) {
            found.add("The figure sets " + comparisons.size()
                    + " numbers beside the paper's and the theory's, and judges none of them.");
        }
        if (judged > 0) {
            found.add(String.format(
                    Locale.ROOT, "Of %d numbers that the figure judges, %d are within their tolerance.", judged, kept));
        }
    }

    /** The figure that the last run or fit drew, and its table. */
    private static List<ReportPart> figure(UnitStore store, List<ComparisonRow> comparisons) throws IOException {
        List<ReportPart> parts = new ArrayList<>();
        Set<String> files = new HashSet<>(store.files());
        if (files.contains("figure.svg")) {
            byte[] picture = store.content("figure.svg").orElse(new byte[0]);
            String type = "image/svg+xml";
            if (picture.length > LARGEST_PICTURE && files.contains("figure.png")) {
                picture = store.content("figure.png").orElse(new byte[0]);
                type = "image/png";
            }
            if (picture.length > 0 && picture.length <= LARGEST_PICTURE) {
                parts.add(new ReportPicture("The spec's figure", "As the last run or fit drew it.", type, picture));
            }
        }
        if (!comparisons.isEmpty()) {
            List<List<Object>> rows = new ArrayList<>();
            for (ComparisonRow row : comparisons) {
                Comparison.Numbers numbers = row.numbers();
                Boolean ok = row.verdict().ok();
                rows.add(Panels.row(
                        row.quantity(),
                        numbers.paper() == null && !numbers.paperText().isEmpty()
                                ? numbers.paperText()
                                : numbers.paper(),
                        numbers.theory(),
                        numbers.measured(),
                        ok == null ? "" : ok ? "yes" : "no",
                        row.note()));
            }
            parts.add(new ReportTable(
                    "Paper, theory, measured",
                    "",
                    new HtmlTable(List.of("quantity", "paper", "theory", "measured", "within tolerance", "note"), rows),
                    false));
        }
        return parts;
    }
}
