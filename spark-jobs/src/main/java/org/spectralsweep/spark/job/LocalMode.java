package org.spectralsweep.spark.job;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/**
 * Local mode, in which driver and executor are one virtual machine. Some settings of a cluster guard against faults of
 * other machines, or need something from them. Here they mean nothing and could only stop a run.
 */
final class LocalMode {
    private static final Pattern MASTER = Pattern.compile("local(?:\\[([^,\\]]+)(?:,([^\\]]+))?])?");

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANY_ADDRESS = "0.0.0.0";

    /** About the longest time that Spark's network code can count in milliseconds of 32 bits. */
    private static final String FOR_EVER = "20d";

    /**
     * A virtual machine that is suspended (Ctrl-Z, a laptop that sleeps, a paused container) sees minutes or days pass
     * at once. Every limit on how long a part of Spark may be silent would then be exceeded, although nothing is lost.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "spark.network.timeout", FOR_EVER,
            "spark.network.timeoutInterval", "60s",
            "spark.storage.blockManagerHeartbeatTimeoutMs", FOR_EVER,
            "spark.executor.heartbeatInterval", "10s",
            "spark.executor.heartbeat.maxFailures", String.valueOf(Integer.MAX_VALUE),
            "spark.rpc.askTimeout", FOR_EVER,
            "spark.rpc.lookupTimeout", FOR_EVER,
            "spark.sql.broadcastTimeout", FOR_EVER);

    /**
     * A result of over a megabyte goes through a connection, which in local mode leads from the virtual machine to
     * itself. A missing network or a cluster's authentication can break it. With the largest possible messages, results
     * go directly.
     */
    private static final Map<String, String> RESULTS = Map.of(
            "spark.rpc.message.maxSize", "2047",
            "spark.task.maxDirectResultSize", "2047m");

    /** Settings that ask for more machines, or name what these have. */
    private static final Map<String, String> CLUSTER = Map.of(
            "spark.submit.deployMode", "client",
            "spark.dynamicAllocation.enabled", "false",
            "spark.excludeOnFailure.enabled", "false",
            "spark.shuffle.service.enabled", "false",
            // A trial takes one core.
            "spark.task.cpus", "1");

    /** Settings that name classes, files and devices of a cluster. A trial needs none of them. */
    private static final List<String> FOREIGN = List.of(
            "spark.archives",
            "spark.executor.resource.",
            "spark.extraListeners",
            "spark.files",
            "spark.metrics.",
            "spark.plugins",
            "spark.shuffle.manager",
            "spark.sql.queryExecutionListeners",
            "spark.sql.streaming.streamingQueryListeners",
            "spark.task.resource.");

    private static final String EVENT_LOG = "spark.eventLog.enabled";
    private static final String EVENT_LOG_FOLDER = "spark.eventLog.dir";
    private static final String DEFAULT_EVENT_LOG_FOLDER = "/tmp/spark-events";

    private LocalMode() {}

    /**
     * Whether a master means local mode. Spark's {@code local-cluster[...]} does not, because its executors are
     * processes.
     */
    static boolean is(String master) {
        return MASTER.matcher(master).matches();
    }

    /**
     * How many tasks run at once in local mode.
     *
     * @param processors number of this machine's processors, all of which {@code local[*]} means
     */
    static int tasks(String master, int processors) {
        Matcher local = MASTER.matcher(master);
        if (!local.matches()) {
            throw new IllegalArgumentException("master must be local mode but was " + master);
        }
        String tasks = local.group(1) == null ? "1" : local.group(1);
        return tasks.equals("*") ? processors : Integer.parseInt(tasks);
    }

    /**
     * Allows a task to fail up to three times. Local mode allows no failure unless the master holds the number of
     * attempts, so {@code local[2]} becomes {@code local[2,4]}.
     */
    static String withRetries(String master) {
        Matcher local = MASTER.matcher(master);
        if (!local.matches() || local.group(2) != null) {
            return master;
        }
        return "local[" + (local.group(1) == null ? "1" : local.group(1)) + ",4]";
    }

    /** Overrides settings that are meant for a cluster. */
    static void settle(SparkConf conf) {
        LIMITS.forEach(conf::set);
        RESULTS.forEach(conf::set);
        CLUSTER.forEach(conf::set);
        for (var setting : conf.getAll()) {
            if (FOREIGN.stream().anyMatch(setting._1()::startsWith)) {
                conf.remove(setting._1());
            }
        }
        // With an unusable folder or file, Spark would end the virtual machine before we could say anything.
        keep(conf, "spark.local.dir", folder -> isScratch(new File(folder)));
        keep(conf, "spark.jars", jar -> isLocal(jar) && new File(path(jar)).isFile());
        // If no event log can be written, there is none: it describes the run, but is not its result.
        conf.setIfMissing(EVENT_LOG, "false");
        if (!isLocal(conf.get(EVENT_LOG_FOLDER, DEFAULT_EVENT_LOG_FOLDER))
                || !isWritable(new File(path(conf.get(EVENT_LOG_FOLDER, DEFAULT_EVENT_LOG_FOLDER))))) {
            conf.set(EVENT_LOG, "false");
        }
        // This is not the machine's name, which need not resolve: Spark would ask for it again and again.
        Utils.setCustomHostname(LOOPBACK);
        conf.set("spark.driver.host", LOOPBACK);
        conf.set("spark.driver.bindAddress", hasLoopback() ? LOOPBACK : ANY_ADDRESS);
    }

    /** Keeps only the usable entries of a list. If none is left, the setting is removed. */
    private static void keep(SparkConf conf, String key, Predicate<String> usable) {
        if (!conf.contains(key)) {
            return;
        }
        String left = Arrays.stream(conf.get(key).split(","))
                .map(String::strip)
                .filter(usable)
                .collect(Collectors.joining(","));
        conf.remove(key);
        if (!left.isEmpty()) {
            conf.set(key, left);
        }
    }

    private static boolean isScratch(File folder) {
        return (folder.isDirectory() || folder.mkdirs()) && folder.canWrite();
    }

    private static boolean isWritable(File folder) {
        return folder.isDirectory() && folder.canWrite();
    }

    private static boolean isLocal(String place) {
        return !place.contains(":") || place.startsWith("file:");
    }

    private static String path(String place) {
        return place.startsWith("file:") ? URI.create(place).getPath() : place;
    }

    /**
     * Whether there is a loopback address. A container without any network has none, but then nobody else can connect
     * to a port of any address.
     */
    private static boolean hasLoopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
