package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.SharedSpark;

/** Every command with places that a user has, and with places that do not exist. */
class PlacesTest {
    @TempDir
    Path folder;

    private PlantedTrials trials;
    private Path spec;
    private String out = "";
    private String err = "";

    @BeforeEach
    void open() throws IOException {
        // The commands share the tests' session, and leave it running.
        assertThat(SharedSpark.session()).isNotNull();
        trials = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        spec = Files.writeString(folder.resolve("planted.yaml"), "planted\n0 10 50 plain 0.1\n");
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new PlantedLoader(), trials), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run[1]",
                "a{b,c}",
                "x*",
                "q?",
                "back\\slash",
                "50%20 #",
                "-a:b",
                "\"it's\" \u00fc u\u0308 \u65e5;$HOME&`x`"
            })
    void worksInAnyFolder(String name) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Path ownSpec = Files.copy(spec, home.resolve(name + " spec"));
        String results = home.resolve(name).toString();
        // If the name were taken for a pattern, these files would be found instead, or as well.
        for (String sibling : new String[] {"run1", "ab", "ac", "xy", "qq"}) {
            Path other = home.resolve(sibling).resolve("trials");
            Files.createDirectories(other);
            Files.writeString(other.resolve("x.parquet"), "not Parquet");
        }
        assertThat(sweep("plan", ownSpec.toString(), "--out=" + results))
                .as(err)
                .isZero();
        assertThat(sweep("run", ownSpec.toString(), "--out=" + results, "-q"))
                .as(err)
                .isZero();
        assertThat(out).contains("1 converged").contains(results);
        assertThat(sweep("show", "--", results)).as(err).isZero();
        assertThat(out).contains("1 converged").contains("tables  " + results);
        assertThat(sweep("sql", results, "SELECT count(*) AS n, max(step_upper) AS s FROM convergence", "--format=csv"))
                .as(err)
                .isZero();
        assertThat(out.lines()).containsExactly("n,s", "2,10");
        assertThat(sweep("compare", results, results)).as(out + err).isZero();
        assertThat(trials.ran()).hasSize(1);
        assertThat(sweep(
                        "run", ownSpec.toString(), "--out=" + home.resolve(name).toUri(), "-q"))
                .as(err)
                .isZero();
        assertThat(trials.ran()).isEmpty();
    }

    @Test
    void takesALinkToAFolderForTheFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertThat(sweep("run", spec.toString(), "--out", link.toString(), "-q"))
                .as(err)
                .isZero();
        assertThat(sweep("show", real.toString())).as(err).isZero();
        assertThat(out).contains("1 converged");
    }

    @Test
    void saysWhereALinkLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        for (Path dangling : new Path[] {link, link.resolve("below"), loop, loop.resolve("below")}) {
            refused("is a link to", "run", spec.toString(), "--out", dangling.toString());
            refused("is a link to", "plan", spec.toString(), "--out", dangling.toString());
            for (String command : new String[] {"show", "sql", "fit"}) {
                refused("is a link to", command, dangling.toString());
            }
            refused("is a link to", "compare", dangling.toString(), dangling.toString());
            refused("is a link to", "plan", dangling.toString(), "--out", folder.toString());
        }
        assertThat(folder.resolve("gone")).doesNotExist();
    }

    @Test
    void saysThatTheShellHasLeftATilde() {
        refused("$HOME", "run", spec.toString(), "--out=~/results");
        refused("$HOME", "run", "~/spec.yaml");
        refused("home folder in full", "plan", spec.toString(), "--out", "~nobody-at-all/results");
        for (String command : new String[] {"show", "sql", "fit"}) {
            refused("$HOME", command, "~/results");
        }
        assertThat(Path.of("~")).doesNotExist();
    }

    @Test
    @Timeout(60)
    void saysThatAFileSystemIsNotThere() {
        for (String command : new String[] {"show", "sql", "fit"}) {
            refused("cannot reach foo://host/x: Hadoop knows no file system", command, "foo://host/x");
            refused("the classes of its file system are missing", command, "s3a://bucket/x");
            refused("without a host", command, "file://host/x");
        }
        refused("no answer from its host", "show", "hdfs://localhost:1/x");
        refused("there is no host", "show", "hdfs://no-such-host.invalid:8020/x");
        refused("Hadoop knows no file system", "run", spec.toString(), "--out", "foo:/x");
        refused("cannot read hdfs://host.invalid:1/x.yaml: there is no host", "plan", "hdfs://host.invalid:1/x.yaml");
    }

    @Test
    void saysWhatIsWrongWithAName() {
        refused("File name too long", "run", spec.toString(), "--out", folder.resolve("n".repeat(256)) + "");
        refused("File name too long", "run", folder.resolve("n".repeat(256)) + "");
        refused("must not be empty", "run", spec.toString(), "--out", "");
        refused("must not be empty", "show", "");
    }

    private void refused(String why, String... arguments) {
        assertThat(sweep(arguments))
                .as(String.join(" ", arguments) + ": " + err)
                .isEqualTo(2);
        assertThat(err).as(String.join(" ", arguments)).startsWith("error: ").contains(why);
        assertThat(err.lines()).as(err).hasSize(1);
    }
}
