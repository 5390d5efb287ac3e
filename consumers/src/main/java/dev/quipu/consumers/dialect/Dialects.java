package dev.quipu.consumers.dialect;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The dialects that are there. */
public final class Dialects {

    private static final List<Dialect> ALL = ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Dialects() {}

    /** The dialect that services call {@code name}; empty if there is none. */
    public static Optional<Dialect> named(String name) {
        return ALL.stream().filter(dialect -> dialect.names().contains(name)).findFirst();
    }

    /** The dialect of the databases at a JDBC URL; empty if there is none. */
    public static Optional<Dialect> at(String jdbcUrl) {
        return ALL.stream().filter(dialect -> dialect.serves(jdbcUrl)).findFirst();
    }

    /** All names, for messages: {@code mariadb, mysql, postgresql}. */
    public static String names() {
        return ALL.stream()
                .flatMap(dialect -> dialect.names().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
