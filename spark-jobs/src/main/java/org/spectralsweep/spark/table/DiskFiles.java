package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The small files of a folder on a local disk, or on a disk that is mounted there. Java reads them without Hadoop,
 * whose start takes longer than the answer to most questions about them.
 *
 * @param folder the results folder
 */
public record DiskFiles(Path folder) implements SmallFiles {
    @Override
    public Optional<byte[]> content(String fileName) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(fileName)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> written(String fileName) throws IOException {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(folder.resolve(fileName)).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Instant now() throws IOException {
        Path probe = Files.createTempFile(folder, ".now-", "");
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
