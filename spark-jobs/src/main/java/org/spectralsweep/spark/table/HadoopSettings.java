package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * Hadoop's settings. Those of its own files on the class path, such as {@code core-site.xml}, come first. For other
 * machines, Spark's settings that begin with {@code spark.hadoop.} replace them, as Spark itself does.
 */
final class HadoopSettings {
    private static final String OF_SPARK = "spark.hadoop.";

    /** A system property that names a file like Spark's spark-defaults.conf, see SparkSessions. */
    private static final String DEFAULTS = "sweep.spark-defaults";

    /**
     * Those of Hadoop's files. They are read once, because finding and parsing them takes longer than writing a work
     * unit. They are copied before use and never changed.
     */
    private static final Configuration FILES = new Configuration();

    private HadoopSettings() {}

    /** For the content of tables. No setting of a cluster may change what is in them. */
    static Configuration forTables() {
        return new Configuration(FILES);
    }

    /** For the file systems of other machines. */
    static Configuration forServers() throws IOException {
        Configuration settings = new Configuration(FILES);
        SparkEnv running = SparkEnv.get();
        SparkConf spark = running == null ? beforeSpark() : running.conf();
        for (var setting : spark.getAllWithPrefix(OF_SPARK)) {
            settings.set(setting._1(), setting._2());
        }
        return settings;
    }

    /** What a session would get, for a command that has none yet. */
    private static SparkConf beforeSpark() throws IOException {
        SparkConf conf = new SparkConf();
        String file = System.getProperty(DEFAULTS);
        if (file != null) {
            Properties defaults = new Properties();
            try (Reader in = Files.newBufferedReader(Path.of(file))) {
                defaults.load(in);
            }
            defaults.stringPropertyNames()
                    .forEach(key ->
                            conf.setIfMissing(key, defaults.getProperty(key).trim()));
        }
        return conf;
    }
}
