/** MariaDB from 10.6 and MySQL from 8.0, whose DDL commits by itself. */
@NullMarked
package dev.quipu.consumers.dialect.mysql;

import org.jspecify.annotations.NullMarked;
