package dev.quipu.consumers.spring;

import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.ledger.event.TargetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Makes a target's database out of its settings and of the service's own data source. */
record TargetSource(QuipuProperties.Target target, Environment environment) {

    TargetId id() {
        return TargetId.parse(target.name());
    }

    /** @throws IllegalStateException if a setting is missing */
    TargetDatabase database() {
        return new TargetDatabase(setting(target.url(), "url"), setting(target.user(), "username"), password());
    }

    private Supplier<String> password() {
        Path file = target.passwordFile();
        if (file != null) {
            return () -> read(file);
        }
        String kept = setting(target.password(), "password");
        return () -> kept;
    }

    private String setting(@Nullable String own, String name) {
        String value = own == null ? environment.getProperty("spring.datasource." + name) : own;
        if (value == null) {
            throw new IllegalStateException(
                    "target %s of the Quipu agent has no %s: set it in quipu.targets, or spring.datasource.%s"
                            .formatted(target.name(), name, name));
        }
        return value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
