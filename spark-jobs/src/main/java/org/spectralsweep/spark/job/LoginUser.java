package org.spectralsweep.spark.job;

import com.sun.security.auth.module.UnixSystem;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The user for whom Hadoop's file systems act. Hadoop asks the system for the name and fails if there is none. This
 * happens in a container that runs under a number without an entry in the passwd database.
 */
public final class LoginUser {
    private LoginUser() {}

    /** Gives Hadoop a name if the system has none. It must be called before a file system is used. */
    public static void ensure() {
        // This is asked first, because Hadoop's own question takes a third of a second.
        if (new UnixSystem().getUsername() == null && !UserGroupInformation.isSecurityEnabled()) {
            UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name()));
        }
    }

    private static String name() {
        Optional<String> name = Stream.of(
                        System.getenv("HADOOP_USER_NAME"),
                        System.getenv("SPARK_USER"),
                        System.getProperty("user.name"),
                        System.getenv("USER"))
                .filter(candidate -> candidate != null && !candidate.isBlank())
                // Java says this if the system has no name.
                .filter(candidate -> !candidate.equals("?"))
                .findFirst();
        return name.orElse("nobody");
    }
}
