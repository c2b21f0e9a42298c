package org.spectralsweep.spark.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says to whom a results folder belongs: the driver that holds the lease of the highest generation. To take a folder
 * over, a driver makes the lease of the next generation. Only one driver can do this, and none touches another's lease.
 *
 * @param generation number of the lease, from 1
 * @param holder a random name of this holding
 * @param host host of the driver
 * @param process number of the driver's process on that host
 * @param machine a name for all processes that share numbers with the driver's; empty if there is none
 * @param since when the folder was taken
 * @param run the run that is at work; null before one has begun
 * @param distributed whether tasks on other machines may outlive the driver for a while
 */
public record Lease(
        long generation,
        String holder,
        String host,
        long process,
        String machine,
        Instant since,
        @Nullable String run,
        boolean distributed) {
    /** How long a lease is valid if it is not renewed. */
    public static final Duration VALID = Duration.ofSeconds(120);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same lease for a run that begins now. */
    public Lease running(String id, boolean onOtherMachines) {
        return new Lease(generation, holder, host, process, machine, since, id, onOtherMachines);
    }

    /** A lease that is still being written, or whose writer died while writing it. */
    static Lease unreadable(long generation) {
        return new Lease(generation, "", "", 0, "", Instant.EPOCH, null, true);
    }

    /** Whether the lease names its holder. */
    public boolean isReadable() {
        return !holder.isEmpty();
    }

    /** The holder in words, for people. */
    public String who() {
        return isReadable() ? "host " + host + ", process " + process + ", since " + since : "an unknown host";
    }

    byte[] json() throws IOException {
        ObjectNode node = JSON.createObjectNode()
                .put("generation", generation)
                .put("holder", holder)
                .put("host", host)
                .put("process", process)
                .put("machine", machine)
                .put("since", since.toString())
                .put("run", run)
                .put("distributed", distributed);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    static Lease parse(long generation, byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            String holder = node.path("holder").asText("");
            return holder.isEmpty()
                    ? unreadable(generation)
                    : new Lease(
                            generation,
                            holder,
                            node.path("host").asText(""),
                            node.path("process").asLong(),
                            node.path("machine").asText(""),
                            Instant.parse(node.path("since").asText("")),
                            node.path("run").isTextual() ? node.path("run").asText() : null,
                            node.path("distributed").asBoolean());
        } catch (IOException | DateTimeException e) {
            return unreadable(generation);
        }
    }
}
