package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Image files beside the tables. */
class SourceImagesTest {
    private static final String SUM = "0".repeat(63) + "a";

    @TempDir
    Path folder;

    @Test
    void keepsAFileOnce() throws IOException {
        SourceImages images = new UnitStore(folder.toString()).images();
        assertThat(images.holds(SUM)).isFalse();
        assertThat(images.content(SUM)).isEmpty();
        images.keep(SUM, new byte[] {1, 2});
        images.keep(SUM, new byte[] {3});
        assertThat(images.holds(SUM)).isTrue();
        assertThat(images.content(SUM)).hasValue(new byte[] {1, 2});
        try (Stream<Path> files = Files.list(folder.resolve("images"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .isEqualTo(List.of(SUM));
        }
        assertThat(folder.resolve(SourceImages.file(SUM))).exists();
    }

    @Test
    void writesNothingIntoALostFolder() throws IOException {
        Fence lost = () -> {
            throw new FolderLost("gone");
        };
        SourceImages images = new UnitStore(folder.toString()).behind(lost).images();
        assertThatThrownBy(() -> images.keep(SUM, new byte[1])).isInstanceOf(FolderLost.class);
        assertThat(folder.resolve("images")).doesNotExist();
    }
}
