package dev.quipu.consumers.importer;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tools whose migration folders can be imported. */
public enum MigrationKind {
    DIESEL,
    GOLANG_MIGRATE,
    FLYWAY,
    GOOSE,
    DBMATE,
    SQITCH,
    ORY;

    /** @throws IllegalArgumentException if {@code label} names none of them */
    public static MigrationKind parse(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "migration tool '%s' is unknown; it is one of %s".formatted(label, labels())));
    }

    /** The name as written on the command line, such as {@code golang-migrate}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String labels() {
        return Arrays.stream(values()).map(MigrationKind::label).collect(Collectors.joining(", "));
    }

    MigrationSource source() {
        return switch (this) {
            case DIESEL -> new DieselSource();
            case GOLANG_MIGRATE -> new GolangMigrateSource();
            case FLYWAY -> new FlywaySource();
            case GOOSE -> new GooseSource();
            case DBMATE -> new DbmateSource();
            case SQITCH -> new SqitchSource();
            case ORY -> new OrySource();
        };
    }
}
