/** Questions about the past: SQL on the ledger's tables, and the reports that auditors ask for. */
@NullMarked
package dev.quipu.shell.audit;

import org.jspecify.annotations.NullMarked;
