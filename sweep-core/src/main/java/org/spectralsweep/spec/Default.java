package org.spectralsweep.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record component that a spec file leaves out, as a YAML literal. This is the only place where a
 * default is written. A component without this annotation is required.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /** The YAML literal, such as {@code 0.9}, {@code []} or {@code {type: uniform}}. */
    String value();

    /**
     * Whether the component is left out of a trial's canonical form while it has its default value. Set it on a
     * component that is added after ids were first written, so that the ids of old trials do not change.
     */
    boolean addedLater() default false;
}
