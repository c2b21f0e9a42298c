package org.spectralsweep.spark.job;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.Place;

/**
 * A database of DuckDB in memory, in this process. Its native library is not in the program's own jars: the launcher
 * adds it for {@code --with duckdb}.
 */
public final class DuckDb {
    /** Named, since the class path may have other drivers, which would all be loaded in a search. */
    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    /** Settings with which it answers as Spark does, and tells its errors in fields. */
    private static final List<String> SETTINGS = List.of(
            "SET TimeZone = 'UTC'",
            "SET default_null_order = 'nulls_first_on_asc_last_on_desc'",
            "SET errors_as_json = true",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false");

    private DuckDb() {}

    /** Begins to load the library in another thread, which takes as long as to read a results folder. */
    public static CompletableFuture<Connection> load() {
        return CompletableFuture.supplyAsync(DuckDb::connect, task -> {
            Thread thread = new Thread(task, "duckdb");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Waits for the library.
     *
     * @throws BadInput if it is not there or does not run here
     */
    static Connection loaded(CompletableFuture<Connection> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BadInput(
                    cause instanceof ClassNotFoundException
                            ? "--with duckdb needs DuckDB's library on the class path, where ./sweep puts it; with"
                                    + " spark-submit name it by --packages or --jars"
                            : "DuckDB does not run here: " + cause.getMessage() + "; leave out --with duckdb",
                    cause);
        }
    }

    private static Connection connect() {
        Properties properties = new Properties();
        // Rows come as they are read, so that a large answer needs no memory.
        properties.setProperty("jdbc_stream_results", "true");
        try {
            Driver driver =
                    (Driver) Class.forName(DRIVER).getDeclaredConstructor().newInstance();
            Connection connection = driver.connect("jdbc:duckdb:", properties);
            for (String setting : SETTINGS) {
                execute(connection, setting);
            }
            limit(connection);
            return connection;
        } catch (SQLException | ReflectiveOperationException | LinkageError e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Leaves half of the machine's memory to others. What does not fit into the rest goes to the folder of temporary
     * files: DuckDB itself would take the folder in which the program was started.
     */
    private static void limit(Connection connection) throws SQLException {
        Path spilled = Path.of(
                System.getProperty("java.io.tmpdir"),
                "sweep-duckdb-" + ProcessHandle.current().pid());
        execute(
                connection,
                "SET temp_directory = "
                        + SqlDialect.DUCKDB.text(spilled.toAbsolutePath().toString()));
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        if (memory > 0) {
            execute(connection, "SET memory_limit = '" + memory / 2 + " B'");
        }
    }

    /**
     * From now on this database reads files of one folder alone, and no query can change that.
     *
     * @param output the one file that may be written; null for none
     */
    static void confine(Connection connection, Place folder, @Nullable Path output) throws SQLException {
        // A path with brackets is checked as the pattern that it is read by.
        String path = folder.absolute() + "/";
        execute(connection, "SET allowed_directories = " + texts(Stream.of(path, SqlDialect.DUCKDB.pattern(path))));
        if (output != null) {
            execute(connection, "SET allowed_paths = " + texts(Stream.of(output.toString())));
        }
        execute(connection, "SET enable_external_access = false");
        execute(connection, "SET lock_configuration = true");
    }

    private static String texts(Stream<String> values) {
        return values.distinct().map(SqlDialect.DUCKDB::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
