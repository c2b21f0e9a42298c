package org.spectralsweep.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.data.DataFiles.Named;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.DataPart;
import org.spectralsweep.targets.LabelledImages;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

class DataFilesTest {
    private static final String COFFEE = "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTwoImages() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.write(folder.resolve("images/one.png"), image(1));
        Files.write(folder.resolve("images/two.png"), image(2));
    }

    private static byte[] image(int sample) {
        return new PngBuilder(1, 1, 8, PngBuilder.GRAY).file(sample);
    }

    @Test
    void anImageCanBeTakenFromItsBytes() throws IOException {
        DataFiles read = read(new Named("images/one.png", null));
        String sum = read.sha256("images/one.png");
        assertThat(read.imageFiles()).containsExactly(sum);
        assertThat(read.content(sum)).isEqualTo(image(1));
        DataFiles taken = new DataFiles(folder);
        taken.add(Path.of("kept"), sum, read.content(sum));
        assertThat(taken.image(sum).values()).isEqualTo(read.image(sum).values());
        assertThatThrownBy(() -> taken.add(Path.of("kept"), "0".repeat(64), image(1)))
                .isInstanceOf(DataException.class);
        Files.write(folder.resolve("images/one.png"), image(2));
        assertThatThrownBy(() -> read.content(sum)).isInstanceOf(DataException.class);
    }

    private DataFiles read(Named... files) {
        return DataFiles.read(List.of(files), folder);
    }

    private void assertRefused(Named named, String message) {
        assertThatThrownBy(() -> read(named)).isInstanceOf(DataException.class).hasMessage(message);
    }

    private void assertRefused(byte[] content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("file"), content);
        assertRefused(new Named("file", null), file + ": " + problem);
    }

    @Test
    void findsImagesByTheSumOfTheirFiles() {
        DataFiles files = read(new Named("images/one.png", null), new Named("images/two.png", null));
        assertThat(files.sha256("images/one.png")).matches("[0-9a-f]{64}").isNotEqualTo(files.sha256("images/two.png"));
        assertThat(files.image(files.sha256("images/one.png")).values()).containsExactly(1 / 255.0);
        assertThat(files.image(files.sha256("images/two.png")).values()).containsExactly(2 / 255.0);
    }

    @Test
    void knowsTheSumsOfTheExamples() {
        DataFiles files = DataFiles.read(List.of(new Named("images/coffee.png", COFFEE)), Path.of("..", "conf"));
        assertThat(files.sha256("images/coffee.png")).isEqualTo(COFFEE);
        assertThat(files.image(COFFEE).width()).isEqualTo(600);
    }

    @Test
    void readsAFileOnceWhateverItIsCalled() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("images/one.png"));
        Files.copy(folder.resolve("images/one.png"), folder.resolve("copy.png"));
        String absolute = folder.resolve("images/one.png").toAbsolutePath().toString();
        String around = "images/../images/one.png";
        DataFiles files = read(
                new Named("images/one.png", null),
                new Named("images/one.png", null),
                new Named(absolute, null),
                new Named(around, null),
                new Named("link.png", null),
                new Named("copy.png", null));
        String sum = files.sha256("images/one.png");
        for (String path : List.of(absolute, around, "link.png", "copy.png")) {
            assertThat(files.sha256(path)).isEqualTo(sum);
        }
        assertThat(files.image(sum)).isSameAs(files.image(sum));
    }

    @Test
    void relativePathsBeginAtTheFolderOfTheSpec() {
        DataFiles files = DataFiles.read(List.of(new Named("two.png", null)), folder.resolve("images"));
        assertThat(files.image(files.sha256("two.png")).values()).containsExactly(2 / 255.0);
        assertThatThrownBy(() -> DataFiles.read(List.of(new Named("two.png", null)), folder))
                .hasMessage(folder.resolve("two.png") + ": there is no such file");
    }

    @Test
    void checksASumThatIsExpected() {
        String sum = read(new Named("images/one.png", null)).sha256("images/one.png");
        String other = read(new Named("images/two.png", null)).sha256("images/two.png");
        assertThat(read(new Named("images/one.png", sum.toUpperCase(Locale.ROOT)))
                        .sha256("images/one.png"))
                .isEqualTo(sum);
        String problem = folder.resolve("images/one.png") + ": sha256 must be " + other + " but the file's is " + sum;
        assertRefused(new Named("images/one.png", other), problem);
        // This also holds if the file was read before.
        assertThatThrownBy(() -> read(new Named("images/one.png", sum), new Named("images/one.png", other)))
                .hasMessage(problem);
        assertRefused(
                new Named("images/one.png", "abc"),
                folder.resolve("images/one.png") + ": sha256 must be 64 hexadecimal digits but was 'abc'");
    }

    @Test
    void theSumIsLookedAtBeforeTheImage() throws IOException {
        Files.writeString(folder.resolve("text.png"), "no image");
        assertThatThrownBy(() -> read(new Named("text.png", COFFEE)))
                .hasMessageContaining("sha256 must be " + COFFEE + " but the file's is ");
    }

    @Test
    void hasNoOtherImages() {
        DataFiles files = read(new Named("images/one.png", null));
        assertThatThrownBy(() -> files.image(COFFEE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no image with the sha256 " + COFFEE + " among the 1 that were read");
        assertThatThrownBy(() -> files.sha256("images/two.png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no image file images/two.png among those that were read");
        assertThatThrownBy(() -> read().image(COFFEE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameAfterJavaSerialization() throws IOException, ClassNotFoundException {
        DataFiles files = read(new Named("images/one.png", null));
        writeLabelled(folder);
        String sum = files.addLabelled(folder.toString(), DataPart.TRAIN, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(files);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            DataFiles copy = (DataFiles) in.readObject();
            assertThat(copy.image(copy.sha256("images/one.png")).values()).containsExactly(1 / 255.0);
            assertThat(copy.labelled(sum).value(1, 3)).isEqualTo(80 / 255.0);
        }
        // With one byte a pixel, 40,000 more pixels take as many more bytes.
        IdxBuilder.write(folder, "t10k", 100, new byte[40_000], new byte[4]);
        files.addLabelled(folder.toString(), DataPart.TEST, null);
        int before = bytes.size();
        bytes.reset();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(files);
        }
        assertThat(bytes.size() - before).isBetween(40_000, 41_000);
    }

    private void writeLabelled(Path to) throws IOException {
        Files.createDirectories(to);
        IdxBuilder.write(to, "train", 2, new byte[] {10, 20, 30, 40, 50, 60, 70, 80}, new byte[] {1, 0});
    }

    private static TrialSpec labelled(String folder, String sha256) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.putObject("domain").put("type", "cube").put("dimension", 4);
        tree.putObject("sampling").put("type", "entries");
        tree.putObject("target")
                .put("type", "labelled-images")
                .put("folder", folder)
                .put("sha256", sha256);
        tree.putObject("network").put("width", 8);
        tree.putObject("initialization").putObject("weights").put("type", "he");
        tree.putArray("thresholds");
        tree.putObject("optimizer").put("type", "adam");
        tree.put("max-steps", 1);
        return (TrialSpec) SpecType.of(TrialSpec.class).read(tree, "trial");
    }

    @Test
    void findsLabelledImagesByTheSumOfTheirFiles() throws IOException {
        writeLabelled(folder.resolve("here"));
        writeLabelled(folder.resolve("there"));
        DataFiles files = new DataFiles(folder);
        assertThat(files.isEmpty()).isTrue();
        TrialSpec trial = files.complete(labelled("here", ""));
        assertThat(files.isEmpty()).isFalse();
        String sum = ((LabelledImages) trial.target()).sha256();
        assertThat(files.labelled(sum).count()).isEqualTo(2);
        assertThat(files.labelled(sum).label(0)).isEqualTo(1);
        for (String path : List.of("there", folder.resolve("there").toString(), "here/../there")) {
            TrialSpec moved = files.complete(labelled(path, ""));
            assertThat(TrialId.of(moved)).as(path).isEqualTo(TrialId.of(trial));
        }
        assertThat(files.complete(labelled("there", sum)).target())
                .isEqualTo(files.complete(labelled("there", "")).target());
        assertThatThrownBy(() -> files.labelled(COFFEE))
                .hasMessage("there are no labelled images with the sha256 " + COFFEE
                        + " among the 1 parts of data sets that were read");
    }

    @Test
    void refusesLabelledImagesThatAreMissingOrOthers() throws IOException {
        writeLabelled(folder.resolve("here"));
        Path here = folder.resolve("here");
        DataFiles files = new DataFiles(folder);
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> files.complete(labelled("here", COFFEE)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            here + ": sha256 must be " + COFFEE + " but that of its train images and labels is ");
            files.complete(labelled("here", ""));
        }
        assertThatThrownBy(() -> files.complete(labelled("nowhere", "")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        folder.resolve("nowhere") + ": there is no such folder; Debian's package dataset-fashion-mnist"
                                + " puts Fashion-MNIST into /usr/share/datasets/fashion-mnist");
    }

    @Test
    void refusesWhatIsNotAFile() {
        assertRefused(new Named("none.png", null), folder.resolve("none.png") + ": there is no such file");
        assertRefused(new Named("images", null), folder.resolve("images") + ": it is a folder, not a file");
        assertRefused(new Named(" ", null), folder + ": the path of an image file must not be empty");
        assertThatThrownBy(() -> read(new Named("a\0b", null)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + ": 'a");
    }

    @Test
    void refusesWhatIsNotAPlainFile() {
        Path device = Path.of("/dev/null");
        assumeThat(device).exists();
        assertRefused(new Named("/dev/null", null), "/dev/null: it is a device or a pipe, not a file");
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        Path file = folder.resolve("images/one.png");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
        // The superuser can read everything.
        assumeThat(Files.isReadable(file)).isFalse();
        assertRefused(new Named("images/one.png", null), file + ": the file may not be read");
    }

    @Test
    void refusesAFileThatIsTooLargeBeforeItIsRead() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[11]);
        assertThat(FileBytes.of(file, 11)).hasSize(11);
        assertThatThrownBy(() -> FileBytes.of(file, 10))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": the file must have at most 10 bytes but has 11");
    }

    @Test
    void namesTheFormatsThatItReads() throws IOException {
        String must = "the file must be a PNG or JPEG image but ";
        assertRefused(new byte[0], must + "is empty");
        assertRefused("# a text\n".getBytes(StandardCharsets.UTF_8), must + "is something else");
        assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, must + "is something else");
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (String format : List.of("GIF", "BMP", "TIFF")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
            assertRefused(bytes.toByteArray(), must + "is a " + format + " file");
        }
        assertRefused(new byte[] {'M', 'M', 0, '*', 0, 0, 0, 8}, must + "is a TIFF file");
        assertRefused("RIFF\4\0\0\0WEBP".getBytes(StandardCharsets.ISO_8859_1), must + "is a WebP file");
        assertRefused("RIFF\4\0\0\0WAVE".getBytes(StandardCharsets.ISO_8859_1), must + "is something else");
    }
}
