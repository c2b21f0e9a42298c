package org.spectralsweep.spark.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What compactions have made of a results folder: the segments that hold rows, and the work units whose rows are in
 * them now. A work unit that has a commit mark and is not named here is committed, too.
 *
 * <p>The file {@code .manifest/000000007.json} is the manifest number 7. The greatest number counts:
 *
 * <pre>
 * {"format": 1, "sequence": 7,
 *  "segments": [{"name": "segment-…", "trials": 1000, "files": {
 *      "trials": {"rows": 1000, "bytes": 81234, "sha256": "…"}, "hits": {…}, "measurements": {…}}}],
 *  "retired": ["pack-…"]}
 * </pre>
 *
 * @param sequence its number; 0 if nothing was compacted yet
 * @param segments the segments, each with one file in each table of work units
 * @param retired work units whose rows are in a segment now. Their files may still be there, and a late task may even
 *     write one of them again
 */
record Manifest(long sequence, List<Segment> segments, Set<String> retired) {
    /** The manifest of a folder that was never compacted. */
    static final Manifest NONE = new Manifest(0, List.of(), Set.of());

    private static final int FORMAT = 1;
    private static final String SEGMENT = "segment-";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the collections. */
    Manifest {
        segments = List.copyOf(segments);
        retired = Set.copyOf(retired);
    }

    /**
     * A work unit of many trials, whose rows are sorted by trial.
     *
     * @param name the name of its files
     * @param trials how many trials it holds
     * @param files its files by table
     */
    record Segment(String name, long trials, Map<String, Content> files) {
        /** Copies the map. */
        Segment {
            files = Map.copyOf(files);
        }

        /** The size of its largest file in bytes. */
        long bytes() {
            return files.values().stream().mapToLong(Content::bytes).max().orElse(0);
        }
    }

    /**
     * The content of a file.
     *
     * @param rows how many it has
     * @param bytes its length
     * @param sha256 digest of its bytes, in hexadecimal
     */
    record Content(long rows, long bytes, String sha256) {}

    /** Whether a name is that of a segment. */
    static boolean isSegment(String unit) {
        return unit.startsWith(SEGMENT);
    }

    /** The name of a segment with the given distinct part. */
    static String segmentName(String distinct) {
        return SEGMENT + distinct;
    }

    /** A segment by its name. */
    Optional<Segment> segment(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
    }

    /** The next manifest. */
    Manifest next(List<Segment> nextSegments, Set<String> nextRetired) {
        return new Manifest(sequence + 1, nextSegments, nextRetired);
    }

    byte[] json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("sequence", sequence);
        ArrayNode all = root.putArray("segments");
        for (Segment segment : segments) {
            ObjectNode node = all.addObject();
            node.put("name", segment.name());
            node.put("trials", segment.trials());
            ObjectNode files = node.putObject("files");
            new TreeMap<>(segment.files()).forEach((table, content) -> files.putObject(table)
                    .put("rows", content.rows())
                    .put("bytes", content.bytes())
                    .put("sha256", content.sha256()));
        }
        ArrayNode names = root.putArray("retired");
        new TreeSet<>(retired).forEach(names::add);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException with one sentence if a newer version wrote it, or if it is not a manifest
     */
    static Manifest parse(String where, byte[] json) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException(where + " is damaged: it is not JSON", e);
        }
        if (root.path("format").asInt() > FORMAT) {
            throw new IOException(where + " was written by a newer version of this program");
        }
        if (root.path("format").asInt() != FORMAT || !root.path("segments").isArray()) {
            throw new IOException(where + " is damaged: it is not a manifest");
        }
        List<Segment> segments = new ArrayList<>();
        for (JsonNode node : root.path("segments")) {
            Map<String, Content> files = new TreeMap<>();
            for (Map.Entry<String, JsonNode> file : node.path("files").properties()) {
                JsonNode content = file.getValue();
                files.put(
                        file.getKey(),
                        new Content(
                                content.path("rows").asLong(),
                                content.path("bytes").asLong(),
                                content.path("sha256").asText()));
            }
            segments.add(
                    new Segment(node.path("name").asText(), node.path("trials").asLong(), files));
        }
        Set<String> retired = new TreeSet<>();
        root.path("retired").forEach(name -> retired.add(name.asText()));
        return new Manifest(root.path("sequence").asLong(), segments, retired);
    }
}
