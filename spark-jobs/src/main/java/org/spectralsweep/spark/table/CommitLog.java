package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which units of a results folder are committed. A unit is one trial or a pack of short ones; it is committed as a whole or not at all, also
 * where a process dies or the power fails at any moment. {@link #repair} and running again what is not committed then lead to the tables of an
 * undisturbed run.
 */
public interface CommitLog {
    /** The names of all committed units, sorted: those whose rows are all there and readable. */
    List<String> committed() throws IOException;

    /** Whether the unit is committed and all its rows are there and readable. */
    boolean isCommitted(String unit) throws IOException;

    /**
     * Commits a unit.
     *
     * @param attempt tells apart the attempts at this unit that may run at once; begins with the id of their run
     * @param replace whether rows of an earlier run give way; otherwise the first attempt to finish wins and this one is dropped
     * @throws FolderLost if the folder is gone or another run's; then nothing is committed
     */
    void commit(String unit, UnitStore.Unit rows, String attempt, boolean replace) throws IOException;

    /**
     * Turns a committed pack into units of one trial each, so that one of them can be done again. No reader ever meets a trial twice; killed
     * anywhere, {@link #repair} finishes it.
     */
    void split(String pack) throws IOException;

    /**
     * Puts right what a killed driver left: finishes splits, then removes temporary files and rows of no unit.
     *
     * @param spared a run whose tasks may still be at work: what may be theirs is left alone; null if there is none
     * @return how many files were removed
     */
    int repair(@Nullable String spared) throws IOException;

    /** The units that were committed and are damaged, by name. */
    List<Damage> damaged() throws IOException;

    /** Moves all files of the damaged units out of the tables, so that their trials run again. */
    void setAside(List<Damage> damaged) throws IOException;
}
