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

    /** A file system that makes hard links by itself. Hadoop's own cannot, but the operating system can. */
    interface Linking {
        /** Makes a second name of a file unless there is a file of that name, and says whether it did. */
        boolean link(Path from, Path to) throws IOException;
    }

    @Override
    public boolean create(Path path, byte[] content) throws IOException {
        Path whole = Naming.hidden(path, "-" + UUID.randomUUID());
        try {
            if (files instanceof Linking linking) {
                SyncedFile.write(files, whole, content);
                return linking.link(whole, path);
            }
            // Hadoop's disk would make the folder, too, if it is gone.
            try (OutputStream out = Files.newOutputStream(
                    local(whole), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
                out.write(content);
            }
            return link(local(whole), local(path), content);
        } finally {
            files.delete(whole, false);
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    private static boolean link(java.nio.file.Path whole, java.nio.file.Path target, byte[] content)
            throws IOException {
        try {
            Files.createLink(target, whole);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Some disks have no hard links. There the file is made first and then filled, which readers wait for.
            try (OutputStream out = Files.newOutputStream(
                    target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
                out.write(content);
                return true;
            } catch (FileAlreadyExistsException other) {
                return false;
            }
        }
    }
}
