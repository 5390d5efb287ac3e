/** The notary: signs checkpoints of a ledger, and has witnesses sign them too. */
@NullMarked
package dev.quipu.consumers.notary;

import org.jspecify.annotations.NullMarked;
