/** What happens in a ledger: entries, their events and the names they use. Pure. */
@NullMarked
package dev.quipu.ledger.event;

import org.jspecify.annotations.NullMarked;
