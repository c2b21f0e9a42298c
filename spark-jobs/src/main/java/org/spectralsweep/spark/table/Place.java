package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Where something lies, in three forms: as a user typed it, as Hadoop knows it and, on a local disk, as Java knows it.
 * No other class turns one form into another, because each form escapes other characters.
 *
 * <p>A place with a scheme and a slash, such as {@code hdfs://host/x} or {@code file:/x}, is a URI. Any other text is a
 * path on the local disk, whatever Hadoop's default file system is, and every character stands for itself. The same
 * holds for a URI, with one exception: {@code %20} and its like are decoded after {@code file:}. Programs that show a
 * local file as a URI write it like this.
 */
public final class Place implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String LOCAL = "file";

    /** A scheme has two letters or more, so that a folder {@code a:} is not taken for one. */
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(/.*)", Pattern.DOTALL);

    private static final Pattern FILE_PATH = Pattern.compile("/(?!/).*|//(?:localhost)?(/.*)", Pattern.DOTALL);

    private final String typed;

    /**
     * The text from which Hadoop's Path is made: {@code scheme:path} with nothing escaped. The path is absolute and, if
     * it is local, normalised.
     */
    private final String text;

    private Place(String typed, String text) {
        this.typed = typed;
        this.text = text;
    }

    /**
     * The place that a user means. A relative path begins at the working folder.
     *
     * @throws IllegalArgumentException with one sentence if the text cannot be a place
     */
    public static Place of(String typed) {
        if (typed.isBlank()) {
            throw new IllegalArgumentException("the name of a file or folder must not be empty");
        }
        Matcher uri = WITH_SCHEME.matcher(typed);
        if (!uri.matches()) {
            return local(typed, typed);
        }
        String scheme = uri.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals(LOCAL)) {
            Matcher path = FILE_PATH.matcher(uri.group(2));
            if (!path.matches()) {
                throw new IllegalArgumentException(
                        "a local place is file:/path or file:///path, without a host, but was " + typed);
            }
            return local(typed, unescaped(path.group(1) == null ? path.group() : path.group(1)));
        }
        Place place = new Place(typed, scheme + ":" + uri.group(2));
        try {
            place.hadoop();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(typed + " is not the URI of a place", e);
        }
        return place;
    }

    /** A place on the local disk. */
    public static Place of(Path path) {
        return new Place(path.toString(), LOCAL + ":" + normal(path.toAbsolutePath()));
    }

    private static Place local(String typed, String path) {
        if (path.equals("~") || path.startsWith("~/")) {
            throw new IllegalArgumentException(
                    "the shell did not replace ~ in " + typed + ": write $HOME, or ./~ for a folder of that name");
        }
        Path plain;
        try {
            plain = Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    typed + " cannot be the name of a file or folder here: " + e.getReason(), e);
        }
        if (path.startsWith("~") && !plain.getName(0).toFile().exists()) {
            throw new IllegalArgumentException("the shell did not replace " + plain.getName(0) + " in " + typed
                    + ": write the home folder in full, or ./" + path + " for a name that begins with ~");
        }
        return new Place(typed, LOCAL + ":" + normal(plain.toAbsolutePath()));
    }

    /**
     * The path without dots. The parent of a link to a folder is the parent of that folder, as for the operating
     * system.
     */
    private static Path normal(Path absolute) {
        Path walked = absolute.getRoot();
        for (Path name : absolute) {
            if (name.toString().equals("..")) {
                Path real = real(walked);
                walked = real.getParent() == null ? real : real.getParent();
            } else if (!name.toString().equals(".")) {
                walked = walked.resolve(name);
            }
        }
        return walked;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** Decodes the path: each {@code %} with two hexadecimal digits is a byte of UTF-8. */
    private static String unescaped(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            plain[length++] = low < 0 ? bytes[i] : (byte) (16 * high + low);
            i += low < 0 ? 0 : 2;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether the place is on the local disk, or on a disk that is mounted there. */
    public boolean isLocal() {
        return text.startsWith(LOCAL + ":");
    }

    /** The absolute path as Java knows it, or empty if the place is not local. */
    public Optional<Path> local() {
        return isLocal() ? Optional.of(Path.of(text.substring(LOCAL.length() + 1))) : Optional.empty();
    }

    /** The path as Hadoop knows it, with its scheme. */
    public org.apache.hadoop.fs.Path hadoop() {
        return new org.apache.hadoop.fs.Path(text);
    }

    /** The file system of the place, for reading and writing the tables. */
    public FileSystem fileSystem() throws IOException {
        if (!isLocal()) {
            return hadoop().getFileSystem(HadoopSettings.forServers());
        }
        // Hadoop's usual file system of local disks would add a checksum file to each file. That would double the
        // number of files, although every page has its own checksum already. The setting that chooses it is left alone:
        // other file systems buffer on the local disk by it.
        FileSystem disk = new LocalDisk();
        disk.initialize(URI.create(LOCAL + ":///"), HadoopSettings.forTables());
        return disk;
    }

    /**
     * Checks that the file system of another machine answers. It makes few attempts: with Hadoop's defaults, asking a
     * host that does not answer takes a quarter of an hour.
     *
     * @throws IOException if it does not answer
     */
    public void requireAnswer() throws IOException {
        if (isLocal()) {
            return;
        }
        Configuration impatient = HadoopSettings.forServers();
        impatient.setInt("ipc.client.connect.max.retries", 2);
        impatient.setInt("ipc.client.connect.max.retries.on.timeouts", 1);
        impatient.setInt("ipc.client.connect.timeout", 5000);
        impatient.setInt("dfs.client.failover.max.attempts", 3);
        impatient.setInt("dfs.client.failover.connection.retries.on.timeouts", 1);
        impatient.setInt("fs.s3a.attempts.maximum", 2);
        impatient.setInt("fs.s3a.retry.limit", 1);
        impatient.set("fs.s3a.connection.establish.timeout", "15s");
        try (FileSystem files = FileSystem.newInstance(hadoop().toUri(), impatient)) {
            files.exists(hadoop());
        }
    }

    /** An absolute path on the local disk, or a URI. */
    public String absolute() {
        return isLocal() ? text.substring(LOCAL.length() + 1) : text;
    }

    /** The place as it was typed. */
    @Override
    public String toString() {
        return typed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && place.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
