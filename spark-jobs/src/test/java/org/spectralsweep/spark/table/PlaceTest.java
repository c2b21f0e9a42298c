package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceTest {
    @TempDir
    Path folder;

    /** Each name has a character with a special meaning to something on the way. */
    static String[] names() {
        return new String[] {
            "a b",
            " leading and trailing ",
            "run[1]",
            "a{b,c}",
            "x*",
            "q?",
            "#1",
            "50%",
            "x%20y",
            "x%2Fy",
            "back\\slash",
            "back\\\\[slash]",
            "ü",
            "u\u0308",
            "日本",
            "\ud83d\ude00",
            "-dash",
            "--out=x",
            "it's",
            "\"quoted\"",
            "a:b",
            "a:",
            "c$HOME",
            "`tick`",
            "a;b&c|d",
            "x,y",
            "x=1",
            "!x",
            "(x)",
            "<x>",
            "+",
            "a@b",
            "a^b",
            "~tilde",
            "tab\there",
            "line\nfeed",
            "trailing.",
            "x.yaml",
            "n".repeat(255),
        };
    }

    @ParameterizedTest
    @MethodSource("names")
    void isOneForHadoopAndForJava(String name) throws IOException {
        Path local = folder.resolve(name);
        for (Place place : new Place[] {
            Place.of(local.toString()),
            Place.of(local),
            Place.of(local.toUri().toString()),
            Place.of("FILE://" + local.toUri().getRawPath()),
            Place.of(local.toString().replaceFirst(".*/", folder + "/other/../")),
            sent(Place.of(local))
        }) {
            assertThat(place.local()).as(place.toString()).contains(local);
            assertThat(place.absolute()).isEqualTo(local.toString());
            FileSystem files = place.fileSystem();
            org.apache.hadoop.fs.Path inside = new org.apache.hadoop.fs.Path(place.hadoop(), "inside");
            try (OutputStream out = files.create(inside)) {
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(local.resolve("inside")).as(place.toString()).hasContent(name);
            assertThat(files.listStatus(place.hadoop())).hasSize(1);
            // Spark and Parquet get Hadoop's path as text.
            assertThat(new org.apache.hadoop.fs.Path(
                            files.makeQualified(place.hadoop()).toString()))
                    .isEqualTo(place.hadoop());
            Files.delete(local.resolve("inside"));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void beginsAtTheWorkingFolder(String name) {
        Path working = Path.of("").toAbsolutePath();
        assertThat(Place.of("./" + name).local()).contains(working.resolve(name));
        assertThat(Place.of("below/" + name).local()).contains(working.resolve("below/" + name));
        if (!name.startsWith("~")) {
            assertThat(Place.of(name).local()).contains(working.resolve(name));
        }
    }

    @Test
    void decodesAFileUri() {
        for (String uri : new String[] {"file:/x%20y", "file:///x%20y", "file://localhost/x%20y", "File:/x y"}) {
            assertThat(Place.of(uri).local()).as(uri).contains(Path.of("/x y"));
        }
        assertThat(Place.of("file:/100%").local()).contains(Path.of("/100%"));
        assertThat(Place.of("file:/%zz%C3%BC%25").local()).contains(Path.of("/%zzü%"));
        assertThat(Place.of("/x%20y").local()).contains(Path.of("/x%20y"));
        assertThat(Place.of("file:///").local()).contains(Path.of("/"));
    }

    @Test
    void isTheSameOnOtherMachines() throws Exception {
        Place place = sent(Place.of("HDFS://name:8020/a b%20[1]"));
        assertThat(place.isLocal()).isFalse();
        assertThat(place.local()).isEmpty();
        assertThat(place.hadoop().toUri().getScheme()).isEqualTo("hdfs");
        assertThat(place.hadoop().toUri().getAuthority()).isEqualTo("name:8020");
        assertThat(place.hadoop().toUri().getPath()).isEqualTo("/a b%20[1]");
        assertThat(place.toString()).isEqualTo("HDFS://name:8020/a b%20[1]");
    }

    @Test
    void refusesWhatIsNotAPlace() {
        refused("", "must not be empty");
        refused("~", "$HOME");
        refused("~/results", "$HOME");
        refused("~nobody-at-all/results", "home folder in full");
        refused("file://host/x", "without a host");
        refused("a\0b", "cannot be the name");
        assertThat(Place.of("./~/results").absolute()).endsWith("/~/results");
    }

    @Test
    void isAboveTheFolderThatALinkLeadsTo() throws IOException {
        Path below = Files.createDirectories(folder.resolve("one/below"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), below);
        assertThat(Place.of(link + "/../beside").local())
                .contains(folder.toRealPath().resolve("one/beside"));
    }

    private static void refused(String typed, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> Place.of(typed)).withMessageContaining(why);
    }

    private static Place sent(Place place) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(place);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (Place) in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void newFilesGetTheUsualPermissions() throws IOException {
        FileSystem files = Place.of(folder.toString()).fileSystem();
        Path file = folder.resolve("file");
        SyncedFile.write(files, new org.apache.hadoop.fs.Path(file.toUri()), new byte[1]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        files.setPermission(new org.apache.hadoop.fs.Path(file.toUri()), new FsPermission((short) 0750));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
    }
}
