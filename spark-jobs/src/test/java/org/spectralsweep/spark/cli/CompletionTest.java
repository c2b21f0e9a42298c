package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.PlantedTrials;

class CompletionTest {
    @TempDir
    Path folder;

    private Typed sweep(String... arguments) {
        return Typed.into(new SweepCommand(new PlantedLoader(), new PlantedTrials(folder.toString())), arguments);
    }

    private String bash(String commands) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion.bash"), sweep("completion", "bash").out());
        Process bash = new ProcessBuilder("bash", "--norc", "-c", "source " + script + "\n" + commands)
                .redirectErrorStream(true)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private String completed(String... words) throws IOException, InterruptedException {
        return bash("COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                + "; _complete_sweep 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"");
    }

    @Test
    void completesCommandsOptionsAndValues() throws IOException, InterruptedException {
        assertThat(bash("complete -p sweep")).contains("_complete_sweep");
        assertThat(completed("sweep", "sta").lines()).containsExactly("status");
        assertThat(completed("sweep", "status", "--wa").lines()).containsExactly("--watch");
        assertThat(completed("sweep", "init", "--like", "th").lines()).containsExactly("theory");
    }

    @Test
    void loadsTheCompletionsOfBashInZsh() {
        assertThat(sweep("completion", "zsh").out()).startsWith("autoload -U +X compinit && compinit\n");
        assertThat(sweep("completion", "fish").code()).isEqualTo(2);
        assertThat(List.of(sweep("completion", "fish").err().split("\n")))
                .first()
                .asString()
                .contains("fish");
    }
}
