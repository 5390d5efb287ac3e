/** Packages of records and proofs that an auditor verifies with tools that were not written here. */
@NullMarked
package dev.quipu.ledger.evidence;

import org.jspecify.annotations.NullMarked;
