package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The manifests of a results folder, one file each. The next number can be made only once. */
final class ManifestFiles {
    private static final String FOLDER = ".manifest";
    private static final String SUFFIX = ".json";

    private final TableFiles files;

    ManifestFiles(TableFiles files) {
        this.files = files;
    }

    /** The manifest that counts. */
    Manifest latest() throws IOException {
        for (; ; ) {
            TreeMap<Long, FileStatus> all = all();
            if (all.isEmpty()) {
                return Manifest.NONE;
            }
            Path path = all.lastEntry().getValue().getPath();
            try (FSDataInputStream in = files.files().open(path)) {
                return Manifest.parse("the manifest " + FOLDER + "/" + path.getName(), in.readAllBytes());
            } catch (FileNotFoundException e) {
                // A newer one took its place.
                continue;
            }
        }
    }

    /** The number of the manifest that counts. */
    long sequence() throws IOException {
        return Optional.ofNullable(all().lastEntry())
                .map(entry -> entry.getKey())
                .orElse(0L);
    }

    /**
     * Makes a manifest the one that counts, and removes the older ones.
     *
     * @throws FolderLost if another driver made one of this number
     */
    void write(Manifest manifest) throws IOException {
        files.makeFolder(FOLDER);
        String name = FOLDER + "/" + String.format(Locale.ROOT, "%09d", manifest.sequence()) + SUFFIX;
        if (!files.create(name, manifest.json())) {
            throw new FolderLost("another driver wrote " + name + " to " + files.root());
        }
        prune();
    }

    /** Removes all but the manifest that counts, and what was about to become one. */
    int prune() throws IOException {
        TreeMap<Long, FileStatus> all = all();
        List<FileStatus> useless = new ArrayList<>(files.list(FOLDER, ".", "").values());
        if (!all.isEmpty()) {
            useless.addAll(all.headMap(all.lastKey()).values());
        }
        for (FileStatus file : useless) {
            files.files().delete(file.getPath(), false);
        }
        if (!useless.isEmpty()) {
            files.sync(FOLDER);
        }
        return useless.size();
    }

    private TreeMap<Long, FileStatus> all() throws IOException {
        TreeMap<Long, FileStatus> found = new TreeMap<>();
        files.list(FOLDER, "", SUFFIX).forEach((number, status) -> {
            if (number.matches("\\d{9,18}")) {
                found.put(Long.valueOf(number), status);
            }
        });
        return found;
    }
}
