package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's answer.
 *
 * @param dataset its rows
 */
public record SparkAnswer(Dataset<Row> dataset) implements Answer {
    @Override
    public List<Column> columns() {
        return Stream.of(dataset.schema().fields())
                .map(field -> new Column(field.name(), isText(field.dataType())))
                .toList();
    }

    @Override
    public Iterator<List<@Nullable Object>> rows(int most) {
        return plain(dataset.takeAsList(most).iterator());
    }

    @Override
    public Iterator<List<@Nullable Object>> rows() {
        return plain(dataset.toLocalIterator());
    }

    @Override
    public void close() {}

    /** Writes the rows as one file, which gets its name when it is whole. */
    public void writeParquet(Path file) throws IOException {
        Path parts = file.resolveSibling("." + file.getFileName() + ".parts");
        try {
            dataset.coalesce(1)
                    .write()
                    .mode("overwrite")
                    .parquet(parts.toAbsolutePath().toUri().toString());
            try (Stream<Path> written = Files.list(parts)) {
                Path part = written.filter(path -> path.getFileName().toString().endsWith(".parquet"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("Spark wrote no file to " + parts));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            remove(parts);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = new ArrayList<>(walked.toList());
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(all.get(i));
        }
    }

    private static boolean isText(DataType type) {
        return !(type instanceof NumericType
                || type == DataTypes.BooleanType
                || type == DataTypes.DateType
                || type == DataTypes.TimestampType
                || type == DataTypes.TimestampNTZType);
    }

    private static Iterator<List<@Nullable Object>> plain(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<@Nullable Object> next() {
                Row row = rows.next();
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    values.add(plain(row.get(i)));
                }
                return values;
            }
        };
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Row row) {
            Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                fields.put(row.schema().fieldNames()[i], plain(row.get(i)));
            }
            return fields;
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<Object, @Nullable Object> pairs = new LinkedHashMap<>();
            CollectionConverters.asJava(map).forEach((key, of) -> pairs.put(plain(key), plain(of)));
            return pairs;
        }
        if (value instanceof scala.collection.Iterable<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            CollectionConverters.asJava(list).forEach(item -> items.add(plain(item)));
            return items;
        }
        // Times are in UTC, whatever the time zone of this machine.
        return value instanceof Timestamp time ? time.toInstant() : value;
    }
}
