/** MariaDB's part of the dialects, on a real server. */
@NullMarked
package dev.quipu.consumers.dialect.mysql;

import org.jspecify.annotations.NullMarked;
