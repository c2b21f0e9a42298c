package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void neverSpeculatesAndGivesATaskOneBlasThread() {
        SparkConf conf = SparkSessions.conf("local[1]");
        assertThat(conf.get("spark.speculation")).isEqualTo("false");
        assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
    }

    @Test
    void refuseAHeapThatSparkWouldRefuse() {
        assertThatThrownBy(() -> SparkSessions.requireHeap(50L << 20))
                .isInstanceOf(BadInput.class)
                .hasMessage("the Java heap has 50 MiB, but Spark needs at least 450: set SWEEP_JAVA_OPTIONS=-Xmx2g, or"
                        + " --driver-memory of spark-submit");
        SparkSessions.requireHeap(451L << 20);
    }

    /** The launcher, surefire and notebooks read this file. spark-submit passes the same flags by itself. */
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
