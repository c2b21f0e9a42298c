package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModeTest {
    @TempDir
    private Path folder;

    private static SparkConf settled(String... settings) {
        SparkConf conf = new SparkConf(false);
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        LocalMode.settle(conf);
        return conf;
    }

    @Test
    void allowsATaskFourFailures() {
        assertThat(LocalMode.withRetries("local")).isEqualTo("local[1,4]");
        assertThat(LocalMode.withRetries("local[3]")).isEqualTo("local[3,4]");
        assertThat(LocalMode.withRetries("local[*]")).isEqualTo("local[*,4]");
        assertThat(LocalMode.withRetries("local[3,1]")).isEqualTo("local[3,1]");
        assertThat(LocalMode.withRetries("spark://host:7077")).isEqualTo("spark://host:7077");
    }

    @Test
    void knowsHowManyTasksRunAtOnce() {
        assertThat(LocalMode.tasks("local", 8)).isEqualTo(1);
        assertThat(LocalMode.tasks("local[3]", 8)).isEqualTo(3);
        assertThat(LocalMode.tasks("local[3,4]", 8)).isEqualTo(3);
        assertThat(LocalMode.tasks("local[*,4]", 8)).isEqualTo(8);
    }

    @Test
    void isNotAClusterInOneProcess() {
        assertThat(LocalMode.is("local[*,4]")).isTrue();
        assertThat(LocalMode.is("local")).isTrue();
        assertThat(LocalMode.is("local-cluster[2,1,1024]")).isFalse();
        assertThat(LocalMode.is("yarn")).isFalse();
    }

    /** A laptop sleeps for a weekend. The intervals must stay below the limits, which Spark checks. */
    @Test
    void toleratesSuspensionsOfDays() {
        SparkConf conf = settled("spark.network.timeout", "30s", "spark.executor.heartbeatInterval", "60s");
        long days = 10L * 24 * 3600;
        for (String limit : new String[] {
            "spark.network.timeout", "spark.storage.blockManagerHeartbeatTimeoutMs", "spark.rpc.askTimeout"
        }) {
            assertThat(conf.getTimeAsSeconds(limit)).as(limit).isGreaterThan(days);
        }
        assertThat(conf.getTimeAsSeconds("spark.executor.heartbeatInterval"))
                .isLessThan(conf.getTimeAsSeconds("spark.network.timeout"));
        // Spark's network code multiplies seconds by 1000 in 32 bits.
        assertThat(conf.getTimeAsSeconds("spark.network.timeout") * 1000).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void dropsWhatOnlyAClusterHas() throws IOException {
        Path jar = Files.createFile(folder.resolve("there.jar"));
        SparkConf conf = settled(
                "spark.files", "/nowhere/a",
                "spark.jars", "/nowhere/a.jar," + jar + ",hdfs://nowhere/b.jar",
                "spark.local.dir", "/proc/nowhere",
                "spark.eventLog.enabled", "true",
                "spark.eventLog.dir", "hdfs://nowhere/events",
                "spark.plugins", "org.example.Absent");
        assertThat(conf.contains("spark.files")).isFalse();
        assertThat(conf.contains("spark.plugins")).isFalse();
        assertThat(conf.contains("spark.local.dir")).isFalse();
        assertThat(conf.get("spark.jars")).isEqualTo(jar.toString());
        assertThat(conf.getBoolean("spark.eventLog.enabled", true)).isFalse();
    }

    @Test
    void keepsAnEventLogThatCanBeWritten() {
        assertThat(settled("spark.eventLog.enabled", "true", "spark.eventLog.dir", folder.toString())
                        .getBoolean("spark.eventLog.enabled", false))
                .isTrue();
        assertThat(settled(
                                "spark.eventLog.enabled",
                                "true",
                                "spark.eventLog.dir",
                                folder.toUri().toString())
                        .getBoolean("spark.eventLog.enabled", false))
                .isTrue();
    }
}
