/** What reads the ledger and acts on it. */
@NullMarked
package dev.quipu.consumers;

import org.jspecify.annotations.NullMarked;
