package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {
    @Test
    void allowsATaskFourFailuresInLocalMode() {
        assertThat(SparkSessions.withRetries("local")).isEqualTo("local[1,4]");
        assertThat(SparkSessions.withRetries("local[3]")).isEqualTo("local[3,4]");
        assertThat(SparkSessions.withRetries("local[*]")).isEqualTo("local[*,4]");
        assertThat(SparkSessions.withRetries("local[3,1]")).isEqualTo("local[3,1]");
        assertThat(SparkSessions.withRetries("spark://host:7077")).isEqualTo("spark://host:7077");
    }

    @Test
    void neverSpeculatesAndGivesATaskOneBlasThread() {
        SparkConf conf = SparkSessions.conf("local[1]");
        assertThat(conf.get("spark.speculation")).isEqualTo("false");
        assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
    }

    /** The launcher, surefire and notebooks read this file; spark-submit passes the same flags by itself. */
    @Test
    void findTheFlagsOfSparkInTheSharedFile() throws IOException {
        // Surefire runs in the module's folder.
        Path shared = Path.of("..", "conf", "jvm.options");
        try (Stream<String> lines = Files.lines(shared)) {
            assertThat(lines.filter(line -> !line.isBlank() && !line.startsWith("#")))
                    .containsExactlyElementsOf(Arrays.stream(JavaModuleOptions.defaultModuleOptions()
                                    .trim()
                                    .split("\\s+"))
                            .toList());
        }
    }
}
