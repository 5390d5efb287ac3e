/** What the log adds up to, and the rules by which it does. Pure: no clock, no I/O; part of the data format. */
@NullMarked
package dev.quipu.ledger.state;

import org.jspecify.annotations.NullMarked;
