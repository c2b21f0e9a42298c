package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes rows of several work units as one file. */
public interface SegmentWriter {
    /** Writes the rows that the request asks for, sorted by their {@link Request#keyColumns}. */
    void write(Request request) throws IOException;

    /**
     * What to write.
     *
     * @param table name of the table
     * @param schema its columns, of which the first is the trial's id
     * @param units files of work units, all of whose trials count
     * @param segments files of segments
     * @param superseded trials of the segments that do not count
     * @param first the smallest trial id to write
     * @param last the greatest trial id to write
     * @param rows how many rows these are; -1 if nobody counted them
     * @param fileName the file to write, by {@link UnitStore#writeHidden}
     */
    record Request(
            String table,
            StructType schema,
            List<String> units,
            List<String> segments,
            Set<String> superseded,
            String first,
            String last,
            long rows,
            String fileName) {
        /** Copies the collections. */
        public Request {
            units = List.copyOf(units);
            segments = List.copyOf(segments);
            superseded = Set.copyOf(superseded);
        }

        /** The first columns, which tell apart the rows of the table. The trial's id comes first. */
        public List<String> keyColumns() {
            int columns = table.equals(Table.TRIALS.name()) ? 1 : table.equals(Table.HITS.name()) ? 4 : 5;
            return Arrays.asList(schema.fieldNames()).subList(0, columns);
        }

        /** The order of the rows. */
        Comparator<Row> order() {
            Comparator<Row> order = (one, other) -> 0;
            for (int column = 0; column < keyColumns().size(); column++) {
                int at = column;
                order = order.thenComparing((one, other) -> compare(one.get(at), other.get(at)));
            }
            return order;
        }

        @SuppressWarnings("unchecked")
        private static int compare(Object one, Object other) {
            return ((Comparable<Object>) one).compareTo(other);
        }
    }
}
