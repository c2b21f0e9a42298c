package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
    @TempDir
    private Path folder;

    @Test
    void needsNoNameServiceForTheMachinesName() throws IOException {
        Path file = Files.writeString(folder.resolve("hostname"), "a-name-that-nobody-resolves\n");
        assertThat(HostName.local(file)).isEqualTo("a-name-that-nobody-resolves");
    }

    @Test
    void isNeverEmpty() throws IOException {
        assertThat(HostName.local(folder.resolve("nowhere"))).isNotBlank();
        assertThat(HostName.local(Files.writeString(folder.resolve("empty"), "\n")))
                .isNotBlank();
    }
}
