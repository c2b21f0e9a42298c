package org.spectralsweep.spark.table;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Leases as hidden files of a results folder, one file a generation. Of several drivers that make the same file, only
 * one succeeds, see {@link TableFiles#create}.
 */
final class LeaseFiles implements LeaseStore {
    private final TableFiles table;
    private final FileSystem files;
    private final Path root;
    private final LeaseReader reader;

    LeaseFiles(TableFiles files) {
        this.table = files;
        this.files = files.files();
        this.root = files.root();
        this.reader = new LeaseReader(files);
    }

    @Override
    public Optional<Lease> read() throws IOException {
        return reader.read();
    }

    @Override
    public boolean create(Lease lease) throws IOException {
        if (!table.create(LeaseReader.name(lease.generation()), lease.json())) {
            return false;
        }
        for (long older :
                reader.generations().filter(one -> one < lease.generation()).toArray()) {
            files.delete(path(older), false);
        }
        return true;
    }

    @Override
    public void renew(Lease lease) throws IOException {
        table.publish(LeaseReader.name(lease.generation()), lease.json());
    }

    @Override
    public Duration age(Lease lease) throws IOException {
        return reader.age(lease);
    }

    @Override
    public void release(Lease lease) throws IOException {
        Optional<Lease> newest = read();
        if (newest.isPresent() && newest.get().holder().equals(lease.holder())) {
            files.delete(path(lease.generation()), false);
        }
    }

    private Path path(long generation) {
        return new Path(root, LeaseReader.name(generation));
    }
}
