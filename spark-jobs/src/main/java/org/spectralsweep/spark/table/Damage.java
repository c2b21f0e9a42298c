package org.spectralsweep.spark.table;

/**
 * Something in a results folder that was committed and is not whole any more. Its rows count nowhere.
 *
 * @param table {@code trials} where a unit is damaged, else the table of the file
 * @param name of the unit, else of the file
 * @param reason which file, and what is wrong with it
 * @param readable whether the file system hands out the file; what it refuses to read may be whole, and is never moved
 */
public record Damage(String table, String name, String reason, boolean readable) {
    /** Whether a unit is damaged, so that its trials have to run again. */
    public boolean ofUnit() {
        return table.equals(Table.TRIALS.name());
    }
}
