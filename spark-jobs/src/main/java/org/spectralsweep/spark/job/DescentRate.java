package org.spectralsweep.spark.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.spectralsweep.trial.StableRate;

/**
 * A trial's learning rate beside its kernel, and whether the kernel has a time.
 *
 * @param rate the learning rate and its bound
 * @param predicted whether the kernel predicts the trial's steps
 */
record DescentRate(StableRate rate, boolean predicted) {
    /**
     * The remark on rates so high that gradient descent on the kernel grows.
     *
     * @param share format of "how many of how many", for two numbers
     */
    static Optional<String> remark(List<DescentRate> all, String share) {
        List<DescentRate> fast =
                all.stream().filter(one -> one.rate().isExceeded()).toList();
        if (fast.isEmpty()) {
            return Optional.empty();
        }
        double least =
                fast.stream().mapToDouble(one -> one.rate().product()).min().orElseThrow();
        double most =
                fast.stream().mapToDouble(one -> one.rate().product()).max().orElseThrow();
        double below =
                fast.stream().mapToDouble(one -> one.rate().bound()).min().orElseThrow();
        String limits = fast.stream().allMatch(one -> one.rate().momentum() == 0) ? "2" : "2 (1 + momentum)";
        String empty = fast.stream().noneMatch(DescentRate::predicted) ? ", so the kernel column has no times" : "";
        return Optional.of(String.format(
                Locale.ROOT,
                "eta * lambda_max is %s, above %s, in %s: training leaves the lazy regime."
                        + " Kernel descent diverges there%s; a learning rate below %s helps, or `auto`.",
                range(least, most),
                limits,
                String.format(Locale.ROOT, share, fast.size(), all.size()),
                empty,
                floor(below)));
    }

    private static String range(double least, double most) {
        String from = String.format(Locale.ROOT, "%.3g", least);
        String to = String.format(Locale.ROOT, "%.3g", most);
        return from.equals(to) ? from : from + " to " + to;
    }

    /** Three digits, rounded down, so that a rate that is written like this is below the bound. */
    private static String floor(double bound) {
        double unit = Math.pow(10, Math.floor(Math.log10(bound)) - 2);
        return String.format(Locale.ROOT, "%.3g", Math.floor(bound / unit) * unit);
    }
}
