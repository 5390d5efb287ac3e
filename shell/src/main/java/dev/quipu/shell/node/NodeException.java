package dev.quipu.shell.node;

import org.jspecify.annotations.Nullable;

/** The local node can't do what was asked; the message says why and what to do. */
public final class NodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, to which file or process, and the next step */
    public NodeException(String message) {
        this(message, null);
    }

    /** @param message what happened, to which file or process, and the next step */
    public NodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
