package org.spectralsweep.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The folder of one sweep's tables. Its {@code sweep.json} says to which sweep they belong. On a local disk, a lock
 * keeps a second run out, and the operating system frees the lock if a run is killed.
 */
public final class ResultsFolder implements AutoCloseable {
    private static final int SCHEMA_VERSION = 1;
    private static final String MARKER = "sweep.json";
    private static final String LOCK = ".lock";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String sweep;
    private final UnitStore store;
    private final @Nullable FileChannel lock;
    private final @Nullable FolderLease lease;

    private ResultsFolder(String sweep, UnitStore store, @Nullable FileChannel lock, @Nullable FolderLease lease) {
        this.sweep = sweep;
        this.store = store;
        this.lock = lock;
        this.lease = lease;
    }

    /** Opens a folder to read its tables. */
    public static ResultsFolder open(String location) {
        Place place = place(location);
        String sweep = owner(place);
        if (sweep == null) {
            throw new BadInput("there are no results in " + location + " (" + absence(place) + ")");
        }
        return new ResultsFolder(sweep, store(place), null, null);
    }

    /**
     * The place that a user means.
     *
     * @throws BadInput if the text cannot be a place
     */
    public static Place place(String location) {
        try {
            return Place.of(location);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    private static String absence(Place place) {
        Path folder = place.local().orElse(null);
        return folder != null && Files.exists(folder.resolve(MARKER))
                ? MARKER + " is damaged, and there is no run that says to which sweep the tables belong"
                : place.local().flatMap(AccessProblem::danglingLink).orElse("no " + MARKER + " there");
    }

    /** Whether there are results in the folder. */
    public static boolean exists(String location) {
        return owner(place(location)) != null;
    }

    /**
     * Checks that a sweep of this name may write there, without changing anything.
     *
     * @throws BadInput if it may not
     */
    public static void requireFor(String location, String sweep) {
        Place place = place(location);
        String owner = owner(place);
        if (owner != null && !owner.equals(sweep)) {
            throw new BadInput(location + " holds the sweep '" + owner + "', not '" + sweep
                    + "'; choose another folder with --out");
        }
        place.local().ifPresent(folder -> requireWritable(location, folder, owner != null));
    }

    /** Opens a folder to run a sweep in it. The folder is made if it is missing. */
    public static ResultsFolder lock(String location, String sweep) {
        requireFor(location, sweep);
        Place place = place(location);
        FileChannel lock = null;
        try {
            Optional<Path> folder = place.local();
            if (folder.isPresent()) {
                // A link to a folder counts as a folder, but createDirectories would refuse it.
                if (!Files.isDirectory(folder.get())) {
                    Files.createDirectories(folder.get());
                }
                lock = acquire(location, folder.get().resolve(LOCK));
            }
            UnitStore store = store(place);
            store.makeFolders();
            mark(store, place, sweep);
            FolderLease lease = FolderLease.take(store, location, lock != null);
            return new ResultsFolder(sweep, store.behind(lease), lock, lease);
        } catch (IOException e) {
            close(lock);
            throw new BadInput("cannot write to " + location + ": " + AccessProblem.of(e), e);
        } catch (BadInput e) {
            close(lock);
            throw e;
        }
    }

    /** The place of the folder: an absolute path or a URI. */
    public String location() {
        return store.place().absolute();
    }

    /** The name of the sweep. */
    public String sweep() {
        return sweep;
    }

    /** The tables. */
    public UnitStore store() {
        return store;
    }

    /** What the user should know about how the folder was taken. */
    public List<String> remarks() {
        return lease == null ? List.of() : lease.remarks();
    }

    @Override
    public void close() throws IOException {
        if (lease != null) {
            lease.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    private static void close(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // The operating system frees the lock when the process ends.
        }
    }

    private static void requireWritable(String location, Path folder, boolean owned) {
        AccessProblem.danglingLink(folder).ifPresent(problem -> {
            throw new BadInput("cannot write to " + location + ": " + problem);
        });
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
            return files.anyMatch(file -> {
                String name = file.getFileName().toString();
                return !name.startsWith(".") && !name.equals(MARKER) && !isEmptyFolder(file);
            });
        } catch (IOException e) {
            throw new BadInput("cannot read " + location + ": " + AccessProblem.of(e), e);
        }
    }

    /** Whether this is an empty folder. A run whose folder was moved away leaves such folders. */
    private static boolean isEmptyFolder(Path file) {
        if (!Files.isDirectory(file)) {
            return false;
        }
        try (Stream<Path> files = Files.list(file)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** The lock, or null if the file system has no locks. Then the lease keeps others out. */
    private static @Nullable FileChannel acquire(String location, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // This process itself holds the lock, which is as good as another one holding it.
        } catch (IOException e) {
            channel.close();
            return null;
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

    /** The sweep of the folder, as its marker says. If the marker is missing or damaged, the last run says it. */
    private static @Nullable String owner(Place place) {
        String name = named(place);
        return name != null ? name : ofLastRun(place);
    }

    private static @Nullable String named(Place place) {
        try {
            FileSystem files = reached(place);
            org.apache.hadoop.fs.Path marker = new org.apache.hadoop.fs.Path(place.hadoop(), MARKER);
            if (!files.exists(marker)) {
                requireReadable(place);
                return null;
            }
            try (InputStream in = files.open(marker)) {
                var tree = JSON.readTree(in);
                if (tree.path("schema-version").asInt() > SCHEMA_VERSION) {
                    throw new BadInput(place + " was written by a newer version of this program");
                }
                String name = tree.path("name").asText();
                return name.isBlank() ? null : name;
            }
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new BadInput("cannot read " + place + ": " + AccessProblem.of(e), e);
        }
    }

    private static @Nullable String ofLastRun(Place place) {
        try {
            return store(place).rows(Table.RUNS).stream()
                    .max(Comparator.comparing(RunRow::startedAt))
                    .map(RunRow::sweep)
                    .orElse(null);
        } catch (IOException e) {
            throw new BadInput("cannot read " + place + ": " + AccessProblem.of(e), e);
        }
    }

    /** Checks that the folder may be read, because Hadoop says that unreadable files do not exist. */
    private static void requireReadable(Place place) throws IOException {
        Path folder = place.local().orElse(null);
        if (folder != null && Files.isDirectory(folder)) {
            Files.readAttributes(folder.resolve("."), BasicFileAttributes.class);
        }
    }

    /** Marks a folder that has no readable mark. If several drivers want to, all but one find the mark of that one. */
    private static void mark(UnitStore store, Place place, String sweep) throws IOException {
        byte[] mark = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new TreeMap<>(Map.of("name", sweep, "schema-version", SCHEMA_VERSION)));
        String owner = named(place);
        if (owner == null && !store.create(MARKER, mark)) {
            owner = named(place);
            if (owner == null) {
                store.publish(MARKER, mark);
            }
        }
        if (owner != null && !owner.equals(sweep)) {
            throw new BadInput("another run, of the sweep '" + owner + "', has just begun to write to " + place
                    + "; choose another folder with --out");
        }
    }

    /** The file system of a place. If it is on another machine, it must answer soon. */
    private static FileSystem reached(Place place) {
        try {
            place.requireAnswer();
            return place.fileSystem();
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new BadInput("cannot reach " + place + ": " + AccessProblem.of(e), e);
        }
    }

    private static UnitStore store(Place place) {
        try {
            return new UnitStore(place);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new BadInput("cannot reach " + place + ": " + AccessProblem.of(e), e);
        }
    }
}
