package dev.quipu.shell.node;

import org.jspecify.annotations.Nullable;

/** The version of the running code. */
public final class QuipuVersion {

    private QuipuVersion() {}

    /** The version in the jar's manifest; {@code unpackaged} when the classes lie in a folder. */
    public static String current() {
        @Nullable String version = QuipuVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
