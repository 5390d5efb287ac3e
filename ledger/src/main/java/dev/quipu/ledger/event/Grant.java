package dev.quipu.ledger.event;

import java.util.Locale;

/** A role, and what it extends to; written {@code operator} or {@code operator:label:env=prod}. */
public record Grant(Role role, Scope scope) {

    /** The role on everything. */
    public static Grant everywhere(Role role) {
        return new Grant(role, Scope.EVERYTHING);
    }

    /** @throws IllegalArgumentException if {@code text} names no role or no scope */
    public static Grant parse(String text) {
        int colon = text.indexOf(':');
        String role = colon < 0 ? text : text.substring(0, colon);
        for (Role known : Role.values()) {
            if (name(known).equals(role)) {
                return new Grant(known, colon < 0 ? Scope.EVERYTHING : Scope.parse(text.substring(colon + 1)));
            }
        }
        throw new IllegalArgumentException(
                "role '%s': there are author, approver, operator, agent, conductor, notary, auditor and admin"
                        .formatted(role));
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return scope.equals(Scope.EVERYTHING) ? name(role) : name(role) + ":" + scope;
    }
}
