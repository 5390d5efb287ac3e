package dev.quipu.shell.cli;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Command lines that show a command at work, as its help page prints them. Every command has at least one. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Examples {

    /** Whole command lines without the leading {@code quipu}. */
    String[] value();
}
