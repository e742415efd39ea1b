/**
 * What applications implement or are given to handle messages, work, results, errors and
 * dead letters.
 */
@NullMarked
package io.zmqspring.handler;

import org.jspecify.annotations.NullMarked;
