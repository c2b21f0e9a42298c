package org.spectralsweep.spark.job;

import com.sun.security.auth.module.UnixSystem;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The user as whom Hadoop's file systems act. Hadoop asks the system for the name and fails where it has none, as in a container that
 * runs under a number without an entry in the passwd database.
 */
public final class LoginUser {
    private LoginUser() {}

    /** Gives Hadoop a name if the system has none. To be called before a file system is used. */
    public static void ensure() {
        // Asked first, since Hadoop's own question takes a third of a second.
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
                // What Java says where the system has no name.
                .filter(candidate -> !candidate.equals("?"))
                .findFirst();
        return name.orElse("nobody");
    }
}
