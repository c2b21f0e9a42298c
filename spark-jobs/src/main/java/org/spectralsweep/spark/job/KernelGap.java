package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.sweep.ResponseSpec;

/** Why the kernel has no time to go with a measured one. */
enum KernelGap {
    OPTIMIZER("the kernel predicts full-batch gradient descent, not Adam, sign descent or mini-batches"),
    SAMPLES("the kernel predicts no steps above " + KernelLimits.LARGEST_MATRIX + " samples"),
    LIMIT("the time limit ended these trials before the kernel's steps were computed"),
    RATE("kernel descent diverges where eta * lambda_max is above 2"),
    HEAVY_RATE("kernel descent diverges where eta * lambda_max is above 2 (1 + momentum)"),
    LEVEL(
            "its times to other levels are read from predicted curves ({type: predicted-curve} in `theory`), which end at "
                    + "the thresholds"),
    SCHEDULE("the kernel does not follow momentum at a rate that changes"),
    DECAY("the kernel follows weight decay only towards the initial weights, beside momentum only coupled decay, and"
            + " reaches no threshold below its ridge"),
    NEVER("the kernel never reaches these thresholds, or the target has several outputs");

    private final String reason;

    KernelGap(String reason) {
        this.reason = reason;
    }

    private static KernelGap of(StoredPoint time, boolean otherLevel) {
        double batch = time.number("batch_size");
        double samples = time.number("samples");
        if (TheoryGap.UNPREDICTED.contains(String.valueOf(time.value("optimizer"))) || (batch > 0 && batch < samples)) {
            return OPTIMIZER;
        }
        if (samples > KernelLimits.LARGEST_MATRIX) {
            return SAMPLES;
        }
        double momentum = time.number("momentum");
        if (momentum > 0 && FitGroup.isScheduled(time)) {
            return SCHEDULE;
        }
        if (Double.isNaN(time.number("eta_lambda_max")) && "TIMED_OUT".equals(time.value("status"))) {
            return LIMIT;
        }
        if (time.number("eta_lambda_max") > 2 * (1 + momentum)) {
            return momentum > 0 ? HEAVY_RATE : RATE;
        }
        return otherLevel ? LEVEL : time.number("decay") > 0 ? DECAY : NEVER;
    }

    /** Remarks on the kernel's column of a fit. */
    static List<String> remarks(String name, List<FitJob.Fitted> groups) {
        ResponseSpec response = groups.get(0).group().spec().response();
        if (!response.isTime()) {
            return List.of();
        }
        Map<KernelGap, Long> gaps = new EnumMap<>(KernelGap.class);
        long times = 0;
        int empty = 0;
        for (FitJob.Fitted fit : groups) {
            List<StoredPoint> all = fit.group().times();
            times += all.size();
            empty += fit.kernel() == null && !all.isEmpty() ? 1 : 0;
            all.stream()
                    .filter(time -> time.response().predicted(false) == null)
                    .forEach(time -> gaps.merge(of(time, !response.delta().isEmpty()), 1L, Long::sum));
        }
        List<String> remarks = new ArrayList<>();
        if (!gaps.isEmpty()) {
            KernelGap main = gaps.entrySet().stream()
                    .max(Comparator.comparing(Map.Entry::getValue))
                    .orElseThrow()
                    .getKey();
            long missing = gaps.values().stream().mapToLong(Long::longValue).sum();
            String what = empty == groups.size()
                    ? "is empty"
                    : empty > 0
                            ? String.format(Locale.ROOT, "is empty in %d of %d groups", empty, groups.size())
                            : String.format(Locale.ROOT, "rests on %d of %d times", times - missing, times);
            remarks.add(String.format(Locale.ROOT, "The kernel column of '%s' %s: %s.", name, what, main.reason));
        }
        groups.stream()
                .filter(fit -> fit.kernel() != null && FitAdvice.isEmpty(fit.kernel()))
                .findFirst()
                .ifPresent(fit -> remarks.add(String.format(
                        Locale.ROOT,
                        "The kernel's own times of '%s' give no law: %s",
                        name,
                        Objects.requireNonNull(fit.kernel()).note())));
        return remarks;
    }
}
