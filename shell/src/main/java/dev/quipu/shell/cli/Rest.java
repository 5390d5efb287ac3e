package dev.quipu.shell.cli;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code List} parameter that takes all arguments after the numbered ones.
 *
 * <p>Stands in for Spring Shell's {@code @Arguments}, which has no description and no least number.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Rest {

    /** What the values are, for the help page. */
    String description();

    /** The least number of values. */
    int min() default 1;
}
