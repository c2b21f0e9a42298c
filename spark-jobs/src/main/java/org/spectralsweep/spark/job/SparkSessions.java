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

/** Sessions with the settings that a sweep needs; what the user set by spark-submit or in spark-defaults.conf stands otherwise. */
public final class SparkSessions {
    /** System property: a file like Spark's own spark-defaults.conf, for runs that spark-submit did not start. */
    static final String DEFAULTS = "sweep.spark-defaults";

    /** What a sweep relies on, whatever the user's or the cluster's settings say. */
    private static final Map<String, String> OURS = Map.of(
            // It would run a second time exactly the longest healthy trials.
            "spark.speculation", "false",
            // One BLAS thread a task: as many tasks as cores would otherwise fight for them.
            "spark.executorEnv.OMP_NUM_THREADS", "1",
            "spark.ui.showConsoleProgress", "false",
            "spark.sql.session.timeZone", "UTC",
            // Data files are records, which Kryo cannot make; its registrator may also name a class that is not here.
            "spark.serializer", "org.apache.spark.serializer.JavaSerializer",
            // What tasks report is small but grows with the sweep; queries are read a partition at a time.
            "spark.driver.maxResultSize", "0",
            "spark.sql.catalogImplementation", "in-memory",
            "spark.sql.extensions", "");

    /** One and a half times the 300 MiB that Spark reserves. */
    private static final long LEAST_HEAP = 450L << 20;

    private SparkSessions() {}

    /**
     * A session, stopped on closing by whoever started it.
     *
     * @param spark the session
     * @param started whether it was started for the holder, or was there before
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
     * Opens a session, or takes the one that runs in this virtual machine.
     *
     * @param name of the application
     * @param master as given by the user; null where spark-submit says
     */
    public static Session open(String name, @Nullable String master) {
        if (SparkSession.getDefaultSession().isDefined()) {
            return new Session(SparkSession.getDefaultSession().get(), false);
        }
        SparkConf conf = conf(master);
        requireHeap(Runtime.getRuntime().maxMemory());
        try {
            // First, by our settings alone: a session's builder would take those of the system properties again.
            SparkContext context = SparkContext.getOrCreate(conf.setAppName("sweep " + name));
            return new Session(
                    org.apache.spark.sql.classic.SparkSession.builder()
                            .sparkContext(context)
                            .getOrCreate(),
                    true);
        } catch (IllegalStateException e) {
            // What Spark says when it gave up on its master: "Cannot call methods on a stopped SparkContext".
            throw new IllegalStateException("Spark did not start: no master answers at " + conf.get("spark.master"));
        }
    }

    /** Spark refuses less with a sentence about options that the launcher does not have. */
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
        // Nothing is written there, but Spark asks its file system about it.
        conf.set("spark.sql.warehouse.dir", Path.of("spark-warehouse").toUri().toString());
        conf.setIfMissing("spark.ui.enabled", "false");
        // A $ in a query is a dollar sign, not the beginning of an environment variable's name.
        conf.set("spark.sql.variable.substitute", "false");
        // The table of trials has more columns than the default, about which Spark would warn.
        conf.setIfMissing("spark.sql.debug.maxToStringFields", "500");
        return conf;
    }

    /** Catalogs of tables, such as Hive's or Delta's: a sweep's tables are temporary views, and their classes need not be there. */
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
