package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The tables and views of a sweep for the queries of its figure, in memory while this is open. The tables' rows are in one partition and a
 * fixed order, so that sums over them have the same bits whatever the files they came from.
 */
final class FigureQueries implements AutoCloseable {
    /** The first columns of every table tell its rows apart. */
    private static final int KEY_COLUMNS = 6;

    private static final int SHOWN = 160;

    private final SparkSession spark;
    private final List<Dataset<Row>> kept = new ArrayList<>();

    FigureQueries(SparkSession spark, UnitStore store, Plan plan) throws IOException {
        this.spark = spark;
        ViewsCatalog.register(spark, store, plan, this::keep);
    }

    private Dataset<Row> keep(Dataset<Row> table) {
        Column[] key = Arrays.stream(table.columns())
                .limit(KEY_COLUMNS)
                .map(functions::col)
                .toArray(Column[]::new);
        Dataset<Row> sorted = table.repartition(1).sortWithinPartitions(key).persist();
        kept.add(sorted);
        return sorted;
    }

    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
    }

    /** What a query answers: its columns in lower case, and its rows. */
    record Answer(List<String> columns, List<Row> rows) {
        /** The value in a column as a number, or null where the column or the value is missing. */
        @Nullable
        Double number(Row row, String column) {
            Object value = value(row, column);
            return value instanceof Number number ? (Double) number.doubleValue() : null;
        }

        /** The value in a column as text, or null where the column or the value is missing. */
        @Nullable
        String text(Row row, String column) {
            Object value = value(row, column);
            if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
                return Long.toString(number.longValue());
            }
            return value == null ? null : value.toString();
        }

        private @Nullable Object value(Row row, String column) {
            int index = columns.indexOf(column);
            return index < 0 || row.isNullAt(index) ? null : row.get(index);
        }
    }

    /** Why a query has no answer, as the end of a sentence. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        NoAnswer(String reason) {
            super(reason);
        }
    }

    /** Refuses, by an IllegalArgumentException, what is no query of Spark SQL; needs no session. */
    static void check(String sql) {
        try {
            Objects.requireNonNull(CatalystSqlParser$.MODULE$.parseQuery(sql));
        } catch (Exception e) {
            throw new IllegalArgumentException("is not one: " + reason(e) + " in: " + shortened(sql));
        }
    }

    Answer all(String sql) throws NoAnswer {
        try {
            Dataset<Row> rows = spark.sql(sql);
            List<String> columns = Arrays.stream(rows.columns())
                    .map(column -> column.toLowerCase(Locale.ROOT))
                    .toList();
            return new Answer(columns, rows.collectAsList());
        } catch (Exception e) {
            throw new NoAnswer(reason(e) + " in: " + shortened(sql));
        }
    }

    /** The one number that a query answers, or null where it answers none. */
    @Nullable
    Double number(String sql) throws NoAnswer {
        Answer answer = all(sql);
        if (answer.columns().size() != 1 || answer.rows().size() > 1) {
            throw new NoAnswer("it must give one number but gave %d rows of %d columns in: %s"
                    .formatted(answer.rows().size(), answer.columns().size(), shortened(sql)));
        }
        if (answer.rows().isEmpty() || answer.rows().get(0).isNullAt(0)) {
            return null;
        }
        Object value = answer.rows().get(0).get(0);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new NoAnswer("it must give a number but gave '" + value + "' in: " + shortened(sql));
    }

    /** Spark's sentence without the name of its class before it and the SQLSTATE behind. */
    private static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        String line =
                message.lines().filter(text -> !text.isBlank()).findFirst().orElse(cause.toString());
        return line.replaceFirst("^\\[[A-Z0-9_.]+] ", "")
                .replaceFirst("\\.? *SQLSTATE: \\w+.*$", "")
                .strip();
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " ...";
    }
}
