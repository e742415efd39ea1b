/**
 * Peers that mean harm, or speak something else: every role goes on serving good ones.
 * The streams come from a seeded generator; a failure names the seed, and
 * {@code -Dzmq.tests.seed=<seed>} starts with that stream. The ordinary run plays 500
 * streams, {@code -Dzmq.tests.size=nightly} plays 10,000 and shows bare JeroMQ beside.
 */
@NullMarked
package io.zmqspring.hostile;

import org.jspecify.annotations.NullMarked;
