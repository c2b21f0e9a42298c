package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The tables and views of a sweep for the queries of its figure. They stay in memory while this is open. The tables'
 * rows are in one partition and in a fixed order. Sums over them therefore have the same bits, whatever files they came
 * from.
 */
final class FigureQueries implements AutoCloseable {
    /** The number of first columns that tell apart the rows of every table. */
    private static final int KEY_COLUMNS = 6;

    private static final int SHOWN = 160;

    private final SparkSession spark;
    /** Whether queries come from a spec, which may only read a sweep's tables and views. */
    private final boolean onlyOwn;

    private final List<Dataset<Row>> kept = new ArrayList<>();

    /** For queries of a program, such as a notebook, on whatever the session has. */
    FigureQueries(SparkSession spark) {
        this.spark = spark;
        this.onlyOwn = false;
    }

    /**
     * For queries of a spec.
     *
     * @param queries all that will be asked: what none of them can ask is neither sorted nor kept
     */
    FigureQueries(SparkSession spark, UnitStore store, Plan plan, List<String> queries) throws IOException {
        this.spark = spark;
        this.onlyOwn = true;
        ViewsCatalog.register(spark, store, plan, this::keep, queries);
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

    /** The answer of a query: its columns in lower case, and its rows. */
    record Answer(List<String> columns, List<Row> rows) {
        /** The value in a column as a number, or null if the column or the value is missing. */
        @Nullable
        Double number(Row row, String column) {
            Object value = value(row, column);
            return value instanceof Number number ? (Double) number.doubleValue() : null;
        }

        /** The value in a column as text, or null if the column or the value is missing. */
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

    /**
     * Refuses, by an IllegalArgumentException, text that is not a query of Spark SQL or that does more than read. It
     * needs no session.
     */
    static void check(String sql) {
        try {
            ReadingQuery.checkQuery(sql);
        } catch (ReadingQuery.Refused e) {
            throw new IllegalArgumentException(e.getMessage() + " in: " + shortened(sql), e);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "must be a query but is not one: " + reason(e) + " in: " + shortened(sql));
        }
    }

    /**
     * Refuses, by an IllegalArgumentException, a query that Spark would refuse, or whose answer does not fit its place
     * in the figure. It needs no session.
     *
     * @param analysis knows the columns of answers
     */
    static void check(FigureQuery query, QueryAnalysis analysis) {
        check(query.sql());
        try {
            analysis.columns(query.sql()).ifPresent(columns -> checkAnswer(query, columns));
        } catch (AnalysisException e) {
            throw new IllegalArgumentException(QueryProblem.of(e) + " in: " + shortened(query.sql()), e);
        }
    }

    private static void checkAnswer(FigureQuery query, StructType answer) {
        List<String> names = Arrays.stream(answer.fieldNames())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (query.single()) {
            if (names.size() != 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "must give one number but gives %d columns in: %s",
                        names.size(),
                        shortened(query.sql())));
            }
            requireNumbers(query, answer, 0);
        }
        for (String column : query.needed()) {
            if (!names.contains(column)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "must give a column '%s' but gives %s in: %s",
                        column,
                        String.join(", ", names),
                        shortened(query.sql())));
            }
        }
        for (String column : query.numbers()) {
            if (names.contains(column)) {
                requireNumbers(query, answer, names.indexOf(column));
            }
        }
    }

    private static void requireNumbers(FigureQuery query, StructType answer, int column) {
        StructField field = answer.fields()[column];
        if (!(field.dataType() instanceof NumericType || field.dataType() instanceof NullType)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "must give numbers but its column '%s' is of type %s in: %s",
                    field.name(),
                    field.dataType().simpleString(),
                    shortened(query.sql())));
        }
    }

    Answer all(String sql) throws NoAnswer {
        try {
            if (onlyOwn) {
                // The query is checked again, now with the session's parser settings.
                ReadingQuery.checkQuery(sql);
            }
            Dataset<Row> rows = spark.sql(sql);
            List<String> columns = Arrays.stream(rows.columns())
                    .map(column -> column.toLowerCase(Locale.ROOT))
                    .toList();
            return new Answer(columns, rows.collectAsList());
        } catch (Exception e) {
            // Scala declares no exceptions, so Java cannot catch this one by name.
            String why = e instanceof AnalysisException refused ? "the query " + QueryProblem.of(refused) : reason(e);
            throw new NoAnswer(why + " in: " + shortened(sql));
        }
    }

    /** The one number that a query answers, or null if it answers none. */
    @Nullable
    Double number(String sql) throws NoAnswer {
        Answer answer = all(sql);
        if (answer.columns().size() != 1 || answer.rows().size() > 1) {
            throw new NoAnswer(String.format(
                    Locale.ROOT,
                    "it must give one number but gave %d rows of %d columns in: %s",
                    answer.rows().size(),
                    answer.columns().size(),
                    shortened(sql)));
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

    private static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return QueryProblem.sentence(cause);
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " ...";
    }
}
