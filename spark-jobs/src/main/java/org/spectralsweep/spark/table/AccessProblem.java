package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Says why a file or folder cannot be reached, as the end of a sentence. */
public final class AccessProblem {
    private AccessProblem() {}

    /** What an exception says about a file, in plain words. */
    public static String of(Throwable error) {
        // The classes of S3 may be missing, so its exceptions are known by their names.
        if (isCausedBy(error, "UnknownStoreException")) {
            return "there is no such bucket";
        }
        if (isCausedBy(error, "NoAuthWithAWSException")) {
            return "there are no credentials for it";
        }
        if (error instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written by this user";
        }
        if (error instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there";
        }
        if (error instanceof FileAlreadyExistsException || error instanceof NotDirectoryException) {
            return ((FileSystemException) error).getFile() + " is not a folder";
        }
        if (error instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason() + " (" + other.getFile() + ")";
        }
        if (error instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (error instanceof UnsupportedFileSystemException) {
            return "Hadoop knows no file system of this scheme";
        }
        if (cause(error, UnknownHostException.class).isPresent()) {
            return "there is no host "
                    + cause(error, UnknownHostException.class).get().getMessage();
        }
        if (cause(error, ConnectException.class).isPresent()) {
            return "no answer from its host";
        }
        if (cause(error, ClassNotFoundException.class).isPresent()
                || cause(error, NoClassDefFoundError.class).isPresent()) {
            return "the classes of its file system are missing (SWEEP_EXTRA=s3 adds those of s3a)";
        }
        String message = error.getMessage();
        boolean plain = error instanceof FileNotFoundException || error.getClass() == IOException.class;
        return message == null
                ? error.toString()
                : (plain ? "" : error.getClass().getSimpleName() + ": ") + message;
    }

    private static boolean isCausedBy(Throwable error, String name) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** The first link on the way to a local file that leads to nothing, as a whole sentence without its full stop. */
    public static Optional<String> danglingLink(Path file) {
        Path walked = file.toAbsolutePath().getRoot();
        for (Path name : file.toAbsolutePath()) {
            walked = walked.resolve(name);
            if (Files.isSymbolicLink(walked) && !Files.exists(walked)) {
                try {
                    return Optional.of(
                            walked + " is a link to " + Files.readSymbolicLink(walked) + ", which is not there");
                } catch (IOException e) {
                    return Optional.of(walked + " is a link that leads nowhere");
                }
            }
        }
        return Optional.empty();
    }
}
