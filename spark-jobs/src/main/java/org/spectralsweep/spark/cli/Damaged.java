package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.table.Damage;

/** Prints on the error stream what is damaged in a results folder, and what happens to it. */
final class Damaged {
    private static final int MOST = 5;

    private Damaged() {}

    /** For a command that only reads: damaged rows are left out. */
    static void leftOut(PrintWriter err, ResultsFolder results) throws IOException {
        print(err, results.store().damaged(), "left out here; `sweep run` moves it away", " and runs its trials again");
    }

    /**
     * For a run, which moves damaged files out of the tables.
     *
     * @throws BadInput if something cannot be read, since it may be whole
     */
    static void setAside(PrintWriter err, ResultsFolder results) throws IOException {
        List<Damage> damaged = results.store().damaged();
        for (Damage damage : damaged) {
            if (!damage.readable()) {
                throw new BadInput(sentence(damage, "", "")
                        + "; make it readable for this user, or move it away and its trials run again");
            }
        }
        print(err, damaged, "moved to " + results.location() + "/damaged", ", and its trials run again");
    }

    private static void print(PrintWriter err, List<Damage> damaged, String fate, String ofTrials) {
        damaged.stream().limit(MOST).forEach(damage -> err.println("warning: " + sentence(damage, fate, ofTrials)));
        if (damaged.size() > MOST) {
            err.println("warning: " + (damaged.size() - MOST) + " more are damaged and treated in the same way");
        }
        err.flush();
    }

    private static String sentence(Damage damage, String fate, String ofTrials) {
        if (!damage.readable()) {
            return damage.ofUnit()
                    ? String.format(Locale.ROOT, "the work unit %s %s", damage.name(), damage.reason())
                    : String.format(
                            Locale.ROOT, "the file of %s %s %s", damage.table(), damage.name(), damage.reason());
        }
        return damage.ofUnit()
                ? String.format(
                        Locale.ROOT,
                        "the work unit %s is damaged (%s): it is %s",
                        damage.name(),
                        damage.reason(),
                        fate + ofTrials)
                : damage.reason() + ": it is " + fate;
    }
}
