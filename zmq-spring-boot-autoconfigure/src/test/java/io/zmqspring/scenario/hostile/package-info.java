/**
 * Hostile peers, and peers that do not speak ZMTP: every role goes on serving good ones.
 * The streams come from a seeded generator. A failure names the seed, and
 * {@code -Dzmq.tests.seed=<seed>} starts with that stream. The ordinary run plays 500
 * streams. {@code -Dzmq.tests.size=nightly} plays 10,000 and runs bare JeroMQ beside.
 */
@NullMarked
package io.zmqspring.scenario.hostile;

import org.jspecify.annotations.NullMarked;
