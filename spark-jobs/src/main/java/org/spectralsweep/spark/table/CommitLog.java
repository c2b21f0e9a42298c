package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which work units of a results folder are committed. A work unit is one trial or a pack of short ones. It is committed
 * as a whole or not at all, even if a process dies or the power fails at any moment. After {@link #repair}, running
 * what is not committed leads to the tables of an undisturbed run.
 */
public interface CommitLog {
    /** The names of all committed work units, sorted. All rows of these work units are there and readable. */
    List<String> committed() throws IOException;

    /** Whether the work unit is committed and all its rows are there and readable. */
    boolean isCommitted(String unit) throws IOException;

    /**
     * Whether the work unit's files are there: those of a marked work unit, checked, or those of a segment of the
     * manifest. A work unit that was compacted is committed, but not there.
     */
    boolean isThere(String unit) throws IOException;

    /** Removes what a compaction was about to add, and what it was about to remove. Returns how many files. */
    int removeCompacted() throws IOException;

    /**
     * Commits a work unit.
     *
     * @param attempt tells apart attempts at this work unit that may run at the same time; begins with the id of their
     *     run
     * @param replace whether rows of an earlier run are replaced; otherwise the first attempt to finish wins and this
     *     one is dropped
     * @throws FolderLost if the folder is gone or belongs to another run; then nothing is committed
     */
    void commit(String unit, UnitStore.Unit rows, String attempt, boolean replace) throws IOException;

    /**
     * Turns a committed pack into work units of one trial each, so that one of them can be run again. No reader ever
     * finds a trial twice. If this is killed at any point, {@link #repair} finishes it.
     */
    void split(String pack) throws IOException;

    /**
     * Repairs what a killed driver left: finishes splits, then removes temporary files and rows that belong to no work
     * unit.
     *
     * @param spared a run whose tasks may still be working, and whose files are left alone; null if there is none
     * @return how many files were removed
     */
    int repair(@Nullable String spared) throws IOException;

    /** The work units that were committed and are now damaged, sorted by name. */
    List<Damage> damaged() throws IOException;

    /** Moves all files of the damaged work units out of the tables, so that their trials run again. */
    void setAside(List<Damage> damaged) throws IOException;
}
