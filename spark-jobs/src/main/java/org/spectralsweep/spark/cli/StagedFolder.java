package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.spark.job.BadInput;

/**
 * Files that appear in a folder all at once, or not at all. They are made in a hidden folder inside of it. Closing
 * removes what was not published, and the folder itself if it was made for them.
 */
final class StagedFolder implements AutoCloseable {
    private final Path folder;
    private final Path stage;
    private final List<Path> made;

    private StagedFolder(Path folder, Path stage, List<Path> made) {
        this.folder = folder;
        this.stage = stage;
        this.made = made;
    }

    /** Begins in a folder, which is made with its parents if it is missing. */
    static StagedFolder in(Path folder) throws IOException {
        List<Path> made = new ArrayList<>();
        for (Path missing = folder.toAbsolutePath();
                missing != null && !Files.exists(missing);
                missing = missing.getParent()) {
            made.add(missing);
        }
        Files.createDirectories(folder);
        return new StagedFolder(folder, Files.createTempDirectory(folder, ".staged-"), made);
    }

    /** Where a file of this name is to be written. */
    Path file(String name) {
        return stage.resolve(name);
    }

    /** Gives all files their names in the folder. If one cannot get it, none keeps it. */
    List<Path> publish() throws IOException {
        List<Path> files;
        try (Stream<Path> staged = Files.list(stage)) {
            files = staged.sorted().toList();
        }
        List<Path> published = new ArrayList<>();
        try {
            for (Path file : files) {
                Path target = folder.resolve(file.getFileName().toString());
                // An atomic move would replace what somebody else has put there meanwhile.
                Files.move(file, target);
                published.add(target);
            }
        } catch (IOException e) {
            for (Path target : published) {
                Files.deleteIfExists(target);
            }
            if (e instanceof FileAlreadyExistsException) {
                throw new BadInput(e.getMessage() + " is there already; choose another folder", e);
            }
            throw e;
        }
        made.clear();
        return published;
    }

    @Override
    public void close() throws IOException {
        List<Path> rest;
        try (Stream<Path> walked = Files.walk(stage)) {
            rest = new ArrayList<>(walked.toList());
        }
        for (int i = rest.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(rest.get(i));
        }
        for (Path empty : made) {
            Files.deleteIfExists(empty);
        }
    }
}
