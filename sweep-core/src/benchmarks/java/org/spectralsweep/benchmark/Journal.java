package org.spectralsweep.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with the result of every virtual machine, one a line. What it holds needs not be measured again. Results of
 * another commit, Java or processor stay in it but do not count.
 */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Setting setting;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Setting setting, Turn turn, JsonNode result) {}

    /**
     * On what was measured.
     *
     * @param commit of the code, and what was changed since
     * @param java the virtual machine
     * @param processor the processor
     */
    record Setting(String commit, String java, String processor) {}

    /**
     * Which virtual machine of the table.
     *
     * @param width its vectors
     * @param row name of the row
     * @param contender what was measured for this row
     * @param start from 0 on
     */
    record Turn(VectorWidth width, String row, String contender, int start) {
        @Override
        public String toString() {
            return row + ", " + contender + (width == VectorWidth.OWN ? "" : ", " + width.title()) + ", start "
                    + (start + 1);
        }
    }

    private Journal(Path file, Setting setting) {
        this.file = file;
        this.setting = setting;
    }

    /** Reads the file. A line that was cut short by a kill does not count. */
    static Journal open(Path file, Setting setting) {
        Journal journal = new Journal(file, setting);
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                Entry entry = parse(line);
                if (entry != null && entry.setting.equals(setting)) {
                    journal.entries.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    private static @Nullable Entry parse(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The results of a virtual machine and of its repetitions. */
    <T> List<T> results(Turn turn, Class<T> type) {
        return entries.stream()
                .filter(entry -> entry.turn.equals(turn))
                .map(entry -> JSON.convertValue(entry.result, type))
                .toList();
    }

    /** Adds a result. */
    void add(Turn turn, Object result) {
        Entry entry = new Entry(setting, turn, JSON.valueToTree(result));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // The line break comes first, so a line that was cut short stays alone.
            Files.writeString(
                    file,
                    "\n" + JSON.writeValueAsString(entry),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.add(entry);
    }
}
