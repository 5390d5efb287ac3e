package dev.quipu.shell.config;

import org.jspecify.annotations.Nullable;

/** A configuration that can't be used; the message names the file, the line and the fix. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what to do */
    public ConfigException(String message) {
        this(message, null);
    }

    /** @param message what is wrong, where, and what to do */
    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
