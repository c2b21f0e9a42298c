package org.spectralsweep.spark.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Reads whole files into memory. */
final class FileBytes {
    private FileBytes() {}

    /**
     * All bytes of a file.
     *
     * @param limit the most bytes that are read
     * @throws DataException if it is missing, a folder, unreadable or larger
     */
    static byte[] of(Path file, long limit) {
        if (Files.isDirectory(file)) {
            throw new DataException(file, "it is a folder, not a file");
        }
        try {
            if (!Files.readAttributes(file, "isRegularFile").containsValue(true)) {
                throw new DataException(file, "it is a device or a pipe, not a file");
            }
            long size = Files.size(file);
            if (size > limit) {
                throw new DataException(file, "the file must have at most " + limit + " bytes but has " + size);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // A shell replaces ~ by the home folder, but a spec does not.
            boolean tilde = StreamSupport.stream(file.spliterator(), false)
                    .anyMatch(part -> part.toString().equals("~"));
            throw new DataException(file, "there is no such file" + (tilde ? "; ~ is not the home folder here" : ""));
        } catch (AccessDeniedException e) {
            throw new DataException(file, "the file may not be read");
        } catch (FileSystemException e) {
            throw new DataException(file, "the file cannot be read: " + e.getReason());
        } catch (IOException e) {
            throw new DataException(file, "the file cannot be read: " + e.getMessage());
        }
    }
}
