/** Packages of evidence, and what becomes of those that somebody altered. */
@NullMarked
package dev.quipu.ledger.evidence;

import org.jspecify.annotations.NullMarked;
