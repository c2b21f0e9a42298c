package org.spectralsweep.spark.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Writes a query's answer as Parquet, with the types that Spark gives it. DuckDB's sums of whole numbers have 128 bits,
 * which it would write as doubles. They become BIGINT if all of them fit.
 *
 * @param connection to a database that may write the file
 * @param asked is told what runs, so that it can be cancelled
 */
record DuckDbParquet(Connection connection, Consumer<Statement> asked) {
    /** A number of 128 bits, or a list of such. */
    private static final Pattern WIDE = Pattern.compile("HUGEINT(\\[\\d*\\])*");

    /** Writes the answer to a file. */
    void write(String query, Path file) throws SQLException {
        // A line end, since the query may end with a comment.
        String plain = QueryText.alone(query) + "\n";
        String narrowed = narrowed(plain);
        try {
            copy(narrowed, file);
        } catch (SQLException e) {
            if (narrowed.equals(plain) || !DuckDbProblem.isOfRange(e)) {
                throw e;
            }
            copy(plain, file);
        }
    }

    /** The query with casts. Its columns are told apart by their places, since two may have one name. */
    private String narrowed(String query) throws SQLException {
        List<String> places = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        boolean wide = false;
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            ResultSetMetaData described = prepared.getMetaData();
            for (int i = 1; i <= described.getColumnCount(); i++) {
                String place = "c" + i;
                String type = described.getColumnTypeName(i);
                boolean cast = WIDE.matcher(type).matches();
                wide |= cast;
                places.add(place);
                String name = described.getColumnName(i).replace("\"", "\"\"");
                columns.add((cast ? "CAST(" + place + " AS " + type.replace("HUGEINT", "BIGINT") + ")" : place) + " AS "
                        + SqlDialect.DUCKDB.name(name));
            }
        }
        return wide
                ? "SELECT " + String.join(", ", columns) + " FROM (" + query + ") AS answer("
                        + String.join(", ", places) + ")"
                : query;
    }

    private void copy(String query, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            asked.accept(statement);
            statement.execute("COPY (" + query + ") TO " + SqlDialect.DUCKDB.text(file.toString())
                    + " (FORMAT parquet, USE_TMP_FILE false)");
        } catch (SQLException e) {
            if (DuckDbProblem.isOfText(e)) {
                // The query alone was understood.
                throw new BadInput(
                        "the query cannot be written as Parquet: in DuckDB it must be a SELECT, without a comment behind"
                                + " its semicolon",
                        e);
            }
            throw e;
        }
    }
}
