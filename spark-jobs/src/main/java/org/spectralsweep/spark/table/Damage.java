package org.spectralsweep.spark.table;

/**
 * Something in a results folder that was committed and is no longer whole. Its rows do not count.
 *
 * @param table {@code trials} if a work unit is damaged, else the table of the file
 * @param name name of the work unit, or else of the file
 * @param reason which file, and what is wrong with it
 * @param readable whether the file system lets the file be read; a file that it refuses may be whole, and is never
 *     moved
 */
public record Damage(String table, String name, String reason, boolean readable) {
    /** Whether a work unit is damaged, so that its trials have to run again. */
    public boolean ofUnit() {
        return table.equals(Table.TRIALS.name());
    }
}
