package dev.quipu.consumers.dialect.postgresql;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The modes of PostgreSQL's locks on tables, the weakest first (documentation, section 13.3.1, "Conflicting Lock
 * Modes").
 */
enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** The mode that {@code pg_locks} calls so, such as {@code AccessShareLock}. */
    static Optional<LockMode> ofView(String name) {
        for (LockMode mode : values()) {
            String inView = mode.name().replace("_", "") + "LOCK";
            if (inView.equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** The mode of a LOCK statement, such as {@code SHARE ROW EXCLUSIVE}. */
    static Optional<LockMode> ofSql(String words) {
        for (LockMode mode : values()) {
            if (mode.name().replace('_', ' ').equals(words)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    boolean conflictsWith(LockMode held) {
        return conflicts().contains(held);
    }

    private Set<LockMode> conflicts() {
        return switch (this) {
            case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
            case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
            case ROW_EXCLUSIVE -> EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE -> EnumSet.complementOf(EnumSet.of(ACCESS_SHARE, ROW_SHARE, SHARE));
            case SHARE_ROW_EXCLUSIVE -> EnumSet.complementOf(EnumSet.of(ACCESS_SHARE, ROW_SHARE));
            case EXCLUSIVE -> EnumSet.complementOf(EnumSet.of(ACCESS_SHARE));
            case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
        };
    }
}
