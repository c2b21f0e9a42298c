package org.spectralsweep.spark.table;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file and reads them from it. No session is needed, so a task can write its own file and a
 * plan can read without a session. The file's schema is the one that Spark itself derives from the columns. Timestamps
 * are INT64 microseconds, which every reader knows.
 */
final class ParquetFile {
    private static final SparkToParquetSchemaConverter CONVERTER = new SparkToParquetSchemaConverter(
            false, SQLConf.ParquetOutputTimestampType$.MODULE$.TIMESTAMP_MICROS(), false, false);
    static final long MICROS = 1_000_000;

    /** Bytes of a group of rows in memory: who looks for one trial of a large file reads one group. */
    private static final long GROUP_BYTES = 16L << 20;

    private ParquetFile() {}

    /** The Parquet schema of a table's columns. */
    static MessageType type(StructType schema) {
        return CONVERTER.convert(schema);
    }

    /** Writes a file, replacing one that is there. Its bytes are on disk when this returns. */
    static void write(FileSystem files, Configuration configuration, Path path, StructType schema, Iterable<Row> rows)
            throws IOException {
        MessageType type = type(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new SyncedFile(files, path))
                .withType(type)
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withRowGroupSize(GROUP_BYTES)
                .build()) {
            for (Row row : rows) {
                writer.write(group(type, schema, row));
            }
        }
    }

    /**
     * Reads the remaining rows of an open file.
     *
     * @param columns the columns to read; a column that the file lacks, because an older version wrote it, is null
     */
    static List<Row> rows(ParquetFileReader reader, StructType columns) throws IOException {
        return rows(reader, columns, reader::readNextRowGroup, Integer.MAX_VALUE);
    }

    /** Reads the next rows of an open file, up to a number. */
    static List<Row> firstRows(ParquetFileReader reader, StructType columns, int most) throws IOException {
        return rows(reader, columns, reader::readNextRowGroup, most);
    }

    /** Reads the remaining rows of an open file, without those pages that its filter rules out. */
    static List<Row> filteredRows(ParquetFileReader reader, StructType columns) throws IOException {
        return rows(reader, columns, reader::readNextFilteredRowGroup, Integer.MAX_VALUE);
    }

    private interface Groups {
        @Nullable
        PageReadStore next() throws IOException;
    }

    private static List<Row> rows(ParquetFileReader reader, StructType columns, Groups groups, int most)
            throws IOException {
        MessageType file = reader.getFileMetaData().getSchema();
        List<Type> present = type(columns).getFields().stream()
                .filter(field -> file.containsField(field.getName()))
                .map(field -> file.getType(field.getName()))
                .toList();
        MessageType wanted = new MessageType(file.getName(), present);
        reader.setRequestedSchema(wanted);
        MessageColumnIO columnsOfFile = new ColumnIOFactory().getColumnIO(wanted, file);
        List<Row> rows = new ArrayList<>();
        RowMaterializer materializer = new RowMaterializer(columns, wanted);
        for (PageReadStore pages = groups.next(); pages != null; pages = rows.size() < most ? groups.next() : null) {
            RecordReader<Row> records = columnsOfFile.getRecordReader(pages, materializer);
            for (long i = 0; i < pages.getRowCount() && rows.size() < most; i++) {
                rows.add(records.read());
            }
        }
        return rows;
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
        } else if (type instanceof MapType) {
            Group map = group.addGroup(column);
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                Group pair = map.addGroup(0);
                pair.add(0, (String) entry.getKey());
                pair.add(1, (String) entry.getValue());
            }
        } else {
            throw new IllegalArgumentException("cannot write a column of type " + type);
        }
    }

    /** The instant of a timestamp. Spark gives either class, depending on the settings of its session. */
    static Instant instant(Object value) {
        return value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
    }
}
