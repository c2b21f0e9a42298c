package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions with the settings that a sweep needs. All other settings are the user's, from spark-submit or from
 * spark-defaults.conf.
 */
public final class SparkSessions {
    /**
     * A system property that names a file like Spark's own spark-defaults.conf, for runs that spark-submit did not
     * start.
     */
    static final String DEFAULTS = "sweep.spark-defaults";

    /** Settings that a sweep relies on, whatever the user's or the cluster's settings say. */
    private static final Map<String, String> OURS = Map.of(
            // Speculation would run the longest healthy trials a second time.
            "spark.speculation", "false",
            // The BLAS has one thread a task. Otherwise as many tasks as there are cores would fight for them.
            "spark.executorEnv.OMP_NUM_THREADS", "1",
            "spark.ui.showConsoleProgress", "false",
            // A compaction gets a core while trials wait for theirs.
            "spark.scheduler.mode", "FAIR",
            "spark.sql.session.timeZone", "UTC",
            // Kryo cannot create records, such as the data files. Its registrator may also name a missing class.
            "spark.serializer", "org.apache.spark.serializer.JavaSerializer",
            // Reports of tasks are small, but they grow with the sweep. Queries are read one partition at a time.
            "spark.driver.maxResultSize", "0",
            "spark.sql.catalogImplementation", "in-memory",
            "spark.sql.extensions", "");

    /** One and a half times the 300 MiB that Spark reserves. */
    private static final long LEAST_HEAP = 450L << 20;

    private SparkSessions() {}

    /**
     * A session. Closing it stops Spark if Spark was started for it.
     *
     * @param spark the session
     * @param started whether it was started for the holder, rather than found
     */
    public record Session(SparkSession spark, boolean started) implements AutoCloseable {
        @Override
        public void close() {
            if (started) {
                spark.stop();
            }
        }
    }

    /**
     * Opens a session, or takes the one that already runs in this virtual machine.
     *
     * @param name name of the application
     * @param master the master that the user gave, or null if spark-submit decides
     */
    public static Session open(String name, @Nullable String master) {
        if (SparkSession.getDefaultSession().isDefined()) {
            return new Session(SparkSession.getDefaultSession().get(), false);
        }
        SparkConf conf = conf(master);
        requireHeap(Runtime.getRuntime().maxMemory());
        try {
            // The context is made first, with our settings alone: a session's builder would read the properties again.
            SparkContext context = SparkContext.getOrCreate(conf.setAppName("sweep " + name));
            return new Session(
                    org.apache.spark.sql.classic.SparkSession.builder()
                            .sparkContext(context)
                            .getOrCreate(),
                    true);
        } catch (IllegalStateException e) {
            // Spark says this when it has given up on its master: "Cannot call methods on a stopped SparkContext".
            throw new IllegalStateException("Spark did not start: no master answers at " + conf.get("spark.master"));
        }
    }

    /** Refuses a heap that is too small. Spark's own sentence would name options that the launcher does not have. */
    static void requireHeap(long bytes) {
        if (bytes < LEAST_HEAP) {
            throw new BadInput("the Java heap has " + (bytes >> 20) + " MiB, but Spark needs at least "
                    + (LEAST_HEAP >> 20) + ": set SWEEP_JAVA_OPTIONS=-Xmx2g, or --driver-memory of spark-submit");
        }
    }

    static SparkConf conf(@Nullable String master) {
        SparkConf conf = new SparkConf();
        addDefaults(conf);
        String resolved = LocalMode.withRetries(master != null ? master : conf.get("spark.master", "local[*]"));
        conf.setMaster(resolved);
        if (LocalMode.is(resolved)) {
            LocalMode.settle(conf);
        }
        OURS.forEach(conf::set);
        removeCatalogs(conf);
        // Nothing is written to this folder, but Spark asks its file system about it.
        conf.set("spark.sql.warehouse.dir", Path.of("spark-warehouse").toUri().toString());
        conf.setIfMissing("spark.ui.enabled", "false");
        // A $ in a query is a dollar sign and does not begin the name of an environment variable.
        conf.set("spark.sql.variable.substitute", "false");
        // The table of trials has more columns than the default, and Spark would warn about that.
        conf.setIfMissing("spark.sql.debug.maxToStringFields", "500");
        return conf;
    }

    /**
     * Removes catalogs of tables, such as Hive's or Delta's. A sweep's tables are temporary views, and the classes of
     * those catalogs may be missing.
     */
    private static void removeCatalogs(SparkConf conf) {
        for (var setting : conf.getAll()) {
            if (setting._1().startsWith("spark.sql.catalog.")) {
                conf.remove(setting._1());
            }
        }
    }

    private static void addDefaults(SparkConf conf) {
        String file = System.getProperty(DEFAULTS);
        if (file == null) {
            return;
        }
        Properties defaults = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file))) {
            defaults.load(in);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file, e);
        }
        defaults.stringPropertyNames()
                .forEach(key -> conf.setIfMissing(key, defaults.getProperty(key).trim()));
    }
}
