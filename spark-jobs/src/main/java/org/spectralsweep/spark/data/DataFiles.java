package org.spectralsweep.spark.data;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.target.ImageSource;
import org.spectralsweep.target.Raster;

/**
 * The images that a spec names, each file read once. Shipped to tasks, it finds an image by the sum of its file, so that what a trial is
 * does not depend on where the file lay.
 */
public final class DataFiles implements ImageSource {
    private static final long serialVersionUID = 1;

    private final Map<String, String> sums;
    private final Map<String, Raster> images;

    private DataFiles(Map<String, String> sums, Map<String, Raster> images) {
        this.sums = Map.copyOf(sums);
        this.images = Map.copyOf(images);
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
     * @param folder of the spec file, which relative paths begin at
     * @throws DataException about the first that cannot be used
     */
    public static DataFiles read(Collection<Named> files, Path folder) {
        Map<String, String> sums = new HashMap<>();
        Map<String, Raster> images = new HashMap<>();
        Map<Path, String> read = new HashMap<>();
        for (Named named : files) {
            Path file = resolved(folder, named.path());
            Path real = real(file);
            String sum = read.get(real);
            if (sum == null) {
                ImageFile image = ImageFile.read(file, named.sha256());
                sum = image.sha256();
                read.put(real, sum);
                // Of two copies of a file one is enough.
                images.putIfAbsent(sum, image.raster());
            } else {
                ImageFile.require(file, named.sha256(), sum);
            }
            sums.put(named.path(), sum);
        }
        return new DataFiles(sums, images);
    }

    /**
     * The sum of a file that was read.
     *
     * @param path as it is written in the spec
     * @throws IllegalArgumentException if it was none of the files
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

    private static Path resolved(Path folder, String path) {
        if (path.isBlank()) {
            throw new DataException(folder, "the path of an image file must not be empty");
        }
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw new DataException(folder, "'" + path + "' must be the path of an image file but " + e.getReason());
        }
    }

    /** Links followed; a file that cannot be found is refused when it is read. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }
}
