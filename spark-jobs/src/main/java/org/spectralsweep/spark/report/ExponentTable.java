package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.fit.ParameterEstimate;

/**
 * The exponents of fitted laws as text for a console, at most 100 columns wide. The columns show what theory says and
 * what the kernel gives on the same samples. They also show the measured exponent with its 95 % interval, and what
 * least squares would say without the censored rows. A dash stands for a number that does not exist.
 *
 * @param rows the fits in the order to print
 */
public record ExponentTable(List<Row> rows) {
    private static final int WIDTH = 100;
    private static final String NONE = "–";
    private static final String HEADER = "95 % interval";
    private static final double LARGE = 1000;
    private static final double SMALL = 0.0095;
    private static final double TINY = 1e-4;
    private static final double NOTHING = 1e-12;

    /** Copies. */
    public ExponentTable {
        rows = List.copyOf(rows);
    }

    /**
     * One fit.
     *
     * @param label what was fitted, for example {@code κ = 4..10 (headline)}; if it is too long for its column, it gets
     *     a line of its own
     * @param measured the fit by maximum likelihood
     * @param leastSquares the fit by least squares, or null
     * @param theory exponents by parameter name, with levels also by {@code a[3]}
     * @param kernel the law fitted to the kernel's own times, or null if they were not computed
     */
    public record Row(
            String label,
            FitResult measured,
            @Nullable FitResult leastSquares,
            Map<String, Double> theory,
            @Nullable FitResult kernel) {
        /** Copies. */
        public Row {
            theory = Map.copyOf(theory);
        }

        /** Whether there are no measured times, so that only the kernel has a law. */
        boolean isPredicted() {
            return measured.points() == 0 && kernel != null && kernel.scatter() != null;
        }

        /** The fit whose intervals are printed. */
        FitResult shown() {
            return isPredicted() && kernel != null ? kernel : measured;
        }

        /** The kernel's value of a parameter. */
        @Nullable
        Double kernel(String name) {
            return kernel == null
                    ? null
                    : kernel.parameters().stream()
                            .filter(parameter -> parameter.name().equals(name))
                            .findFirst()
                            .map(ParameterEstimate::estimate)
                            .orElse(null);
        }
    }

    /** The parameters to print: those that are not factors of the law; all of them where every one is. */
    static List<ParameterEstimate> shapes(FitResult fit) {
        List<String> names = fit.law().shapes();
        return fit.parameters().stream()
                .filter(parameter -> names.stream().anyMatch(parameter::isOf))
                .toList();
    }

    /** The table, with lines that end with a line feed. The first line is the law. It is empty without rows. */
    public String text() {
        if (rows.isEmpty()) {
            return "";
        }
        int name = rows.stream()
                .flatMap(row -> shapes(row.measured()).stream())
                .mapToInt(parameter -> parameter.name().length())
                .max()
                .orElse(1);
        int interval = rows.stream()
                .flatMap(row -> shapes(row.shown()).stream())
                .mapToInt(parameter -> interval(parameter).length())
                .max()
                .orElse(1);
        String format =
                "%" + name + "s  %6s  %6s  %8s  %-" + Math.max(interval, HEADER.length()) + "s  %7s  %6s  %8s  %5s";
        int rest = String.format(Locale.ROOT, format, "", "", "", "", "", "", "", "", "")
                .length();
        int label = Math.min(
                Math.max(1, WIDTH - rest - 2),
                rows.stream().mapToInt(row -> row.label().length()).max().orElse(1));
        List<String> lines = new ArrayList<>();
        String margin = " ".repeat(label + 2);
        lines.add(margin + String.format(Locale.ROOT, format, "", "", "", "", "", "least", "", "", ""));
        lines.add(margin
                + String.format(
                        Locale.ROOT,
                        format,
                        "",
                        "theory",
                        "kernel",
                        "measured",
                        HEADER,
                        "squares",
                        "points",
                        "censored",
                        "cells"));
        String law = "";
        List<String> texts = new ArrayList<>();
        for (Row row : rows) {
            if (!row.measured().law().text().equals(law)) {
                law = row.measured().law().text();
                texts.addAll(texts.isEmpty() ? List.of() : List.of(""));
                texts.addAll(wrapped(law).stream().map(String::strip).toList());
                texts.add("");
                texts.addAll(lines);
                lines.clear();
            }
            print(row, format, label, texts);
        }
        lines = texts;
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }

    private static void print(Row row, String format, int width, List<String> lines) {
        FitResult fit = row.measured();
        String label = row.label();
        if (label.length() > width) {
            lines.add(label);
            label = "";
        }
        boolean first = true;
        for (ParameterEstimate parameter : shapes(row.shown())) {
            String name = parameter.name();
            lines.add(String.format(Locale.ROOT, "%-" + width + "s  ", label)
                    + String.format(
                            Locale.ROOT,
                            format,
                            name,
                            number(parameter.in(row.theory())),
                            number(row.kernel(name)),
                            number(row.isPredicted() ? null : parameter.estimate()),
                            interval(parameter),
                            number(
                                    row.leastSquares() == null || row.isPredicted()
                                            ? null
                                            : row.leastSquares().estimate(name)),
                            first ? row.shown().points() : "",
                            first ? row.shown().censored() : "",
                            first ? row.shown().cells() : ""));
            first = false;
            label = "";
        }
        if (row.isPredicted()) {
            lines.addAll(wrapped("nothing was trained: the interval is that of the kernel's own times"));
        } else if (fit.status() != FitStatus.OK || !fit.note().isEmpty()) {
            String status = fit.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String note = fit.status() == FitStatus.OK ? fit.note() : status + ": " + fit.note();
            lines.addAll(wrapped(fit.note().isEmpty() ? status : note));
        }
    }

    /** A number of the table: two decimals, or two digits where it is small. */
    static String number(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size < NOTHING) {
            return "0.00";
        }
        // An exponent has two decimals, but a rate may be small.
        String format = size >= LARGE ? "%.0e" : size >= SMALL ? "%.2f" : size >= TINY ? "%.2g" : "%.0e";
        return String.format(Locale.ROOT, format, value);
    }

    /** A 95 % interval as text, or a dash. */
    static String interval(ParameterEstimate parameter) {
        return parameter.ciLow() == null || parameter.ciHigh() == null
                ? NONE
                : "[" + number(parameter.ciLow()) + ", " + number(parameter.ciHigh()) + "]";
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
