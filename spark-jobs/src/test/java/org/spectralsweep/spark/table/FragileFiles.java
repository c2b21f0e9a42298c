package org.spectralsweep.spark.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system in memory that dies before its n-th change, and then forgets what was not synchronised. It can behave
 * like a local disk: a rename replaces, and names in a folder are durable once the folder is. It can also behave like
 * HDFS: a rename never replaces, and names are durable at once. On both, bytes are durable once their file is. Or it
 * behaves like S3: a file appears when it is closed, whole and durable, and a rename is a copy and then a deletion.
 */
public final class FragileFiles extends FileSystem implements DiskNaming.Linking {
    /** The location that tests open: {@code fragile://name/folder}, like HDFS. */
    public static final String SCHEME = "fragile";

    private static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    /** How a disk behaves. */
    enum Kind {
        LOCAL,
        SERVER,
        OBJECTS
    }

    private Disk disk = new Disk(Kind.SERVER);
    private URI uri = URI.create(SCHEME + "://test");

    /** Makes a file system for Hadoop, which says afterwards what to open. */
    public FragileFiles() {}

    private FragileFiles(Disk disk) {
        this.disk = disk;
        setConf(new Configuration(false));
    }

    /** Lets time pass: everything on the disk of that name becomes this much older. */
    public static void passSeconds(String name, long seconds) {
        Disk disk = DISKS.computeIfAbsent(name, authority -> new Disk(Kind.SERVER));
        synchronized (disk) {
            disk.folders.values().forEach(files -> files.values().forEach(bytes -> bytes.time -= seconds * 1000));
        }
    }

    /** From now on, this is run after a file is made and before it is filled, on the disk of that name. */
    public static void whileFilesAreEmpty(String name, Runnable action) {
        DISKS.computeIfAbsent(name, authority -> new Disk(Kind.SERVER)).whileEmpty = action;
    }

    /** The state that survives the process. */
    static final class Disk {
        private final Kind kind;
        private Map<String, TreeMap<String, Bytes>> folders = new TreeMap<>();
        private Map<String, TreeMap<String, Bytes>> durable = new TreeMap<>();
        private long changes;
        private long diesAt = Long.MAX_VALUE;
        private volatile Runnable whileEmpty = () -> {};

        Disk(Kind kind) {
            this.kind = kind;
            folders.put("/", new TreeMap<>());
            durable.put("/", new TreeMap<>());
        }

        /** Turns the machine off before the n-th change from now. */
        void dieBefore(long change) {
            diesAt = changes + change;
        }

        long changes() {
            return changes;
        }

        /** A copy for an experiment. */
        Disk copy() {
            Disk copy = new Disk(kind);
            Map<Bytes, Bytes> copies = new HashMap<>();
            copy.folders = copy(folders, copies);
            copy.durable = copy(durable, copies);
            return copy;
        }

        private static Map<String, TreeMap<String, Bytes>> copy(
                Map<String, TreeMap<String, Bytes>> folders, Map<Bytes, Bytes> copies) {
            Map<String, TreeMap<String, Bytes>> copy = new TreeMap<>();
            folders.forEach((folder, files) -> {
                TreeMap<String, Bytes> names = new TreeMap<>();
                files.forEach((name, bytes) -> names.put(name, copies.computeIfAbsent(bytes, Bytes::copy)));
                copy.put(folder, names);
            });
            return copy;
        }

        /** Ends the process, so that another one can begin. */
        Disk restarted() {
            return copy();
        }

        /**
         * Lets the power fail and come back.
         *
         * @param undone folders whose names go back to those of their last synchronisation
         * @param kept the share of its bytes that a file keeps if it was not synchronised
         */
        Disk afterPowerLoss(Set<String> undone, double kept) {
            Disk disk = copy();
            for (String folder : undone) {
                disk.folders.put(folder, new TreeMap<>(disk.durable.getOrDefault(folder, new TreeMap<>())));
            }
            disk.folders.values().forEach(files -> files.values().forEach(bytes -> bytes.lose(kept)));
            return disk;
        }

        /** The folders whose names would not all survive. */
        Set<String> unsynchronised() {
            Set<String> found = new TreeSet<>();
            folders.forEach((folder, files) -> {
                if (!files.equals(durable.get(folder))) {
                    found.add(folder);
                }
            });
            return found;
        }

        /** Everything on the disk, for comparisons. */
        Map<String, String> contents() {
            Map<String, String> contents = new TreeMap<>();
            folders.forEach((folder, files) -> files.forEach((name, bytes) ->
                    contents.put(folder + "/" + name, bytes.now.length + ":" + Arrays.hashCode(bytes.now))));
            return contents;
        }

        FragileFiles open() {
            return new FragileFiles(this);
        }

        private synchronized void change() throws IOException {
            requireAlive();
            if (++changes >= diesAt) {
                throw new Dead();
            }
        }

        private void requireAlive() throws IOException {
            if (changes >= diesAt) {
                throw new Dead();
            }
        }

        private void namesChanged(String folder) {
            if (kind != Kind.LOCAL) {
                durable.put(folder, new TreeMap<>(folders.getOrDefault(folder, new TreeMap<>())));
            }
        }
    }

    /** A dead machine answers nothing. */
    static final class Dead extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Bytes {
        private byte[] now = new byte[0];
        private byte[] durable = new byte[0];
        private long time = System.currentTimeMillis();

        Bytes copy() {
            Bytes copy = new Bytes();
            copy.now = now;
            copy.durable = durable;
            copy.time = time;
            return copy;
        }

        void lose(double kept) {
            if (now != durable) {
                now = Arrays.copyOf(now, (int) (now.length * kept));
                durable = now;
            }
        }
    }

    /** Makes the names in a folder durable, which counts as a change. */
    void sync(Path folder) throws IOException {
        disk.change();
        disk.durable.put(key(folder), new TreeMap<>(disk.folders.getOrDefault(key(folder), new TreeMap<>())));
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        uri = URI.create(SCHEME + "://" + name.getAuthority());
        disk = DISKS.computeIfAbsent(name.getAuthority(), authority -> new Disk(Kind.SERVER));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return disk.kind == Kind.LOCAL ? URI.create("file:///") : uri;
    }

    @Override
    protected void checkPath(Path path) {}

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return disk.kind == Kind.OBJECTS && capability.equals(Naming.CONDITIONAL)
                || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        disk.requireAlive();
        return new FSDataInputStream(new In(find(path).now));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        mkdirs(path.getParent());
        return createNonRecursive(
                path,
                permission,
                overwrite ? EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE) : EnumSet.of(CreateFlag.CREATE),
                buffer,
                replication,
                block,
                progress);
    }

    @Override
    public FSDataOutputStream createNonRecursive(
            Path path,
            FsPermission permission,
            EnumSet<CreateFlag> flags,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        disk.change();
        Bytes bytes = new Bytes();
        if (disk.kind == Kind.OBJECTS) {
            folder(path.getParent());
            return new FSDataOutputStream(new Out(bytes, path), null);
        }
        synchronized (disk) {
            TreeMap<String, Bytes> folder = folder(path.getParent());
            if (folder.containsKey(path.getName()) && !flags.contains(CreateFlag.OVERWRITE)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            folder.put(path.getName(), bytes);
            disk.namesChanged(key(path.getParent()));
        }
        disk.whileEmpty.run();
        return new FSDataOutputStream(new Out(bytes, path), null);
    }

    @Override
    public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        disk.change();
        synchronized (disk) {
            TreeMap<String, Bytes> source = folder(from.getParent());
            Bytes bytes = source.get(from.getName());
            TreeMap<String, Bytes> target = folder(to.getParent());
            if (bytes == null || disk.kind != Kind.LOCAL && target.containsKey(to.getName())) {
                return false;
            }
            target.put(to.getName(), bytes);
            if (disk.kind == Kind.OBJECTS) {
                disk.namesChanged(key(to.getParent()));
                disk.change();
            }
            source.remove(from.getName());
            disk.namesChanged(key(from.getParent()));
            disk.namesChanged(key(to.getParent()));
            return true;
        }
    }

    @Override
    public boolean link(Path from, Path to) throws IOException {
        disk.change();
        synchronized (disk) {
            Bytes bytes = folder(from.getParent()).get(from.getName());
            if (bytes == null || folder(to.getParent()).putIfAbsent(to.getName(), bytes) != null) {
                return false;
            }
            disk.namesChanged(key(to.getParent()));
            return true;
        }
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        disk.change();
        synchronized (disk) {
            if (recursive && disk.folders.containsKey(key(path))) {
                disk.folders.keySet().removeIf(folder -> (folder + "/").startsWith(key(path) + "/"));
                return true;
            }
            TreeMap<String, Bytes> folder = disk.folders.get(key(path.getParent()));
            boolean there = folder != null && folder.remove(path.getName()) != null;
            disk.namesChanged(key(path.getParent()));
            return there;
        }
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        disk.requireAlive();
        synchronized (disk) {
            List<FileStatus> found = new ArrayList<>();
            folder(path).forEach((name, bytes) -> found.add(status(new Path(path, name), bytes)));
            String prefix = key(path).equals("/") ? "/" : key(path) + "/";
            for (String folder : disk.folders.keySet()) {
                if (folder.startsWith(prefix)
                        && folder.length() > prefix.length()
                        && folder.indexOf('/', prefix.length()) < 0) {
                    found.add(new FileStatus(0, true, 1, 1, 0, new Path(path, folder.substring(prefix.length()))));
                }
            }
            return found.toArray(FileStatus[]::new);
        }
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        disk.change();
        synchronized (disk) {
            for (Path folder = path; folder != null; folder = folder.getParent()) {
                disk.folders.computeIfAbsent(key(folder), key -> new TreeMap<>());
            }
            return true;
        }
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        disk.requireAlive();
        synchronized (disk) {
            if (disk.folders.containsKey(key(path))) {
                return new FileStatus(0, true, 1, 1, 0, path);
            }
            return status(path, find(path));
        }
    }

    @Override
    public void setWorkingDirectory(Path path) {}

    @Override
    public Path getWorkingDirectory() {
        return new Path("/");
    }

    private Bytes find(Path path) throws IOException {
        synchronized (disk) {
            Bytes bytes = folder(path.getParent()).get(path.getName());
            if (bytes == null) {
                throw new FileNotFoundException(path.toString());
            }
            return bytes;
        }
    }

    private TreeMap<String, Bytes> folder(Path path) throws FileNotFoundException {
        TreeMap<String, Bytes> folder = disk.folders.get(key(path));
        if (folder == null) {
            throw new FileNotFoundException(path.toString());
        }
        return folder;
    }

    private static FileStatus status(Path path, Bytes bytes) {
        return new FileStatus(bytes.now.length, false, 1, 1, bytes.time, path);
    }

    private static String key(Path path) {
        return path.toUri().getPath();
    }

    private final class Out extends ByteArrayOutputStream implements Syncable, StreamCapabilities {
        private final Bytes bytes;
        private final Path path;

        Out(Bytes bytes, Path path) {
            this.bytes = bytes;
            this.path = path;
        }

        @Override
        public boolean hasCapability(String capability) {
            return disk.kind != Kind.OBJECTS && capability.equals(StreamCapabilities.HSYNC);
        }

        /** If the machine dies now, it has written half of the bytes. */
        @Override
        public void hflush() throws IOException {
            byte[] all = toByteArray();
            bytes.now = Arrays.copyOf(all, all.length / 2);
            bytes.time = System.currentTimeMillis();
            disk.change();
            bytes.now = all;
        }

        @Override
        public void hsync() throws IOException {
            hflush();
            disk.change();
            bytes.durable = bytes.now;
        }

        @Override
        public void close() throws IOException {
            if (disk.kind == Kind.OBJECTS) {
                disk.change();
                bytes.now = toByteArray();
                bytes.durable = bytes.now;
                synchronized (disk) {
                    folder(path.getParent()).put(path.getName(), bytes);
                    disk.namesChanged(key(path.getParent()));
                }
            } else if (bytes.now.length != size()) {
                hflush();
            }
        }
    }

    private static final class In extends ByteArrayInputStream implements Seekable, PositionedReadable {
        In(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void seek(long position) {
            pos = (int) position;
        }

        @Override
        public long getPos() {
            return pos;
        }

        @Override
        public boolean seekToNewSource(long target) {
            return false;
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) {
            int there = Math.min(length, count - (int) position);
            if (there <= 0) {
                return -1;
            }
            System.arraycopy(buf, (int) position, into, offset, there);
            return there;
        }

        @Override
        public void readFully(long position, byte[] into, int offset, int length) throws IOException {
            if (read(position, into, offset, length) < length) {
                throw new java.io.EOFException();
            }
        }

        @Override
        public void readFully(long position, byte[] into) throws IOException {
            readFully(position, into, 0, into.length);
        }
    }
}
