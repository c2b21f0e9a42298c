package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.data.DataException;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.Places;

/** A driver on another machine finds specs and images by URI, or among the files of spark-submit. */
class SpecFilesTest {
    private static final Path IMAGES = Path.of("..", "conf", "images");
    private static final Path PICTURE = IMAGES.resolve("coffee.png");

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("spark.files");
    }

    private static void submit(Object... files) {
        StringBuilder list = new StringBuilder();
        for (Object file : files) {
            list.append(list.isEmpty() ? "" : ",").append(file);
        }
        System.setProperty("spark.files", list.toString());
    }

    private Place server() throws IOException {
        return Places.on(folder).get(Places.on(folder).size() - 1);
    }

    private static void put(Place place, byte[] content) throws IOException {
        try (FSDataOutputStream out = place.fileSystem().create(place.hadoop())) {
            out.write(content);
        }
    }

    private static String text(Place place) throws IOException {
        try (InputStream in = SpecFiles.open(place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSpecIsAUriOrASubmittedFile() throws IOException {
        Place remote = Place.of(server().absolute() + "/a.yaml");
        put(remote, "remote".getBytes(StandardCharsets.UTF_8));
        assertThat(text(SpecFiles.place(remote.absolute()))).isEqualTo("remote");
        submit(
                remote.absolute(),
                Files.writeString(folder.resolve("b.yaml"), "beside").toUri());
        assertThat(text(SpecFiles.place("a.yaml"))).isEqualTo("remote");
        assertThat(text(SpecFiles.place("conf/b.yaml"))).isEqualTo("beside");
        assertThat(SpecFiles.place("c.yaml")).isEqualTo(Place.of("c.yaml"));
        submit(remote.absolute() + "#renamed.yaml");
        assertThat(text(SpecFiles.place("renamed.yaml"))).isEqualTo("remote");
        assertThat(SpecFiles.place("a.yaml")).isEqualTo(Place.of("a.yaml"));
    }

    @Test
    void aLocalFileComesFirst() throws IOException {
        Path mine = Files.writeString(folder.resolve("a.yaml"), "mine");
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("a.yaml"), "other");
        submit(other.toUri());
        assertThat(text(SpecFiles.place(mine.toString()))).isEqualTo("mine");
    }

    @Test
    void imagesLieBesideTheSpecOnItsServer() throws IOException {
        Place server = server();
        put(Place.of(server.absolute() + "/images/cup.png"), Files.readAllBytes(PICTURE));
        DataFiles data = SpecFiles.dataOf(server.absolute() + "/a.yaml");
        String sum = data.add(new DataFiles.Named("images/cup.png", null));
        assertThat(data.image(sum)).isNotNull();
        assertThat(new DataFiles(IMAGES).add(new DataFiles.Named("coffee.png", null)))
                .isEqualTo(sum);
        DataFiles elsewhere = SpecFiles.dataOf(folder.resolve("a.yaml").toString());
        assertThat(elsewhere.add(new DataFiles.Named(server.absolute() + "/images/cup.png", null)))
                .isEqualTo(sum);
        assertThatThrownBy(() -> data.add(new DataFiles.Named("images/none.png", null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void imagesMayBeSubmitted() throws IOException {
        submit(PICTURE.toRealPath().toUri());
        DataFiles data = SpecFiles.dataOf(folder.resolve("a.yaml").toString());
        assertThat(data.image(data.add(new DataFiles.Named("images/coffee.png", null))))
                .isNotNull();
        submit();
        DataFiles without = SpecFiles.dataOf(folder.resolve("a.yaml").toString());
        assertThatThrownBy(() -> without.add(new DataFiles.Named("images/coffee.png", null)))
                .isInstanceOf(DataException.class);
    }
}
