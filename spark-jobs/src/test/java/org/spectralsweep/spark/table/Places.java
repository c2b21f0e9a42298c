package org.spectralsweep.spark.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Folders on several file systems, for tests of what all of them must do. The system property {@value #SERVER} names a
 * folder on a server instead, such as {@code s3a://bucket/tests}, for checks that have started one.
 */
public final class Places {
    private static final String SERVER = "sweep.test-place";

    private Places() {}

    /** New folders, which exist: one on a local disk and one without locks, or one on the server. */
    public static List<Place> on(Path disk) throws IOException {
        String server = System.getProperty(SERVER);
        List<Place> places = server == null
                ? List.of(Place.of(disk), Place.of(FragileFiles.SCHEME + "://place-" + UUID.randomUUID() + "/sweep"))
                : List.of(Place.of(server + "/" + UUID.randomUUID()));
        for (Place place : places) {
            place.fileSystem().mkdirs(place.hadoop());
        }
        return places;
    }
}
