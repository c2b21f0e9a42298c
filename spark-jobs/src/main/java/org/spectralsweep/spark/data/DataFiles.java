package org.spectralsweep.spark.data;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.targets.DataPart;
import org.spectralsweep.targets.Image;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.targets.LabelledImages;
import org.spectralsweep.targets.LabelledRasters;
import org.spectralsweep.targets.Raster;
import org.spectralsweep.trial.TrialSpec;

/**
 * The images and labelled images that a spec names. Each file is read once. Tasks receive this object and find images
 * by the sums of their files, so a trial does not depend on where the files were. Labelled images stay one byte a
 * pixel.
 */
public final class DataFiles implements ImageSource {
    private static final long serialVersionUID = 1;

    private final transient Path folder;
    private final transient FileFinder finder;
    private final transient Map<Path, String> read = new HashMap<>();
    private final transient Map<String, Path> files = new TreeMap<>();
    private final transient Map<Part, String> readParts = new HashMap<>();
    private final HashMap<String, String> sums = new HashMap<>();
    private final HashMap<String, Raster> images = new HashMap<>();
    private final HashMap<String, LabelledRasters> labelled = new HashMap<>();

    private record Part(Path folder, DataPart part) {}

    /**
     * Holds no data yet.
     *
     * @param folder folder of the spec file, at which relative paths begin
     */
    public DataFiles(Path folder) {
        this(folder, folder::resolve);
    }

    /**
     * Holds no data yet.
     *
     * @param folder folder of the spec file, for messages
     * @param finder finds what the spec names
     */
    public DataFiles(Path folder, FileFinder finder) {
        this.folder = folder;
        this.finder = finder;
    }

    /**
     * A file that a spec names.
     *
     * @param path as it is written there
     * @param sha256 that the file must have, or null
     */
    public record Named(String path, @Nullable String sha256) {}

    /**
     * Reads files.
     *
     * @param files named in the spec; a file may be named several times, under several paths
     * @param folder folder of the spec file, at which relative paths begin
     * @throws DataException about the first that cannot be used
     */
    public static DataFiles read(Collection<Named> files, Path folder) {
        DataFiles data = new DataFiles(folder);
        files.forEach(data::add);
        return data;
    }

    /**
     * Reads a file, unless it was read before.
     *
     * @return the sum of its bytes
     * @throws DataException if it cannot be used
     */
    public String add(Named named) {
        Path file = resolved(named.path(), "an image file");
        Path real = real(file);
        String sum = read.get(real);
        if (sum == null) {
            ImageFile image = ImageFile.read(file, named.sha256());
            sum = image.sha256();
            read.put(real, sum);
            files.putIfAbsent(sum, file);
            // One of two copies of a file is enough.
            images.putIfAbsent(sum, image.raster());
        } else {
            Sha256.require(file, named.sha256(), sum, "the file's");
        }
        sums.put(named.path(), sum);
        return sum;
    }

    /** The sums of the image files that this driver has read. */
    public Set<String> imageFiles() {
        return Set.copyOf(files.keySet());
    }

    /**
     * The bytes of an image file that was read, from the disk.
     *
     * @throws DataException if the file has gone or changed since
     */
    public byte[] content(String sha256) {
        Path file = files.get(sha256);
        if (file == null) {
            throw new IllegalArgumentException("no image file with the sha256 " + sha256 + " was read");
        }
        return ImageFile.content(file, sha256);
    }

    /**
     * Takes an image from the bytes of its file.
     *
     * @param file its name in messages
     * @param sha256 the sum that the bytes must have
     * @throws DataException if they have another sum or are not an image that fits
     */
    public void add(Path file, String sha256, byte[] content) {
        images.putIfAbsent(sha256, ImageFile.of(file, content, sha256).raster());
    }

    /**
     * Reads the two files of labelled images, unless they were read before.
     *
     * @param path their folder, as the spec writes it
     * @param sha256 the sum that the files must have, or null
     * @return their sum
     * @throws DataException if they cannot be used
     */
    public String addLabelled(String path, DataPart part, @Nullable String sha256) {
        Path files = resolved(path, "a folder of labelled images");
        Part real = new Part(real(files), part);
        String sum = readParts.get(real);
        if (sum == null) {
            LabelledFiles read = LabelledFiles.read(files, part, sha256);
            sum = read.sha256();
            readParts.put(real, sum);
            labelled.putIfAbsent(sum, read.images());
        } else {
            LabelledFiles.require(files, part, sha256, sum);
        }
        return sum;
    }

    /**
     * The same trial, but it names its files by the sums of their content. Files that were not read before are read
     * now.
     *
     * @throws DataException if one cannot be used
     */
    public TrialSpec complete(TrialSpec trial) {
        if (trial.target() instanceof Image image) {
            return trial.withTarget(image.withSha256(add(new Named(image.path(), expected(image.sha256())))));
        }
        if (trial.target() instanceof LabelledImages images) {
            return trial.withTarget(
                    images.withSha256(addLabelled(images.folder(), images.part(), expected(images.sha256()))));
        }
        return trial;
    }

    private static @Nullable String expected(String sha256) {
        return sha256.isEmpty() ? null : sha256;
    }

    /** Whether no file has been read. */
    public boolean isEmpty() {
        return images.isEmpty() && labelled.isEmpty();
    }

    /**
     * The sum of a file that was read.
     *
     * @param path as it is written in the spec
     * @throws IllegalArgumentException if no such file was read
     */
    public String sha256(String path) {
        String sum = sums.get(path);
        if (sum == null) {
            throw new IllegalArgumentException("there is no image file " + path + " among those that were read");
        }
        return sum;
    }

    @Override
    public Raster image(String sha256) {
        Raster image = images.get(sha256);
        if (image == null) {
            throw new IllegalArgumentException(
                    "there is no image with the sha256 " + sha256 + " among the " + images.size() + " that were read");
        }
        return image;
    }

    @Override
    public LabelledRasters labelled(String sha256) {
        LabelledRasters images = labelled.get(sha256);
        if (images == null) {
            throw new IllegalArgumentException("there are no labelled images with the sha256 " + sha256 + " among the "
                    + labelled.size() + " parts of data sets that were read");
        }
        return images;
    }

    /** @param what the path is one of */
    private Path resolved(String path, String what) {
        if (path.isBlank()) {
            throw new DataException(folder, "the path of " + what + " must not be empty");
        }
        try {
            return finder.find(path);
        } catch (InvalidPathException e) {
            throw new DataException(folder, "'" + path + "' must be the path of " + what + " but " + e.getReason());
        }
    }

    /** The path with its links followed. A file that cannot be found is refused later, when it is read. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }
}
