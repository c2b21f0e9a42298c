package org.spectralsweep.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The folder of one sweep's tables. Its {@code sweep.json} says whose they are; on a local disk a lock keeps a second run out, and the
 * operating system takes the lock from a run that was killed.
 */
public final class ResultsFolder implements AutoCloseable {
    private static final int SCHEMA_VERSION = 1;
    private static final String MARKER = "sweep.json";
    private static final String LOCK = ".lock";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String location;
    private final String sweep;
    private final UnitStore store;
    private final @Nullable FileChannel lock;

    private ResultsFolder(String location, String sweep, UnitStore store, @Nullable FileChannel lock) {
        this.location = location;
        this.sweep = sweep;
        this.store = store;
        this.lock = lock;
    }

    /** Opens a folder to read its tables. */
    public static ResultsFolder open(String location) {
        String absolute = absolute(location);
        String sweep = owner(absolute);
        if (sweep == null) {
            throw new BadInput("there are no results in " + location + " (no " + MARKER + " there)");
        }
        return new ResultsFolder(absolute, sweep, store(absolute), null);
    }

    /** Whether there are results in the folder. */
    public static boolean exists(String location) {
        return owner(absolute(location)) != null;
    }

    /**
     * Checks, without touching anything, that a sweep of this name may write there.
     *
     * @throws BadInput if it may not
     */
    public static void requireFor(String location, String sweep) {
        String absolute = absolute(location);
        String owner = owner(absolute);
        if (owner != null && !owner.equals(sweep)) {
            throw new BadInput(location + " holds the sweep '" + owner + "', not '" + sweep
                    + "'; choose another folder with --out");
        }
        if (isLocal(absolute)) {
            requireWritable(location, path(absolute), owner != null);
        }
    }

    /** Opens a folder to run a sweep into it, making it where it is missing. */
    public static ResultsFolder lock(String location, String sweep) {
        requireFor(location, sweep);
        String absolute = absolute(location);
        FileChannel lock = null;
        try {
            if (isLocal(absolute)) {
                Files.createDirectories(path(absolute));
                lock = acquire(location, path(absolute).resolve(LOCK));
            }
            UnitStore store = store(absolute);
            if (owner(absolute) == null) {
                mark(store, sweep);
            }
            return new ResultsFolder(absolute, sweep, store, lock);
        } catch (IOException e) {
            throw new BadInput("cannot write to " + location + ": " + reason(e), e);
        }
    }

    /** Where it is: an absolute path or a URI. */
    public String location() {
        return location;
    }

    /** Name of the sweep. */
    public String sweep() {
        return sweep;
    }

    /** The tables. */
    public UnitStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    private static void requireWritable(String location, Path folder, boolean owned) {
        Path existing = folder;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                throw new BadInput("cannot write to " + location + ": there is no such root");
            }
            existing = parent;
        }
        if (!Files.isDirectory(existing)) {
            throw new BadInput("cannot write to " + location + ": " + existing + " is a file");
        }
        if (!Files.isWritable(existing)) {
            throw new BadInput("cannot write to " + location + ": " + existing + " is not writable");
        }
        if (!owned && existing.equals(folder) && holdsOtherThings(location, folder)) {
            throw new BadInput(location + " holds other files and no " + MARKER + "; choose another folder with --out");
        }
    }

    private static boolean holdsOtherThings(String location, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> !file.getFileName().toString().startsWith("."));
        } catch (IOException e) {
            throw new BadInput("cannot read " + location + ": " + reason(e), e);
        }
    }

    private static FileChannel acquire(String location, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process: as good as held by another.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new BadInput(
                    "another run is writing to " + location + "; wait for it or choose another folder with --out");
        }
        return channel;
    }

    private static @Nullable String owner(String absolute) {
        try {
            FileSystem files = fileSystem(absolute);
            org.apache.hadoop.fs.Path marker = new org.apache.hadoop.fs.Path(absolute, MARKER);
            if (!files.exists(marker)) {
                return null;
            }
            try (InputStream in = files.open(marker)) {
                var tree = JSON.readTree(in);
                if (tree.path("schema-version").asInt() > SCHEMA_VERSION) {
                    throw new BadInput(absolute + " was written by a newer version of this program");
                }
                return tree.path("name").asText();
            }
        } catch (JsonProcessingException e) {
            throw new BadInput(absolute + "/" + MARKER + " is damaged", e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + absolute + ": " + reason(e), e);
        }
    }

    private static void mark(UnitStore store, String sweep) throws IOException {
        FileSystem files = fileSystem(store.root().toString());
        org.apache.hadoop.fs.Path temporary = new org.apache.hadoop.fs.Path(store.root(), "." + MARKER);
        try (OutputStream out = files.create(temporary, true)) {
            out.write(JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new TreeMap<>(Map.of("name", sweep, "schema-version", SCHEMA_VERSION))));
        }
        if (!files.rename(temporary, new org.apache.hadoop.fs.Path(store.root(), MARKER))) {
            throw new IOException("cannot rename " + temporary);
        }
    }

    private static FileSystem fileSystem(String absolute) throws IOException {
        return UnitStore.fileSystem(absolute);
    }

    private static UnitStore store(String absolute) {
        try {
            return new UnitStore(absolute);
        } catch (IOException e) {
            throw new BadInput("cannot open " + absolute + ": " + reason(e), e);
        }
    }

    private static boolean hasScheme(String location) {
        return location.matches("[a-z][a-z0-9+.-]+:/.*");
    }

    private static String absolute(String location) {
        if (hasScheme(location)) {
            return location;
        }
        return Path.of(location).toAbsolutePath().normalize().toString();
    }

    private static boolean isLocal(String absolute) {
        return !hasScheme(absolute) || absolute.startsWith("file:");
    }

    private static Path path(String absolute) {
        return absolute.startsWith("file:") ? Path.of(URI.create(absolute).getPath()) : Path.of(absolute);
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException missing ? "no such file: " + missing.getMessage() : e.toString();
    }
}
