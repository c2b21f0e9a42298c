package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.train.StateStore;

class StateFilesTest {
    @TempDir
    Path folder;

    private StateFiles states;

    @BeforeEach
    void open() throws IOException {
        states = new UnitStore(folder.toString()).states();
    }

    private StateFiles.StateFile of(String trial, String attempt) {
        return states.of(trial, attempt, () -> "machine");
    }

    private static StateStore.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String read(StateStore store) throws IOException {
        try (InputStream in = store.open()) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".states"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheLastStateOfEachTrial() throws IOException {
        assertThat(read(of("a", "1"))).isNull();
        of("a", "1").save(text("first"));
        of("b", "1").save(text("other"));
        of("a", "2").save(text("second"));
        assertThat(read(of("a", "3"))).isEqualTo("second");
        assertThat(read(of("b", "3"))).isEqualTo("other");
        assertThat(names()).containsExactly("a.state", "b.state");
        assertThat(of("a", "3").machine()).isEqualTo("machine");
    }

    @Test
    void keepsTheFormerStateWhenAWriteFails() throws IOException {
        of("a", "1").save(text("first"));
        assertThatThrownBy(() -> of("a", "2").save(out -> {
                    out.write(1);
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(read(of("a", "3"))).isEqualTo("first");
        assertThat(names()).containsExactly("a.state");
    }

    @Test
    void readsTheFormerStateIfAKillCameBetweenTwoRenames() throws IOException {
        of("a", "1").save(text("first"));
        Files.move(folder.resolve(".states/a.state"), folder.resolve(".states/a.former"));
        assertThat(read(of("a", "2"))).isEqualTo("first");
        of("a", "2").save(text("second"));
        assertThat(read(of("a", "3"))).isEqualTo("second");
        assertThat(names()).containsExactly("a.state");
    }

    @Test
    void removesOnlyAStateThatItHasSeen() throws IOException {
        of("a", "1").save(text("first"));
        of("a", "2").remove();
        assertThat(names()).containsExactly("a.state");
        StateFiles.StateFile seen = of("a", "3");
        assertThat(read(seen)).isEqualTo("first");
        seen.remove();
        assertThat(names()).isEmpty();
    }

    @Test
    void tidiesUpAfterTrialsThatAreDoneAndWritersThatWereKilled() throws IOException {
        for (String trial : List.of("a", "b")) {
            of(trial, "1").save(text(trial));
        }
        Files.writeString(folder.resolve(".states/.1-c.tmp"), "half");
        Files.writeString(folder.resolve(".states/a.former"), "old");
        states.tidy(Set.of("a")::contains);
        assertThat(names()).containsExactly("b.state");
    }

    @Test
    void writesNothingBehindAClosedFence() throws IOException {
        of("a", "1").save(text("first"));
        StateFiles fenced = new UnitStore(folder.toString())
                .behind((Fence) () -> {
                    throw new FolderLost("taken");
                })
                .states();
        assertThatThrownBy(() -> fenced.of("a", "2", () -> "").save(text("second")))
                .isInstanceOf(FolderLost.class);
        assertThat(read(of("a", "3"))).isEqualTo("first");
    }
}
