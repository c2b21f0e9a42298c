package org.spectralsweep.spark.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.spectralsweep.spark.data.DataException;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.data.FileFinder;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.Place;

/**
 * Finds spec files and the data files that they name. A driver on a cluster may run on a machine that has none of them.
 * So both may be URIs, or come with the application, by {@code --files} of spark-submit. They are read before there is
 * a session.
 */
public final class SpecFiles {
    private static final String SUBMITTED = "spark.files";

    private SpecFiles() {}

    /**
     * The place of a spec file. If no local file has that name, it is the submitted file of that name, if there is one.
     *
     * @throws BadInput if the text cannot be a place
     */
    public static Place place(String spec) {
        Place place = ResultsFolder.place(spec);
        return isMissing(place) ? submitted(spec).orElse(place) : place;
    }

    /** Opens a file. */
    public static InputStream open(Place place) throws IOException {
        Optional<Path> local = place.local();
        if (local.isPresent()) {
            return Files.newInputStream(local.get());
        }
        place.requireAnswer();
        return place.fileSystem().open(place.hadoop());
    }

    /** The data files of a spec, none of which is read yet. Relative paths begin at the spec's folder. */
    static DataFiles dataOf(String spec) {
        Place place = place(spec);
        Path folder = place.local().map(Path::getParent).orElse(Path.of(""));
        return new DataFiles(folder, finder(place, folder));
    }

    /** Each file is fetched once, however many trials name it. */
    private static FileFinder finder(Place spec, Path folder) {
        FileFinder finder = anew(spec, folder);
        Map<String, Path> found = new ConcurrentHashMap<>();
        return path -> found.computeIfAbsent(path, finder::find);
    }

    private static FileFinder anew(Place spec, Path folder) {
        return path -> {
            Place named = isUri(path)
                    ? Place.of(path)
                    : spec.isLocal() || path.startsWith("/")
                            ? Place.of(folder.resolve(path))
                            : Place.of(parent(spec.absolute()) + path);
            if (!named.isLocal()) {
                return fetched(named)
                        .or(() -> submitted(path).flatMap(SpecFiles::fetched))
                        .orElseThrow(() -> new DataException(Path.of(path), "there is no such file at " + named));
            }
            Optional<Place> submitted = isMissing(named) ? submitted(path) : Optional.empty();
            return submitted.flatMap(SpecFiles::fetched).or(named::local).orElseThrow();
        };
    }

    private static boolean isUri(String path) {
        try {
            return !Place.of(path).isLocal();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String parent(String uri) {
        return uri.substring(0, uri.lastIndexOf('/') + 1);
    }

    private static boolean isMissing(Place place) {
        return place.local().filter(Files::exists).isEmpty() && place.isLocal();
    }

    /** The file that was submitted under the name of a path. */
    private static Optional<Place> submitted(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Arrays.stream(new SparkConf().get(SUBMITTED, "").split(","))
                .map(String::strip)
                .filter(uri -> !uri.isEmpty() && name.equals(nameOf(uri)))
                .map(uri -> Place.of(uri.replaceFirst("#.*", "")))
                .findFirst();
    }

    /** The name that a submitted file has for the application: what follows # in its URI, or the last part of that. */
    private static String nameOf(String uri) {
        int fragment = uri.indexOf('#');
        return fragment >= 0 ? uri.substring(fragment + 1) : uri.substring(uri.lastIndexOf('/') + 1);
    }

    /** A file, or the files of a folder, copied to the local disk if it is not there. Empty if there is none. */
    private static Optional<Path> fetched(Place place) {
        if (place.isLocal()) {
            return place.local();
        }
        try {
            place.requireAnswer();
            FileSystem files = place.fileSystem();
            FileStatus status = files.getFileStatus(place.hadoop());
            Path folder = Files.createTempDirectory("sweep-files");
            folder.toFile().deleteOnExit();
            if (!status.isDirectory()) {
                return Optional.of(copy(files, status, folder));
            }
            for (FileStatus file : files.listStatus(place.hadoop())) {
                if (file.isFile()) {
                    copy(files, file, folder);
                }
            }
            return Optional.of(folder);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new DataException(Path.of(place.absolute()), "the file cannot be read: " + AccessProblem.of(e));
        }
    }

    private static Path copy(FileSystem files, FileStatus file, Path folder) throws IOException {
        Path copy = folder.resolve(file.getPath().getName());
        try (InputStream in = files.open(file.getPath())) {
            Files.copy(in, copy);
        }
        copy.toFile().deleteOnExit();
        return copy;
    }
}
