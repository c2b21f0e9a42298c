package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.SharedSpark;

/** A report says what a folder holds, and changes nothing else in it. */
class ReportCommandTest extends TypedCommands {
    private static final String LAWS = """
            fit:
              - {name: "law <script>alert(1)</script>", exponents: {a: frequency}}
            """;

    @BeforeEach
    void open() {
        assertThat(SharedSpark.session()).isNotNull();
    }

    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Path.of(results))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("report.html")) {
                    files.put(file.toString(), Files.getLastModifiedTime(file));
                }
            }
        }
        return files;
    }

    @Test
    void saysWhatWasAskedAndFound() throws IOException {
        String spec = SmallSpec.of() + "replicates: 2\n" + LAWS;
        spec = spec.replace("sweep: small\n", "sweep: small\ndescription: \"<script>alert(2)</script> & more\"\n");
        assertThat(sweep("run", spec(spec), "--out", results, "-q")).as(err).isZero();
        Map<String, FileTime> before = files();
        assertThat(sweep("report", results)).as(err).isZero();
        assertThat(out).isEqualTo("report: " + results + "/report.html\n");
        assertThat(files()).isEqualTo(before);
        String page = Files.readString(Path.of(results, "report.html"));
        assertThat(page)
                .contains("<dd>target.frequency = 1, 2, 3</dd>")
                .contains("<dd>6, with 2 seeds</dd>")
                .contains("ReLU network with 1 hidden layer of 32 units")
                .contains("half: relative mse below 0.5 on the whole domain")
                .contains("T = c * frequency^a with a = ")
                .contains("Twice the frequency takes ")
                .contains("6 trials are done: ")
                .contains("<h3>Loss by frequency</h3>", "<h3>How trials ended</h3>", "<h3>Runs</h3>")
                .contains("./sweep run small.yaml --out ")
                .contains("&lt;script&gt;alert(2)&lt;/script&gt; &amp; more")
                .doesNotContain("<script>alert")
                .doesNotContain("<h3>Local convergence against the density</h3>");
    }

    @Test
    void aRunMakesItAtTheEndAndAnotherPlanRemovesIt() throws IOException {
        String spec = spec(SmallSpec.of());
        assertThat(sweep("run", spec, "--out", results, "-q", "--report"))
                .as(err)
                .isZero();
        assertThat(out).contains("report: " + results + "/report.html\n");
        Path page = Path.of(results, "report.html");
        assertThat(page).content().contains("No law", "3 trials are done").doesNotContain("<h3>Exponents</h3>");
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        assertThat(page).exists();
        assertThat(sweep("run", spec, "--out", results, "-q", "--set", "network.width=16"))
                .as(err)
                .isZero();
        assertThat(page).doesNotExist();
    }

    @Test
    void foldersStandSideBySide() throws IOException {
        String spec = spec(SmallSpec.of() + LAWS);
        String other = folder.resolve("other").toString();
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        assertThat(sweep("run", spec, "--out", other, "-q", "--set", "network.width=16"))
                .as(err)
                .isZero();
        Path page = folder.resolve("new/both.html");
        assertThat(sweep("report", results, other, "--out", page.toString()))
                .as(err)
                .isZero();
        assertThat(page)
                .content()
                .contains(
                        "<h2>Exponents side by side</h2>", "<th scope=\"col\">" + results, "<th scope=\"col\">" + other)
                .contains(" --set network.width=16 ");
    }

    @Test
    void refusesWhatIsNotResults() throws IOException {
        assertThat(sweep("report", folder.toString())).isEqualTo(2);
        assertThat(err).contains("there are no results in " + folder);
        assertThat(sweep("report")).isEqualTo(2);
        assertThat(sweep("run", spec(SmallSpec.of()), "--out", results, "-q"))
                .as(err)
                .isZero();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(sweep("report", results, "--out", file.resolve("x.html").toString()))
                .isEqualTo(2);
        assertThat(err).contains("cannot write to " + file.resolve("x.html") + ": ");
        Path other = Files.writeString(folder.resolve("other.yaml"), "sweep: other\n");
        assertThat(sweep("report", results, "--out", other.toString())).isEqualTo(2);
        assertThat(err).contains(other + " is there already and is no report; choose another file with --out");
        assertThat(other).content().isEqualTo("sweep: other\n");
        Path page = folder.resolve("page.html");
        assertThat(sweep("report", results, "--out", page.toString())).as(err).isZero();
        assertThat(sweep("report", results, "--out", page.toString())).as(err).isZero();
    }
}
