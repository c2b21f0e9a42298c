package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Sessions with the settings that a sweep needs; what the user set by spark-submit or in spark-defaults.conf stands otherwise. */
public final class SparkSessions {
    /** System property: a file like Spark's own spark-defaults.conf, for runs that spark-submit did not start. */
    static final String DEFAULTS = "sweep.spark-defaults";

    private static final Pattern LOCAL = Pattern.compile("local(?:\\[([^,\\]]+)])?");

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
        try {
            SparkSession session =
                    SparkSession.builder().appName("sweep " + name).config(conf).getOrCreate();
            return new Session(session, true);
        } catch (IllegalStateException e) {
            // What Spark says when it gave up on its master: "Cannot call methods on a stopped SparkContext".
            throw new IllegalStateException("Spark did not start: no master answers at " + conf.get("spark.master"));
        }
    }

    static SparkConf conf(@Nullable String master) {
        SparkConf conf = new SparkConf();
        addDefaults(conf);
        String resolved = withRetries(master != null ? master : conf.get("spark.master", "local[*]"));
        conf.setMaster(resolved);
        if (resolved.startsWith("local")) {
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
        }
        // It would run a second time exactly the longest healthy trials.
        conf.set("spark.speculation", "false");
        // One BLAS thread a task: as many tasks as cores would otherwise fight for them.
        conf.set("spark.executorEnv.OMP_NUM_THREADS", "1");
        conf.set("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.set("spark.sql.session.timeZone", "UTC");
        // The table of trials has more columns than the default, about which Spark would warn.
        conf.setIfMissing("spark.sql.debug.maxToStringFields", "500");
        return conf;
    }

    /** Local mode allows a task no failure unless the number is in the master: {@code local[2]} becomes {@code local[2,4]}. */
    static String withRetries(String master) {
        Matcher local = LOCAL.matcher(master);
        if (!local.matches()) {
            return master;
        }
        return "local[" + (local.group(1) == null ? "1" : local.group(1)) + ",4]";
    }

    private static void addDefaults(SparkConf conf) {
        String file = System.getProperty(DEFAULTS);
        if (file == null) {
            return;
        }
        Properties defaults = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            defaults.load(in);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file, e);
        }
        defaults.stringPropertyNames()
                .forEach(key -> conf.setIfMissing(key, defaults.getProperty(key).trim()));
    }
}
