/** Keys, their files and what is signed with them. */
@NullMarked
package dev.quipu.ledger.key;

import org.jspecify.annotations.NullMarked;
