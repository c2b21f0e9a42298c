package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Leases as hidden files of a results folder, one file a generation. Of several drivers that make the same file, only
 * one succeeds, see {@link TableFiles#create}.
 */
final class LeaseFiles implements LeaseStore {
    private static final Pattern NAME = Pattern.compile("\\.lease-(\\d{9})");

    /**
     * How often a lease is read before it counts as unreadable. A remote file system that cannot replace a file in one
     * step may take a second to fill one that is overwritten. A task that reads the empty file would give up its run.
     */
    private static final int TRIES = 40;

    private static final int PAUSE_MILLIS = 50;
    private static final int BUFFER = 4096;

    private final TableFiles table;
    private final FileSystem files;
    private final Path root;

    LeaseFiles(TableFiles files) {
        this.table = files;
        this.files = files.files();
        this.root = files.root();
    }

    @Override
    public Optional<Lease> read() throws IOException {
        Optional<Lease> newest = Optional.empty();
        for (int tries = 0; tries < TRIES; tries++) {
            TreeMap<Long, FileStatus> all = list();
            if (all.isEmpty()) {
                // A listing that met the old file just before it gave way may have missed the new one.
                all = list();
            }
            if (all.isEmpty()) {
                return Optional.empty();
            }
            newest = Optional.of(read(all.lastKey(), all.lastEntry().getValue()));
            if (newest.get().isReadable()) {
                return newest;
            }
            // The file may have been created but not filled yet, or it may be about to be removed.
            pause();
        }
        return newest;
    }

    @Override
    public boolean create(Lease lease) throws IOException {
        if (!table.create(name(lease.generation()), lease.json())) {
            return false;
        }
        for (var older : list().headMap(lease.generation()).values()) {
            files.delete(older.getPath(), false);
        }
        return true;
    }

    @Override
    public void renew(Lease lease) throws IOException {
        table.publish(name(lease.generation()), lease.json());
    }

    @Override
    public Duration age(Lease lease) throws IOException {
        Path probe = new Path(root, ".now-" + UUID.randomUUID());
        files.createNonRecursive(
                        probe, true, BUFFER, files.getDefaultReplication(probe), files.getDefaultBlockSize(probe), null)
                .close();
        long now = files.getFileStatus(probe).getModificationTime();
        files.delete(probe, false);
        try {
            return Duration.ofMillis(
                    now - files.getFileStatus(path(lease.generation())).getModificationTime());
        } catch (FileNotFoundException e) {
            return Lease.VALID.plusSeconds(1);
        }
    }

    @Override
    public void release(Lease lease) throws IOException {
        Optional<Lease> newest = read();
        if (newest.isPresent() && newest.get().holder().equals(lease.holder())) {
            files.delete(path(lease.generation()), false);
        }
    }

    private TreeMap<Long, FileStatus> list() throws IOException {
        TreeMap<Long, FileStatus> found = new TreeMap<>();
        FileStatus[] all;
        try {
            all = files.listStatus(root);
        } catch (FileNotFoundException e) {
            return found;
        }
        for (FileStatus status : all) {
            Matcher name = NAME.matcher(status.getPath().getName());
            if (name.matches()) {
                found.put(Long.valueOf(name.group(1)), status);
            }
        }
        return found;
    }

    private Lease read(long generation, FileStatus status) throws IOException {
        try (FSDataInputStream in = files.open(status.getPath())) {
            return Lease.parse(generation, in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Lease.unreadable(generation);
        }
    }

    private Path path(long generation) {
        return new Path(root, name(generation));
    }

    private static String name(long generation) {
        return String.format(Locale.ROOT, ".lease-%09d", generation);
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
