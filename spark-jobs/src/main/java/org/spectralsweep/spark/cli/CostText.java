package org.spectralsweep.spark.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.sweep.CostInterval;

/** Predicted and measured costs in words. */
final class CostText {
    private static final int NAMED = 2;

    private CostText() {}

    /** {@code about 41 s of processor time (32 s to 53 s, four times in five)}. */
    static String predicted(CostInterval cost) {
        return "about " + Text.duration(cost.seconds()) + " of processor time (" + range(cost)
                + ", four times in five)";
    }

    /** {@code trials took 39 s of processor time; predicted were 41 s (32 s to 53 s)}. */
    static String scored(double seconds, CostInterval cost) {
        return "trials took " + Text.duration(seconds) + " of processor time; predicted were "
                + Text.duration(cost.seconds()) + " (" + range(cost) + ")";
    }

    private static String range(CostInterval cost) {
        return Text.duration(cost.low()) + " to " + Text.duration(cost.high());
    }

    /** Where the prediction comes from. */
    static String source(List<String> folders) {
        if (folders.isEmpty()) {
            return "by a cost model alone: no earlier run on this processor was found beside the results";
        }
        String named = folders.stream().limit(NAMED).map(ShellWord::quoted).collect(Collectors.joining(" and "));
        int more = folders.size() - NAMED;
        return "corrected by what earlier runs on this processor took, in " + named
                + (more > 0 ? " and " + more + " more" : "");
    }
}
