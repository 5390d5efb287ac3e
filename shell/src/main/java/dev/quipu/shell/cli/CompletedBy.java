package dev.quipu.shell.cli;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the bean of type {@code CompletionProvider} that proposes values for an option or argument.
 *
 * <p>The provider returns plain values; the shell takes care of the {@code --option=} form and of quoting. It is asked
 * on every Tab, so it reads state at hand and never waits.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CompletedBy {

    /** The bean's name; start-up fails on one that does not exist. */
    String value();
}
