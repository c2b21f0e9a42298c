package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Names on a local disk, or on one that is mounted there. A rename replaces in one step, and a hard link is made only
 * if there is no file of that name.
 *
 * @param files Hadoop's file system of the disk
 */
record DiskNaming(FileSystem files) implements Naming {
    @Override
    public void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to.getName());
        }
    }

    @Override
    public void write(Path path, byte[] content) throws IOException {
        Path hidden = Naming.hidden(path, "");
        SyncedFile.write(files, hidden, content);
        rename(hidden, path);
    }

    @Override
    public boolean create(Path path, byte[] content) throws IOException {
        java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
        java.nio.file.Path whole = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            try (OutputStream out = Files.newOutputStream(
                    whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
                out.write(content);
            }
            return link(whole, target);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static boolean link(java.nio.file.Path whole, java.nio.file.Path target) throws IOException {
        try {
            Files.createLink(target, whole);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Some disks have no hard links. There the folder's lock alone keeps a second driver of this host out.
            if (Files.exists(target)) {
                return false;
            }
            Files.move(whole, target);
            return true;
        }
    }
}
