/** The open ledger of this shell, and how its refusals end a command. */
@NullMarked
package dev.quipu.shell.session;

import org.jspecify.annotations.NullMarked;
