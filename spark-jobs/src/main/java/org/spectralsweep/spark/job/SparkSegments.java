package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.DirectedFrequency;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.SegmentWriter;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.Token;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Writes segments by Spark, which sorts more rows than fit into memory. The rows stay on the executors: a task writes
 * the file and returns its name.
 */
final class SparkSegments implements SegmentWriter {
    /** What is more than a character in a pattern of paths. */
    private static final Pattern GLOB = Pattern.compile("[\\[\\]{}*?\\\\]");

    /** Spark's pool of jobs: beside trials, a compaction gets a core as soon as one is free. */
    private static final String POOL = "compaction";

    private static final String POOL_PROPERTY = "spark.scheduler.pool";

    private final SparkSession spark;
    private final UnitStore store;

    SparkSegments(SparkSession spark, UnitStore store) {
        this.spark = spark;
        this.store = store;
    }

    @Override
    public void write(Request request) throws IOException {
        spark.sparkContext().setLocalProperty(POOL_PROPERTY, POOL);
        try {
            sort(request);
        } finally {
            spark.sparkContext().setLocalProperty(POOL_PROPERTY, null);
        }
    }

    private void sort(Request request) throws IOException {
        Column trial = functions.col(request.keyColumns().get(0));
        Dataset<Row> rows = read(request.table(), request.schema(), request.units());
        if (!request.segments().isEmpty()) {
            Dataset<Row> merged = read(request.table(), request.schema(), request.segments());
            rows = rows.union(request.superseded().isEmpty() ? merged : without(merged, request.superseded().stream()));
        }
        Column[] order = request.keyColumns().stream().map(functions::col).toArray(Column[]::new);
        Dataset<Row> sorted = rows.where(trial.geq(request.first()).and(trial.leq(request.last())))
                .repartition(1)
                .sortWithinPartitions(order);
        Place place = store.place();
        Token token = store.token().orElse(null);
        String table = request.table();
        String fileName = request.fileName();
        StructType schema = request.schema();
        List<String> written = sorted.toJavaRDD()
                .mapPartitions(part -> List.of(write(place, token, table, fileName, schema, part))
                        .iterator())
                .collect();
        if (written.isEmpty()) {
            store.writeHidden(request.table(), request.fileName(), request.schema(), List.of());
        } else {
            store.renameHidden(request.table(), written.get(0), request.fileName());
        }
    }

    private Dataset<Row> read(String table, StructType schema, List<String> paths) {
        if (paths.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        return rows(spark, table, schema, paths);
    }

    /** The rows of some files of a table, with what older versions did not store. */
    static Dataset<Row> rows(SparkSession spark, String table, StructType schema, List<String> paths) {
        Dataset<Row> rows = ofSegments(spark, schema, paths);
        if (!table.equals(Table.TRIALS.name())) {
            return rows;
        }
        Map<String, Column> completed = new HashMap<>();
        DirectedFrequency.sql().forEach((column, sql) -> completed.put(column, functions.expr(sql)));
        return rows.withColumns(completed);
    }

    /** The rows of some segments. They have all columns, which were completed when the segments were written. */
    static Dataset<Row> ofSegments(SparkSession spark, StructType schema, List<String> paths) {
        return spark.read()
                .schema(schema)
                .parquet(paths.stream().map(SparkSegments::literal).toArray(String[]::new));
    }

    /**
     * A path as a pattern that stands for itself. Spark 4.2's option to take paths literally reads every row twice
     * where there are several paths with such characters.
     */
    private static String literal(String path) {
        return GLOB.matcher(path).replaceAll("\\\\$0");
    }

    /** The rows of all but some trials. */
    static Dataset<Row> without(Dataset<Row> rows, Stream<String> trials) {
        String id = rows.columns()[0];
        StructType schema = new StructType().add(id, "string", false);
        List<Row> ids = trials.map(RowFactory::create).toList();
        return rows.join(
                        functions.broadcast(rows.sparkSession().createDataFrame(ids, schema)),
                        new String[] {id},
                        "left_anti")
                .select(Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new));
    }

    private static String write(
            Place place, @Nullable Token token, String table, String fileName, StructType schema, Iterator<Row> rows) {
        String own = String.format(Locale.ROOT, ".%d%s", TaskContext.get().taskAttemptId(), fileName);
        try {
            UnitStore store = new UnitStore(place).behind(Optional.ofNullable(token));
            store.writeHidden(table, own, schema, () -> new Plain(rows, schema));
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows with collections of Java in the place of Scala's. */
    private record Plain(Iterator<Row> rows, StructType schema) implements Iterator<Row> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            Row row = rows.next();
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < schema.size(); column++) {
                DataType type = schema.fields()[column].dataType();
                if (row.isNullAt(column)) {
                    values.add(null);
                } else if (type instanceof ArrayType) {
                    values.add(row.getList(column));
                } else if (type instanceof MapType) {
                    values.add(row.getJavaMap(column));
                } else {
                    values.add(row.get(column));
                }
            }
            return RowFactory.create(values.toArray());
        }
    }
}
