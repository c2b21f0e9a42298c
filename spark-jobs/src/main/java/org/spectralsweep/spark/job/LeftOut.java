package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.sweep.FitSpec;

/**
 * Times that a fit finds in the folder and leaves out.
 *
 * @param all times of the fit's threshold in the folder
 * @param others how many are of trials that are not the sweep's
 * @param repeated how many are the sweep's, and there already under another trial of the same trajectory
 * @param lost how many were never reached by trials that diverged
 * @param trials of the sweep
 * @param absent how many of them have no row
 */
record LeftOut(long all, long others, long repeated, long lost, int trials, int absent) {

    /** @param local whether the fit is one of times in regions */
    static LeftOut of(FitSpec spec, boolean local, ConvergenceTimes times) {
        List<HitRow> planned = asked(spec, local, times.planned().stream().map(ConvergenceTime::hit));
        List<HitRow> repeated = asked(spec, local, times.repeated().stream().map(ConvergenceTime::hit));
        List<HitRow> others = asked(spec, local, times.others().stream());
        long lost = times.planned().stream()
                .filter(ConvergenceTime::isLost)
                .map(ConvergenceTime::hit)
                .filter(hit -> isAsked(spec, hit) && hit.region() >= 0 == local)
                .count();
        return new LeftOut(
                planned.size() + repeated.size() + others.size(),
                others.size(),
                repeated.size(),
                lost,
                times.trials(),
                times.absent());
    }

    /** As the fit chooses its own: those of the wanted scope, or all where that scope was not timed. */
    private static List<HitRow> asked(FitSpec spec, boolean local, Stream<HitRow> hits) {
        List<HitRow> named = hits.filter(hit -> isAsked(spec, hit)).toList();
        List<HitRow> scoped =
                named.stream().filter(hit -> hit.region() >= 0 == local).toList();
        return scoped.isEmpty() ? named : scoped;
    }

    private static boolean isAsked(FitSpec spec, HitRow hit) {
        return hit.threshold().equals(spec.threshold());
    }

    /** Clear sentences about rows of the folder that are not in the fit, diverged trials apart. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (others > 0) {
            sentences.add(
                    String.format(Locale.ROOT, "%d of %d times are of other settings and left out.", others, all));
        }
        if (repeated > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%d times are there already, from another trial of the same training, and left out.",
                    repeated));
        }
        if (absent > 0) {
            sentences.add(String.format(Locale.ROOT, "%d of %d trials have no row yet.", absent, trials));
        }
        return sentences;
    }
}
