/** Tests of the embedded broker, and the broker that all tests use. */
@NullMarked
package dev.quipu.ledger.local;

import org.jspecify.annotations.NullMarked;
