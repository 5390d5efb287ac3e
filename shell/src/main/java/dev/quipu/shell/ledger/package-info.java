/** Commands about the ledger itself and the local node. */
@NullMarked
package dev.quipu.shell.ledger;

import org.jspecify.annotations.NullMarked;
