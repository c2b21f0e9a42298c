package org.spectralsweep.spark.table;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows to and from one Parquet file, without a session, so that a task writes its own and a plan reads without one. The file's schema is
 * the one that Spark itself derives from the columns; timestamps are INT64 microseconds, which every reader knows.
 */
final class ParquetFile {
    private static final SparkToParquetSchemaConverter CONVERTER = new SparkToParquetSchemaConverter(
            false, SQLConf.ParquetOutputTimestampType$.MODULE$.TIMESTAMP_MICROS(), false, false);
    private static final long MICROS = 1_000_000;

    private ParquetFile() {}

    /** Writes a file, over one that is there. */
    static void write(Configuration configuration, Path path, StructType schema, Iterable<Row> rows)
            throws IOException {
        MessageType type = CONVERTER.convert(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(path)
                .withType(type)
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build()) {
            for (Row row : rows) {
                writer.write(group(type, schema, row));
            }
        }
    }

    /**
     * Reads a file.
     *
     * @param columns which; a column that the file lacks, because an older version wrote it, is null
     */
    static List<Row> read(Configuration configuration, Path path, StructType columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = reader(configuration, path, columns)) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                rows.add(row(columns, group));
            }
        }
        return rows;
    }

    /** The first row of a file, columns as in {@link #read}. */
    static Optional<Row> first(Configuration configuration, Path path, StructType columns) throws IOException {
        try (ParquetReader<Group> reader = reader(configuration, path, columns)) {
            return Optional.ofNullable(reader.read()).map(group -> row(columns, group));
        }
    }

    private static ParquetReader<Group> reader(Configuration configuration, Path path, StructType columns)
            throws IOException {
        return ParquetReader.builder(new ReadSupportOf(CONVERTER.convert(columns)), path)
                .withConf(configuration)
                .build();
    }

    private static Group group(MessageType type, StructType schema, Row row) {
        Group group = new SimpleGroup(type);
        for (int column = 0; column < schema.size(); column++) {
            if (!row.isNullAt(column)) {
                add(group, column, schema.fields()[column].dataType(), row.get(column));
            }
        }
        return group;
    }

    private static void add(Group group, int column, DataType type, Object value) {
        if (type == DataTypes.StringType) {
            group.add(column, (String) value);
        } else if (type == DataTypes.IntegerType) {
            group.add(column, (int) value);
        } else if (type == DataTypes.LongType) {
            group.add(column, (long) value);
        } else if (type == DataTypes.DoubleType) {
            group.add(column, (double) value);
        } else if (type == DataTypes.BooleanType) {
            group.add(column, (boolean) value);
        } else if (type == DataTypes.TimestampType) {
            Instant instant = instant(value);
            group.add(column, instant.getEpochSecond() * MICROS + instant.getNano() / 1000);
        } else if (type instanceof ArrayType) {
            Group list = group.addGroup(column);
            for (Object element : (List<?>) value) {
                list.addGroup(0).add(0, (String) element);
            }
        } else {
            throw new IllegalArgumentException("no way to write a column of type " + type);
        }
    }

    private static Row row(StructType columns, Group group) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int column = 0; column < values.length; column++) {
            StructField field = columns.fields()[column];
            if (group.getType().containsField(field.name())) {
                int at = group.getType().getFieldIndex(field.name());
                values[column] = group.getFieldRepetitionCount(at) > 0 ? value(group, at, field.dataType()) : null;
            }
        }
        return RowFactory.create(values);
    }

    private static Object value(Group group, int column, DataType type) {
        if (type == DataTypes.StringType) {
            return group.getString(column, 0);
        } else if (type == DataTypes.IntegerType) {
            return group.getInteger(column, 0);
        } else if (type == DataTypes.LongType) {
            return group.getLong(column, 0);
        } else if (type == DataTypes.DoubleType) {
            return group.getDouble(column, 0);
        } else if (type == DataTypes.BooleanType) {
            return group.getBoolean(column, 0);
        } else if (type == DataTypes.TimestampType) {
            long micros = group.getLong(column, 0);
            return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
        }
        Group list = group.getGroup(column, 0);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            elements.add(list.getGroup(0, i).getString(0, 0));
        }
        return elements;
    }

    /** Spark hands out either class, as its session is configured. */
    static Instant instant(Object value) {
        return value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
    }

    /** Reads those of the wanted columns that the file has. */
    private static final class ReadSupportOf extends GroupReadSupport {
        private final MessageType wanted;

        ReadSupportOf(MessageType wanted) {
            this.wanted = wanted;
        }

        @Override
        public ReadContext init(InitContext context) {
            MessageType file = context.getFileSchema();
            List<Type> present = wanted.getFields().stream()
                    .filter(field -> file.containsField(field.getName()))
                    .map(field -> file.getType(field.getName()))
                    .toList();
            return new ReadContext(new MessageType(file.getName(), present));
        }
    }
}
