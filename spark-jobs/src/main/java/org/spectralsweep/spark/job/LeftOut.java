package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.sweep.FitSpec;

/**
 * Numbers of times that a fit finds in the folder and leaves out.
 *
 * @param all all times of the fit's threshold in the folder
 * @param others how many belong to trials that are not in the sweep
 * @param repeated how many belong to the sweep, but are there already from another trial of the same trajectory
 * @param lost how many belong to thresholds that diverged trials never reached; of values, how many such trials have
 * @param uncurved how many times to other levels are missing, since no curve was stored
 * @param trials number of trials of the sweep
 * @param absent how many of them have no row
 */
record LeftOut(long all, long others, long repeated, long lost, long uncurved, int trials, int absent) {

    static LeftOut of(FitSpec spec, LawScope scope, ConvergenceTimes times) {
        List<HitRow> planned = asked(spec, scope, times.planned().stream().map(ConvergenceTime::hit));
        List<HitRow> repeated = asked(spec, scope, times.repeated().stream().map(ConvergenceTime::hit));
        List<HitRow> others = asked(spec, scope, times.others().stream());
        return new LeftOut(
                planned.size() + repeated.size() + others.size(),
                others.size(),
                repeated.size(),
                lost(spec, scope, times),
                0,
                times.trials(),
                times.absent());
    }

    /**
     * Of a fit of times to other levels.
     *
     * @param watched the times to the threshold itself
     * @param read those to the levels
     */
    static LeftOut ofLevels(FitSpec spec, LawScope scope, ConvergenceTimes watched, ConvergenceTimes read) {
        LeftOut left = of(spec, scope, watched);
        long expected = (left.all - left.others - left.repeated)
                * spec.response().delta().size();
        long found = asked(spec, scope, read.planned().stream().map(ConvergenceTime::hit))
                .size();
        return new LeftOut(
                left.all,
                left.others,
                left.repeated,
                lost(spec, scope, read),
                expected - found,
                left.trials,
                left.absent);
    }

    private static long lost(FitSpec spec, LawScope scope, ConvergenceTimes times) {
        return times.planned().stream()
                .filter(time -> time.hitTime().isLost())
                .map(ConvergenceTime::hit)
                .filter(hit -> isAsked(spec, hit) && scope.holds(hit.region()))
                .count();
    }

    /** Of a fit of values, which finds only those of its own trials. */
    static LeftOut ofValues(long lost, int trials, int absent) {
        return new LeftOut(0, 0, 0, lost, 0, trials, absent);
    }

    /** Chooses times in the way in which the fit chooses its own. */
    private static List<HitRow> asked(FitSpec spec, LawScope scope, Stream<HitRow> hits) {
        return scope.preferred(hits.filter(hit -> isAsked(spec, hit)).toList(), HitRow::region);
    }

    private static boolean isAsked(FitSpec spec, HitRow hit) {
        return hit.threshold().equals(spec.threshold());
    }

    /** Clear sentences about rows of the folder that are not in the fit, except those of diverged trials. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (others > 0) {
            sentences.add(
                    String.format(Locale.ROOT, "%d of %d times have other settings and are left out.", others, all));
        }
        if (repeated > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%d times are left out, because another trial of the same training has them already.",
                    repeated));
        }
        if (uncurved > 0) {
            sentences.add(String.format(
                    Locale.ROOT, "Of times to other levels, %d are missing: their trials stored no curve.", uncurved));
        }
        if (absent > 0) {
            sentences.add(String.format(Locale.ROOT, "%d of %d trials have no row yet.", absent, trials));
        }
        return sentences;
    }
}
