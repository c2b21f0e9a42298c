package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.Competition;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.spark.report.ChartPoint;
import org.spectralsweep.spark.report.ConvergenceChart;

/** What the laws of a sweep say, in sentences. */
final class LawSentences {
    private static final int MOST_FITS = 4;
    private static final int MOST_GROUPS = 4;

    /** Within this factor, measured times agree with the kernel's. */
    private static final double NEAR = 1.25;

    private static final double FAR = 2;

    /** Of fewer ratios nine in ten would be all. */
    private static final int FEW = 10;

    private LawSentences() {}

    static List<String> of(List<FitJob.Fitted> fits) {
        List<String> sentences = new ArrayList<>();
        Map<Competition, String> contests = new LinkedHashMap<>();
        Map<String, List<FitJob.Fitted>> byName = new LinkedHashMap<>();
        fits.forEach(fit -> byName.computeIfAbsent(fit.group().spec().name(), name -> new ArrayList<>())
                .add(fit));
        byName.values().stream().limit(MOST_FITS).forEach(groups -> {
            // Of many groups the first and the last tell how far they go; the table has all of them.
            List<FitJob.Fitted> told =
                    groups.size() > MOST_GROUPS ? List.of(groups.get(0), groups.get(groups.size() - 1)) : groups;
            told.forEach(fit -> sentences.add(capital(law(fit)) + meaning(fit)));
            if (told.size() < groups.size()) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "The %d groups of '%s' between these two stand in the table of exponents.",
                        groups.size() - 2,
                        groups.get(0).group().spec().name()));
            }
        });
        if (byName.size() > MOST_FITS) {
            sentences.add("Further laws stand in the table of exponents.");
        }
        fits.forEach(fit -> {
            Competition competition = fit.competition();
            if (competition != null && contests.size() < MOST_FITS) {
                contests.putIfAbsent(competition, Report.label(fit.group()));
            }
        });
        contests.forEach((competition, label) -> sentences.add("Does another law fit as well? Of "
                + competition.contenders().size() + " laws for " + label + ": " + competition.sentence()));
        if (!fits.isEmpty() && contests.isEmpty()) {
            sentences.add(
                    fits.stream().allMatch(fit -> fit.group().fit().rivals().isEmpty())
                            ? "The spec names no rival law, so these numbers do not say whether another law fits as well."
                            : "There are no times by which the rival laws could be compared.");
        }
        regime(fits, sentences);
        return sentences;
    }

    /** The law with its parameters: each with its interval, and what theory and kernel say of it. */
    private static String law(FitJob.Fitted fit) {
        FitResult measured = fit.measured();
        FitResult kernel = fit.kernel();
        boolean predicted = measured.points() == 0 && kernel != null && kernel.scatter() != null;
        FitResult shown = predicted ? kernel : measured;
        String label = Report.label(fit.group());
        if (shown == null || shown.scatter() == null) {
            return label + ": no law could be fitted"
                    + (measured.note().isEmpty() ? "." : " (" + measured.note().replaceFirst("\\.$", "") + ").");
        }
        StringJoiner parameters = new StringJoiner("; ");
        List<String> shapes = shown.law().shapes();
        for (ParameterEstimate parameter : shown.parameters()) {
            if (parameter.estimate() != null && shapes.stream().anyMatch(parameter::isOf)) {
                StringJoiner beside = new StringJoiner(", ");
                if (parameter.ciLow() != null && parameter.ciHigh() != null) {
                    beside.add("95 % interval " + number(parameter.ciLow()) + " to " + number(parameter.ciHigh()));
                }
                Double theory = parameter.in(fit.group().theory());
                if (theory != null) {
                    beside.add("theory " + number(theory));
                }
                double ofKernel = kernel == null || predicted ? Double.NaN : kernel.estimateOrNaN(parameter.name());
                if (!Double.isNaN(ofKernel)) {
                    beside.add("the kernel " + number(ofKernel));
                }
                parameters.add(parameter.name() + " = " + number(parameter.estimate())
                        + (beside.length() == 0 ? "" : " (" + beside + ")"));
            }
        }
        return label + ": " + shown.law().text() + " with " + parameters + "."
                + (predicted ? " Nothing was trained: these are the kernel's own times." : "");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** What exponents of frequency and density mean for a reader; empty for other laws. */
    private static String meaning(FitJob.Fitted fit) {
        if (!fit.group().spec().response().isTime() || fit.measured().scatter() == null) {
            return "";
        }
        Optional<String> frequency = factor(fit.measured(), LawScope.FREQUENCY);
        Optional<String> density = factor(fit.measured(), ConvergenceTime.DENSITY);
        return frequency
                .map(times -> " Twice the frequency takes " + times + " times as long"
                        + density.map(local -> ", twice the density " + local + " times as long.")
                                .orElse("."))
                .orElse("");
    }

    /** A product of a constant and of powers of columns. */
    private static final Pattern POWERS = Pattern.compile("(\\w+ = )?\\w+( \\* \\w+\\^-?\\w+)+");

    /** The factor of a time where a column is doubled, if the law is a product of powers. */
    private static Optional<String> factor(FitResult fit, String column) {
        if (!POWERS.matcher(fit.law().text()).matches()) {
            return Optional.empty();
        }
        Matcher power = Pattern.compile("\\b" + column + "\\^(-?)(\\w+)")
                .matcher(fit.law().text());
        if (!power.find()) {
            return Optional.empty();
        }
        double exponent = fit.estimateOrNaN(power.group(2));
        return Double.isNaN(exponent)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%.2g", Math.pow(2, power.group(1).isEmpty() ? exponent : -exponent)));
    }

    /** Measured times over the kernel's, sorted; infinite where a time was not reached. */
    static double[] ratios(List<FitJob.Fitted> fits) {
        return fits.stream()
                .map(FitJob.Fitted::group)
                .filter(group -> group.spec().response().isTime()
                        && !group.spec().response().needsCurves())
                .flatMap(group -> Report.points(group, ConvergenceChart.Across.FREQUENCY, point -> null).stream())
                .distinct()
                .map(LawSentences::ratio)
                .filter(ratio -> !Double.isNaN(ratio))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    /** How far measured times are from the kernel's. */
    private static void regime(List<FitJob.Fitted> fits, List<String> sentences) {
        double[] ratios = ratios(fits);
        if (ratios.length == 0) {
            return;
        }
        if (Double.isInfinite(ratios[ratios.length / 2])) {
            sentences.add("Half or more of the times that the kernel predicts were not reached, so that how far these"
                    + " networks are from its regime is not known.");
            return;
        }
        double median = ratios[ratios.length / 2];
        double low = ratios[(int) (0.05 * (ratios.length - 1))];
        double high = ratios[(int) (0.95 * (ratios.length - 1))];
        String verdict = median > FAR || median < 1 / FAR
                ? "these networks are far from the kernel's regime, so its law need not be theirs."
                : median > NEAR || median < 1 / NEAR
                        ? "these networks leave the kernel's regime."
                        : "these networks are close to the kernel's regime.";
        String spread = ratios.length < FEW
                ? ""
                : Double.isInfinite(high)
                        ? String.format(Locale.ROOT, "; some were not reached, and few are below %.2f", low)
                        : String.format(Locale.ROOT, "; nine in ten lie between %.2f and %.2f", low, high);
        sentences.add(String.format(
                Locale.ROOT,
                "Measured times are %.2f times the kernel's (median of %d%s): %s",
                median,
                ratios.length,
                spread,
                verdict));
    }

    /** Measured over predicted: infinite where the time was not reached, NaN where nothing was predicted or trained. */
    private static double ratio(ChartPoint point) {
        Double upper = point.upper();
        Double predicted = point.predicted();
        if (predicted == null || !(predicted > 0) || !point.isMeasured()) {
            return Double.NaN;
        }
        return upper == null
                ? Double.POSITIVE_INFINITY
                : Math.sqrt(Math.max(point.lower(), 1e-300) * upper) / predicted;
    }

    /** An estimate with its interval, as in {@code 2.07 [2.02, 2.11]}; null where there is none. */
    static @Nullable String interval(ParameterEstimate parameter) {
        Double estimate = parameter.estimate();
        if (estimate == null) {
            return null;
        }
        Double low = parameter.ciLow();
        Double high = parameter.ciHigh();
        return number(estimate) + (low == null || high == null ? "" : " [" + number(low) + ", " + number(high) + "]");
    }

    static String number(double value) {
        double size = Math.abs(value);
        return size == 0 || size >= 0.01 && size < 1000
                ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%.2g", value);
    }

    /** The median of numbers, or NaN. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
