package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The files below a results folder. Each table is a folder, with files of rows in it. A file whose name begins with a
 * dot holds no rows yet, and Spark and DuckDB do not see it.
 *
 * @param files the file system
 * @param configuration for reading and writing Parquet
 * @param root the results folder
 * @param sync makes changes of names durable
 */
record TableFiles(FileSystem files, Configuration configuration, Path root, FolderSync sync) implements SmallFiles {
    /** How the name of a file of rows ends. */
    static final String SUFFIX = ".parquet";

    /** How the name of a file ends while it is being written. */
    static final String TEMPORARY = ".tmp";

    private static final int TRIES = 3;
    private static final int BUFFER = 4096;
    private static final String ASIDE = "damaged";

    /** The path of a file of a table. */
    Path path(String table, String fileName) {
        return new Path(new Path(root, table), fileName);
    }

    boolean exists(String table, String fileName) throws IOException {
        return files.exists(path(table, fileName));
    }

    /** Makes the table's folder if it is missing. */
    void makeFolder(String table) throws IOException {
        Path folder = new Path(root, table);
        if (!files.exists(folder)) {
            if (!files.mkdirs(folder)) {
                throw new IOException("cannot make the folder " + folder);
            }
            sync.sync(root);
        }
    }

    /**
     * The table's files whose names begin and end like this, by the text in between. Hidden files are listed only if
     * the prefix is a dot.
     */
    Map<String, FileStatus> list(String table, String prefix, String suffix) throws IOException {
        Map<String, FileStatus> found = new TreeMap<>();
        FileStatus[] all;
        try {
            all = files.listStatus(new Path(root, table));
        } catch (FileNotFoundException e) {
            return found;
        }
        for (FileStatus status : all) {
            String name = status.getPath().getName();
            boolean hidden = name.startsWith(".");
            if (name.startsWith(prefix)
                    && name.endsWith(suffix)
                    && name.length() > prefix.length() + suffix.length()
                    && hidden == prefix.equals(".")) {
                found.put(name.substring(prefix.length(), name.length() - suffix.length()), status);
            }
        }
        return found;
    }

    /** The names of a table's files of rows, sorted. */
    List<String> names(String table) throws IOException {
        return List.copyOf(list(table, "", SUFFIX).keySet());
    }

    /**
     * Whether the table's folder holds exactly these files of rows, apart from hidden files. If so, it can be read as a
     * whole.
     */
    boolean holdsOnly(String table, List<String> names) throws IOException {
        return list(table, "", "")
                .keySet()
                .equals(names.stream().map(name -> name + SUFFIX).collect(Collectors.toSet()));
    }

    /** Writes a file. Its bytes are on disk when this returns, but its name may still vanish. */
    void write(String table, String fileName, StructType schema, Iterable<Row> rows) throws IOException {
        ParquetFile.write(files, configuration, path(table, fileName), schema, rows);
    }

    /** A large file, of which only what is asked for is read. */
    TableFile open(String table, String fileName) throws IOException {
        return TableFile.open(files, configuration, path(table, fileName));
    }

    /** Reads a whole file. */
    TableFile read(String table, String fileName) throws IOException {
        return TableFile.read(files, configuration, path(table, fileName));
    }

    /**
     * Renames a file within its table, replacing one that is there. The new name may still vanish, see
     * {@link #sync(String)}.
     */
    void rename(String table, String from, String to) throws IOException {
        naming().rename(path(table, from), path(table, to));
    }

    /**
     * Writes a small file of the results folder itself, replacing one that is there. The file and its name are on disk
     * when this returns.
     */
    void publish(String fileName, byte[] content) throws IOException {
        naming().write(new Path(root, fileName), content);
        sync.sync(root);
    }

    /**
     * Makes a small file of the results folder, unless there is one of that name, and says whether it did. If
     * several drivers try, only one succeeds. Nobody ever reads half of the file. The file and its name are on disk
     * when this returns.
     */
    boolean create(String fileName, byte[] content) throws IOException {
        Path path = new Path(root, fileName);
        boolean made = naming().create(path, content);
        sync.sync(path.getParent());
        return made;
    }

    @Override
    public Optional<byte[]> content(String fileName) throws IOException {
        for (int tries = 1; ; tries++) {
            try (FSDataInputStream in = files.open(new Path(root, fileName))) {
                return Optional.of(in.readAllBytes());
            } catch (FileNotFoundException e) {
                return Optional.empty();
            } catch (IOException e) {
                // Some file systems refuse to read on when the file was replaced meanwhile.
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Optional<Instant> written(String fileName) throws IOException {
        try {
            return Optional.of(Instant.ofEpochMilli(
                    files.getFileStatus(new Path(root, fileName)).getModificationTime()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private Naming naming() throws IOException {
        return Naming.of(files, root);
    }

    @Override
    public Instant now() throws IOException {
        Path probe = new Path(root, ".now-" + UUID.randomUUID());
        files.createNonRecursive(
                        probe, true, BUFFER, files.getDefaultReplication(probe), files.getDefaultBlockSize(probe), null)
                .close();
        long now = files.getFileStatus(probe).getModificationTime();
        files.delete(probe, false);
        return Instant.ofEpochMilli(now);
    }

    @Override
    public List<String> names() throws IOException {
        FileStatus[] all;
        try {
            all = files.listStatus(root);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return Arrays.stream(all)
                .filter(FileStatus::isFile)
                .map(status -> status.getPath().getName())
                .sorted()
                .toList();
    }

    /** Removes a file of the results folder itself. */
    void remove(String fileName) throws IOException {
        if (!files.delete(new Path(root, fileName), false)) {
            throw new IOException("cannot delete " + new Path(root, fileName));
        }
    }

    /** Deletes a file, if it is there. */
    void delete(String table, String fileName) throws IOException {
        files.delete(path(table, fileName), false);
    }

    /** Makes the names in a table's folder durable. */
    void sync(String table) throws IOException {
        sync.sync(new Path(root, table));
    }

    /**
     * Moves a file, if it is there, out of its table into the folder {@code damaged}. It never replaces a file there.
     */
    void setAside(String table, String fileName) throws IOException {
        if (!exists(table, fileName)) {
            return;
        }
        Path folder = new Path(new Path(root, ASIDE), table);
        files.mkdirs(folder);
        String plain = fileName.startsWith(".") ? fileName.substring(1) : fileName;
        Path to = new Path(folder, plain);
        for (int copy = 2; files.exists(to); copy++) {
            to = new Path(folder, copy + "-" + plain);
        }
        if (!files.rename(path(table, fileName), to)) {
            throw new IOException("cannot move " + path(table, fileName) + " to " + to);
        }
        sync.sync(folder);
        sync(table);
    }
}
