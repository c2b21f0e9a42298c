package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Draws pictures into a results folder. If that is not on a local disk, they are drawn in a temporary folder and then
 * written to it, each as a whole.
 */
final class Drawings {
    private Drawings() {}

    /** Draws into a local folder, and says why there is no picture. */
    interface Drawer {
        Optional<String> draw(Path folder);
    }

    /**
     * Draws files of these names, or some of them.
     *
     * @return why there is no picture, or empty
     */
    static Optional<String> draw(UnitStore store, List<String> names, Drawer drawer) {
        Optional<Path> local = store.place().local();
        if (local.isPresent()) {
            return drawer.draw(local.get());
        }
        try {
            Path folder = Files.createTempDirectory("sweep-pictures");
            try {
                Optional<String> problem = drawer.draw(folder);
                for (String name : names) {
                    if (Files.exists(folder.resolve(name))) {
                        store.publish(name, Files.readAllBytes(folder.resolve(name)));
                    }
                }
                return problem;
            } finally {
                for (String name : names) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            return Optional.of("No picture: it could not be written (" + AccessProblem.of(e) + ").");
        }
    }
}
