package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One Parquet file of a table, read into memory or as it is asked. A fault of its content is a {@link DamagedFile}.
 * Any other {@link IOException} is a fault of the file system.
 */
final class TableFile {
    private static final String TRIAL = "trial_id";
    private static final String METRIC = "metric";

    private static final int BUFFER = 1 << 17;

    private final Configuration configuration;
    private final Path path;
    private final InputFile content;

    private TableFile(Configuration configuration, Path path, InputFile content) {
        this.configuration = configuration;
        this.path = path;
        this.content = content;
    }

    /** A file of which only what is asked for is read. A fault of the file system counts as one of its content here. */
    static TableFile open(FileSystem files, Configuration configuration, Path path) throws IOException {
        return new TableFile(configuration, path, new StoredFile(files, status(files, path)));
    }

    /** The SHA-256 of a file's bytes in hexadecimal, in constant memory. */
    static String digest(FileSystem files, Path path) throws IOException {
        status(files, path);
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[BUFFER];
        try (FSDataInputStream in = files.open(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (FileNotFoundException e) {
            throw new DamagedFile(path, "is missing", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static FileStatus status(FileSystem files, Path path) throws IOException {
        FileStatus status;
        try {
            status = files.getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw new DamagedFile(path, "is missing", e);
        }
        if (!status.isFile()) {
            throw new DamagedFile(path, "is not a file");
        }
        if (status.getLen() == 0) {
            throw new DamagedFile(path, "is empty");
        }
        return status;
    }

    /** Reads a file without looking at its content. */
    static TableFile read(FileSystem files, Configuration configuration, Path path) throws IOException {
        FileStatus status = status(files, path);
        if (status.getLen() > Integer.MAX_VALUE - 8) {
            throw new IOException(path + " is larger than two gigabytes");
        }
        byte[] bytes = new byte[(int) status.getLen()];
        try (FSDataInputStream in = files.open(path)) {
            in.readFully(0, bytes);
        } catch (java.io.EOFException e) {
            throw new DamagedFile(path, "is cut", e);
        } catch (FileNotFoundException e) {
            throw new DamagedFile(path, "is missing", e);
        }
        return new TableFile(configuration, path, new MemoryFile(bytes));
    }

    /**
     * The content of a whole file.
     *
     * @param rows how many rows it has
     * @param first the smallest trial id in it, if the file tells
     * @param last the greatest trial id in it, if the file tells
     */
    record Contents(long rows, Optional<String> first, Optional<String> last) {}

    /**
     * Checks the whole file: the footer, the columns, and the checksum of every page.
     *
     * @throws DamagedFile if something is wrong
     */
    Contents check(StructType schema) throws DamagedFile {
        return parse(true, reader -> {
            requireColumns(reader.getFileMetaData().getSchema(), ParquetFile.type(schema));
            long rows = 0;
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                rows += pages.getRowCount();
            }
            List<Statistics<?>> ids = ids(reader);
            return new Contents(
                    rows,
                    ids.stream().map(id -> id.minAsString()).min(String::compareTo),
                    ids.stream().map(id -> id.maxAsString()).max(String::compareTo));
        });
    }

    /**
     * The rows with the given columns. A column that the file lacks, because an earlier version wrote it, is null,
     * apart from what {@link DirectedFrequency} says.
     */
    List<Row> rows(StructType columns) throws DamagedFile {
        StructType read = read(columns);
        return parse(false, reader -> completed(ParquetFile.rows(reader, read), read, columns));
    }

    /** The first rows with the given columns, all of which the table has had from the start or may be null. */
    List<Row> firstRows(StructType columns, int most) throws DamagedFile {
        return parse(false, reader -> ParquetFile.firstRows(reader, columns, most));
    }

    /** The rows of one trial, in the files of a table of work units. Pages of other trials are not read. */
    List<Row> rows(StructType columns, String trial) throws DamagedFile {
        ParquetReadOptions options = ParquetReadOptions.builder(new HadoopParquetConfiguration(configuration))
                .withRecordFilter(
                        FilterCompat.get(FilterApi.eq(FilterApi.binaryColumn(TRIAL), Binary.fromString(trial))))
                .build();
        StructType read = read(columns);
        int id = read.fieldIndex(TRIAL);
        return parse(options, reader -> {
            List<Row> rows = ParquetFile.filteredRows(reader, read).stream()
                    .filter(row -> row.getString(id).equals(trial))
                    .toList();
            return completed(rows, read, columns);
        });
    }

    private StructType read(StructType columns) {
        return DirectedFrequency.read(columns, isSegment());
    }

    private boolean isSegment() {
        return Manifest.isSegment(path.getName());
    }

    private List<Row> completed(List<Row> rows, StructType read, StructType wanted) {
        return isSegment()
                ? rows
                : rows.stream()
                        .map(row -> DirectedFrequency.completed(row, read, wanted))
                        .toList();
    }

    /** The rows of some trials with one of some metrics. Pages without any are not read. */
    List<Row> measurements(StructType columns, Set<String> metrics, Set<String> trials) throws DamagedFile {
        ParquetReadOptions options = ParquetReadOptions.builder(new HadoopParquetConfiguration(configuration))
                .withRecordFilter(FilterCompat.get(FilterApi.and(in(METRIC, metrics), in(TRIAL, trials))))
                .build();
        int id = columns.fieldIndex(TRIAL);
        int metric = columns.fieldIndex(METRIC);
        return parse(options, reader -> ParquetFile.filteredRows(reader, columns).stream()
                .filter(row -> metrics.contains(row.getString(metric)) && trials.contains(row.getString(id)))
                .toList());
    }

    /** The rows of some trials. Pages without any are not read. */
    List<Row> rows(StructType columns, Set<String> trials) throws DamagedFile {
        ParquetReadOptions options = ParquetReadOptions.builder(new HadoopParquetConfiguration(configuration))
                .withRecordFilter(FilterCompat.get(in(TRIAL, trials)))
                .build();
        int id = columns.fieldIndex(TRIAL);
        return parse(options, reader -> ParquetFile.filteredRows(reader, columns).stream()
                .filter(row -> trials.contains(row.getString(id)))
                .toList());
    }

    private static FilterPredicate in(String column, Set<String> values) {
        return FilterApi.in(
                FilterApi.binaryColumn(column),
                values.stream().map(Binary::fromString).collect(Collectors.toSet()));
    }

    /** The names of the file's columns. */
    List<String> columns() throws DamagedFile {
        return parse(false, reader -> reader.getFileMetaData().getSchema().getFields().stream()
                .map(Type::getName)
                .toList());
    }

    /** How many rows the file has, by its footer. */
    long count() throws DamagedFile {
        return parse(false, ParquetFileReader::getRecordCount);
    }

    private interface Parser<T> {
        T parse(ParquetFileReader reader) throws IOException;
    }

    private <T> T parse(boolean checksums, Parser<T> parser) throws DamagedFile {
        ParquetReadOptions options = ParquetReadOptions.builder(new HadoopParquetConfiguration(configuration))
                .usePageChecksumVerification(checksums)
                .build();
        return parse(options, parser);
    }

    private <T> T parse(ParquetReadOptions options, Parser<T> parser) throws DamagedFile {
        try (ParquetFileReader reader = ParquetFileReader.open(content, options)) {
            return parser.parse(reader);
        } catch (DamagedFile e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DamagedFile(path, "is cut, altered or not a Parquet file", e);
        }
    }

    private void requireColumns(MessageType file, MessageType wanted) throws DamagedFile {
        for (Type column : wanted.getFields()) {
            String name = column.getName();
            if (!file.containsField(name)) {
                if (column.isRepetition(Type.Repetition.REQUIRED)) {
                    throw new DamagedFile(path, "is not of this table: it has no column " + name);
                }
            } else if (!alike(file.getType(name), column)) {
                throw new DamagedFile(path, "is not of this table: its column " + name + " is of another type");
            }
        }
    }

    private static boolean alike(Type one, Type other) {
        if (one.isPrimitive() != other.isPrimitive()) {
            return false;
        }
        return !one.isPrimitive()
                || one.asPrimitiveType().getPrimitiveTypeName()
                        == other.asPrimitiveType().getPrimitiveTypeName();
    }

    /** The statistics of the trial ids in each group of rows, if the file has such a column and statistics of it. */
    private static List<Statistics<?>> ids(ParquetFileReader reader) {
        List<Statistics<?>> ids = new ArrayList<>();
        for (BlockMetaData block : reader.getFooter().getBlocks()) {
            for (ColumnChunkMetaData column : block.getColumns()) {
                Statistics<?> statistics = column.getStatistics();
                if (column.getPath().toDotString().equals(TRIAL)
                        && statistics != null
                        && statistics.hasNonNullValue()) {
                    ids.add(statistics);
                }
            }
        }
        return ids;
    }
}
