package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.sweep.FitSpec;

/** What the table of exponents does not show: which of its columns are empty and why, and what its numbers rest on. */
final class FitAdvice {
    private FitAdvice() {}

    static List<String> of(List<FitJob.Fitted> fits) {
        Map<String, List<FitJob.Fitted>> byName = new LinkedHashMap<>();
        fits.forEach(fit -> byName.computeIfAbsent(fit.group().spec().name(), name -> new ArrayList<>())
                .add(fit));
        List<String> remarks = new ArrayList<>();
        byName.forEach((name, groups) -> {
            censored(name, groups).ifPresent(remarks::add);
            theory(groups).ifPresent(remarks::add);
            momentum(groups).ifPresent(remarks::add);
            remarks.addAll(KernelGap.remarks(name, groups));
            remarks.addAll(LawCaveats.of(name, groups));
        });
        return remarks;
    }

    private static Optional<String> censored(String name, List<FitJob.Fitted> groups) {
        List<FitResult> mostly = groups.stream()
                .map(FitJob.Fitted::measured)
                .filter(fit -> fit.points() > 0 && 2 * fit.censored() > fit.points())
                .toList();
        if (mostly.isEmpty()) {
            return Optional.empty();
        }
        int censored = mostly.stream().mapToInt(FitResult::censored).sum();
        int points = mostly.stream().mapToInt(FitResult::points).sum();
        return Optional.of(String.format(
                Locale.ROOT,
                "Most times of '%s' are censored, %d of %d%s: more steps or wider networks help.",
                name,
                censored,
                points,
                share(mostly.size(), groups.size())));
    }

    private static Optional<String> theory(List<FitJob.Fitted> groups) {
        List<TheoryGap> gaps = groups.stream()
                .map(fit -> fit.group().theoryGap())
                .flatMap(Optional::stream)
                .toList();
        FitSpec fit = groups.get(0).group().spec();
        return gaps.isEmpty() || !hasTheory(fit)
                ? Optional.empty()
                : Optional.of(theory(fit, gaps.get(0), share(gaps.size(), groups.size())));
    }

    /** Says where momentum halves the theory's exponents. */
    private static Optional<String> momentum(List<FitJob.Fitted> groups) {
        FitSpec fit = groups.get(0).group().spec();
        long ringing = groups.stream()
                .filter(group -> group.group().theoryGap().isEmpty()
                        && MomentumPower.of(group.group().times()) < 1)
                .count();
        return ringing == 0 || !hasTheory(fit)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The theory column of '%s' is half of gradient descent's%s: with momentum components above"
                                + " eta lambda = (1 - sqrt mu)^2 ring, and times go as lambda^(-1/2).",
                        fit.name(),
                        share((int) ringing, groups.size())));
    }

    /** What the theory's column will hold, judged by the trials' specs alone. */
    static Optional<String> theory(FitSpec fit, List<SpecColumns> trials) {
        List<TheoryGap> gaps =
                trials.stream().map(TheoryGap::of).flatMap(Optional::stream).toList();
        return gaps.isEmpty() || !hasTheory(fit)
                ? Optional.empty()
                : Optional.of(theory(
                        fit,
                        gaps.get(0),
                        gaps.size() == trials.size()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " in groups with any of %d of the %d trials",
                                        gaps.size(),
                                        trials.size())));
    }

    /** Whether the theory itself, rather than the spec, gives one of the fit's parameters. */
    static boolean hasTheory(FitSpec fit) {
        return fit.exponents().keySet().stream()
                .anyMatch(parameter -> !fit.theory().containsKey(parameter) && !Double.isNaN(fit.theory(parameter, 1)));
    }

    private static String theory(FitSpec fit, TheoryGap gap, String share) {
        String empty = fit.theory().isEmpty() ? "empty" : "partly empty";
        return String.format(
                Locale.ROOT, "The theory column of '%s' is %s%s: %s.", fit.name(), empty, share, gap.reason());
    }

    /** The text {@code  in 2 of 3 groups}, or nothing if it is true of all groups. */
    static String share(int some, int all) {
        return some == all ? "" : String.format(Locale.ROOT, " in %d of %d groups", some, all);
    }

    /** Whether the fit of a kernel has no exponents to print. */
    static boolean isEmpty(FitResult fit) {
        return fit.scatter() == null;
    }
}
