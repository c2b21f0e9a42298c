package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.FitRow;

/** The laws of the table {@code fits} as text: each with its parameters beside theory and kernel. */
final class FoundLaws {
    private static final int MOST_GROUPS = 6;
    private static final String MEASURED = "maximum-likelihood";
    private static final String KERNEL = "kernel";
    private static final String FACTOR = "c";

    private final Map<String, FitRow> kernel = new LinkedHashMap<>();
    private final Map<String, Map<String, List<FitRow>>> byFit = new LinkedHashMap<>();

    FoundLaws(List<FitRow> rows) {
        for (FitRow row : rows) {
            if (row.estimator().equals(KERNEL)) {
                kernel.put(row.fit() + "\n" + row.groupKeys() + "\n" + row.parameter(), row);
            }
            if (row.estimator().equals(MEASURED)) {
                byFit.computeIfAbsent(row.fit(), fit -> new LinkedHashMap<>())
                        .computeIfAbsent(row.groupKeys(), group -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    /** The lines, without a margin; none where nothing was fitted. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byFit.forEach((fit, groups) -> {
            lines.add(fit + ": " + groups.values().iterator().next().get(0).law());
            groups.values().stream().limit(MOST_GROUPS).forEach(group -> addGroup(lines, group));
            if (groups.size() > MOST_GROUPS) {
                lines.add("  and " + (groups.size() - MOST_GROUPS) + " more groups in the table fits");
            }
        });
        return lines;
    }

    private void addGroup(List<String> lines, List<FitRow> parameters) {
        FitRow first = parameters.get(0);
        String margin = "  ";
        if (!first.groupKeys().isEmpty()) {
            lines.add(margin + first.groupKeys());
            margin = "    ";
        }
        List<FitRow> exponentsFirst = new ArrayList<>(parameters);
        exponentsFirst.sort(Comparator.comparing(row -> row.parameter().equals(FACTOR)));
        for (FitRow row : exponentsFirst) {
            lines.add(margin + text(row));
        }
        String ending = first.status().equals("ok") ? "" : "; " + first.status();
        lines.add(margin + count(first) + ending);
    }

    private static String count(FitRow row) {
        return row.points() == 0
                ? "nothing was measured"
                : String.format(
                        Locale.ROOT,
                        "from %d points, %s censored",
                        row.points(),
                        row.censored() == 0 ? "none" : row.censored());
    }

    private String text(FitRow row) {
        StringJoiner beside = new StringJoiner(", ", "  (", ")").setEmptyValue("");
        if (row.value().theory() != null) {
            beside.add("theory " + number(row.value().theory()));
        }
        Optional.ofNullable(kernel.get(row.fit() + "\n" + row.groupKeys() + "\n" + row.parameter()))
                .map(of -> of.value().estimate())
                .ifPresent(estimate -> beside.add("kernel " + number(estimate)));
        FitRow.Value value = row.value();
        String interval = value.ciLow() == null || value.ciHigh() == null
                ? ""
                : " [" + number(value.ciLow()) + ", " + number(value.ciHigh()) + "]";
        return row.parameter() + " = " + number(value.estimate()) + interval + beside;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3g", value);
    }
}
