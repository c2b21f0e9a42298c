package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table in Markdown.
 *
 * @param network what is trained
 * @param libtorch microseconds a step of libtorch with default settings, or NaN
 * @param tuned likewise for the libtorch that was made faster
 * @param ours likewise for our trainer, or null
 * @param rate how well we use the processor
 * @param remark a remark in words
 */
record Row(
        String network,
        double libtorch,
        double tuned,
        @Nullable Luck ours,
        Rate rate,
        String remark) {
    /** The table's head. */
    static final String HEADER = """
            | network | libtorch, us a step | tuned libtorch | ours, median | best | worst | bytes a step | ratio | ratio to tuned | GFLOP/s | share of the peak | remarks |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|""";

    /**
     * How much the virtual machines of a row differ.
     *
     * @param times microseconds a step in each of them
     * @param allocating how many of them allocate in a step
     * @param bytes that a step allocates on the Java heap, in the worst of them
     */
    record Luck(List<Double> times, long allocating, double bytes) {
        /** Copies the times. */
        Luck {
            times = List.copyOf(times);
        }

        double median() {
            return Medians.of(times);
        }

        double best() {
            return times.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        }

        double worst() {
            return times.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        }

        /** How many are within this factor of the median. */
        long within(double factor) {
            double bound = factor * median();
            return times.stream().filter(time -> time <= bound).count();
        }
    }

    /**
     * How well the processor is used, by the median.
     *
     * @param gigaflops 10^9 operations a second, or NaN
     * @param share of the measured peak, or NaN
     */
    record Rate(double gigaflops, double share) {
        /** No such number. */
        static final Rate NONE = new Rate(Double.NaN, Double.NaN);
    }

    /** A row that only has words. */
    static Row remark(String network, String remark) {
        return new Row(network, Double.NaN, Double.NaN, null, Rate.NONE, remark);
    }

    @Override
    public String toString() {
        double median = ours == null ? Double.NaN : ours.median();
        List<String> cells = List.of(
                network,
                time(libtorch),
                time(tuned),
                time(median),
                time(ours == null ? Double.NaN : ours.best()),
                time(ours == null ? Double.NaN : ours.worst()),
                number("%.0f", ours == null ? Double.NaN : ours.bytes()),
                number("%.2f", libtorch / median),
                number("%.2f", tuned / median),
                number("%.0f", rate.gigaflops()),
                number("%.2f", rate.share()),
                remark);
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String time(double microseconds) {
        return number(microseconds < 100 ? "%.1f" : "%.0f", microseconds);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
