package org.spectralsweep.spark.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far from zero a trial starts.
 *
 * @param ratio loss before the first update over the loss of the zero function, {@code target_energy}
 * @param mirrorable whether a mirrored start, which has a ratio of 1, is possible
 */
record StartSize(double ratio, boolean mirrorable) {
    /**
     * From this ratio on, the initial output has as much energy as the target itself. It is independent of the target,
     * so the two energies add up. Half of what is learned is then to forget the initial output. That takes the time of
     * low frequencies, whatever the target's frequency is.
     */
    static final double FAR = 2;

    /**
     * The remark on starts that are far from zero.
     *
     * @param share format of "how many of how many", for two numbers
     */
    static Optional<String> remark(List<StartSize> all, String share) {
        List<StartSize> far = all.stream().filter(one -> one.ratio() > FAR).toList();
        if (far.isEmpty()) {
            return Optional.empty();
        }
        double least = far.stream().mapToDouble(StartSize::ratio).min().orElseThrow();
        double most = far.stream().mapToDouble(StartSize::ratio).max().orElseThrow();
        String help = far.stream().allMatch(StartSize::mirrorable)
                ? "`initialization.mirrored: true` or smaller initial weights help."
                : "Smaller initial weights help.";
        return Optional.of(String.format(
                Locale.ROOT,
                "The initial loss is %s times the target's energy in %s: times also measure forgetting the start. %s",
                range(least, most),
                String.format(Locale.ROOT, share, far.size(), all.size()),
                help));
    }

    private static String range(double least, double most) {
        String from = number(least);
        String to = number(most);
        return from.equals(to) ? from : from + " to " + to;
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%,.0f", ratio);
    }
}
