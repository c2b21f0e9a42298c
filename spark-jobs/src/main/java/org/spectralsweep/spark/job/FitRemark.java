package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.spectralsweep.Counted;
import org.spectralsweep.fit.LawTimes;

/** The single remark on rows of a folder that the fits do not use. */
final class FitRemark {
    private FitRemark() {}

    /** The remark on the groups of all fits. It is empty if every row is used. */
    static String of(List<FitGroup> groups) {
        Map<String, List<FitGroup>> fits = groups.stream()
                .collect(Collectors.groupingBy(
                        group -> group.spec().name(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
        Map<List<String>, Set<String>> byText = new LinkedHashMap<>();
        fits.forEach((name, fit) -> {
            List<String> sentences = fit.get(0).leftOut().sentences();
            if (!sentences.isEmpty()) {
                byText.computeIfAbsent(sentences, text -> new LinkedHashSet<>()).add("'" + name + "'");
            }
        });
        List<String> remark = new ArrayList<>();
        byText.forEach((sentences, names) -> {
            String text = String.join(" ", sentences);
            remark.add(byText.size() == 1 ? text : "In " + String.join(" and ", names) + ": " + text);
        });
        fits.forEach((name, fit) -> remark.addAll(ofFit(name, fit)));
        return String.join(" ", remark);
    }

    private static List<String> ofFit(String name, List<FitGroup> fit) {
        List<String> sentences = new ArrayList<>();
        if (fit.stream().allMatch(group -> group.shown().isEmpty())
                && fit.get(0).spec().response().needsCurves()) {
            sentences.add(String.format(
                    Locale.ROOT, "'%s' found nothing: its trials stored no such values inside its windows.", name));
        }
        List<LawTimes> times = fit.stream().map(FitGroup::lawTimes).toList();
        long unusable = times.stream().mapToLong(LawTimes::unusable).sum();
        if (unusable > 0) {
            String covariates =
                    String.join(" or ", new TreeSet<>(fit.get(0).law().columns()));
            sentences.add(String.format(
                    Locale.ROOT,
                    "Left out of '%s': %s whose %s is 0, negative or missing, which the law cannot use.",
                    name,
                    Counted.of(unusable, fit.get(0).spec().response().isTime() ? "time" : "value"),
                    covariates));
        }
        long nonpositive = times.stream().mapToLong(LawTimes::nonpositive).sum();
        if (nonpositive > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Left out of '%s': %s where only positive numbers have a law.",
                    name,
                    Counted.of(nonpositive, "value")));
        }
        long unbegun = times.stream().mapToLong(LawTimes::unbegun).sum();
        if (unbegun > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Left out of '%s': %s of trials that ended before their first update.",
                    name,
                    Counted.of(unbegun, "time")));
        }
        Set<String> keys = new LinkedHashSet<>(fit.get(0).keys().keySet());
        keys.removeAll(fit.get(0).spec().groupBy());
        if (!fit.get(0).spec().response().delta().isEmpty()) {
            keys.remove(ConvergenceTime.DELTA);
        }
        if (!keys.isEmpty()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "'%s' is fitted separately for each %s, because times to different levels obey different laws.",
                    name,
                    String.join(" and ", keys)));
        }
        return sentences;
    }
}
