package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Names on a file system whose plain rename never replaces, such as HDFS. HDFS itself can be asked to replace.
 *
 * @param files the file system
 */
record ServerNaming(FileSystem files) implements Naming {
    @Override
    public void rename(Path from, Path to) throws IOException {
        if (files instanceof DistributedFileSystem hdfs) {
            hdfs.rename(from, to, Options.Rename.OVERWRITE);
            return;
        }
        // Between these two steps there is no file. Of a work unit, the commit mark is gone by then.
        files.delete(to, false);
        if (!files.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to.getName());
        }
    }

    @Override
    public void write(Path path, byte[] content) throws IOException {
        if (!(files instanceof DistributedFileSystem)) {
            // For a moment the file is empty. To delete and to rename would leave a moment without it.
            SyncedFile.write(files, path, content);
            return;
        }
        Path hidden = Naming.hidden(path, "");
        SyncedFile.write(files, hidden, content);
        rename(hidden, path);
    }

    @Override
    public boolean create(Path path, byte[] content) throws IOException {
        if (files.exists(path)) {
            return false;
        }
        Path whole = Naming.hidden(path, "-" + UUID.randomUUID());
        boolean made = false;
        try {
            SyncedFile.write(files, whole, content);
            made = files.rename(whole, path);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            if (!made) {
                files.delete(whole, false);
            }
        }
        if (!made && !files.exists(path)) {
            throw new IOException("cannot make " + path);
        }
        return made;
    }
}
