package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.Optional;

/**
 * The image files that trials of a results folder learn, one file {@code images/<sha256>} each. With them and the kept
 * weights, pictures of what was learned need nothing but the folder. A file is there with all its bytes or not at all,
 * and two drivers that keep the same image write the same bytes.
 */
public final class SourceImages {
    private static final String FOLDER = "images";

    private final TableFiles files;
    private final Fence fence;

    SourceImages(TableFiles files, Fence fence) {
        this.files = files;
        this.fence = fence;
    }

    /** Whether an image is kept. */
    public boolean holds(String sha256) throws IOException {
        return files.exists(FOLDER, sha256);
    }

    /** Keeps a file, unless it is there. */
    public void keep(String sha256, byte[] content) throws IOException {
        fence.check();
        files.makeFolder(FOLDER);
        files.create(FOLDER + "/" + sha256, content);
    }

    /** The bytes of a file. It is empty if the image is not kept. */
    public Optional<byte[]> content(String sha256) throws IOException {
        return files.content(FOLDER + "/" + sha256);
    }

    /** The file of an image below the results folder. */
    public static String file(String sha256) {
        return FOLDER + "/" + sha256;
    }
}
