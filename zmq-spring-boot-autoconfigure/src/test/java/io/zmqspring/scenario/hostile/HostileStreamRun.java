/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.RawConnection;

/**
 * Plays hostile streams against a target, one after the other, and exchanges a message
 * with the good peer after each. A connection that stays open is closed after ten further
 * ones have stayed open.
 */
final class HostileStreamRun implements AutoCloseable {

	private static final int MOST_OPEN = 10;

	private static final int LONGEST_STREAM_MILLIS = 400;

	private static final int LONGEST_ATTACK_MILLIS = 20_000;

	private final ExecutorService players = Executors
		.newCachedThreadPool((task) -> Threads.daemon(task, "hostile-peer"));

	private final Deque<OpenStream> open = new ArrayDeque<>();

	/**
	 * Play streams until the number is reached or no address is left.
	 * @param target the socket under test
	 * @param count the largest number of streams
	 * @param seeds supplies the seed of each stream
	 * @return the number of streams played
	 * @throws IOException if a hostile peer cannot connect
	 */
	int play(Target target, int count, LongSupplier seeds) throws IOException {
		return play(target, count, seeds, new HostileStreamGenerator(target.peerType())::generate,
				LONGEST_STREAM_MILLIS);
	}

	/**
	 * Play streams of peers that wait for the answers of the target.
	 * @param target the socket under test
	 * @param count the largest number of streams
	 * @param seeds supplies the seed of each stream
	 * @param streams generates the streams
	 * @return the number of streams played
	 * @throws IOException if a hostile peer cannot connect
	 */
	int attack(Target target, int count, LongSupplier seeds, LongFunction<HostileStream> streams) throws IOException {
		int played = play(target, count, seeds, streams, LONGEST_ATTACK_MILLIS);
		closeAll();
		return played;
	}

	private int play(Target target, int count, LongSupplier seeds, LongFunction<HostileStream> streams,
			int longestMillis) throws IOException {
		int played = 0;
		while (played < count && target.connector().hasUnusedAddress()) {
			HostileStream stream = streams.apply(seeds.getAsLong());
			try {
				playOne(stream, target.connector().connectHostilePeer(), longestMillis);
				target.exchangeMessage();
			}
			catch (Exception ex) {
				throw new AssertionError("After " + played + " streams: " + ex.getMessage() + " after " + stream, ex);
			}
			check(stream, target.faults());
			check(stream, stream.evidence().get());
			played++;
		}
		return played;
	}

	private static void check(HostileStream stream, String faults) {
		if (!faults.isEmpty()) {
			throw new AssertionError("After " + stream + ": " + faults);
		}
	}

	private void playOne(HostileStream stream, RawConnection connection, int longestMillis) throws Exception {
		Future<?> playing = this.players.submit(() -> {
			stream.play(connection);
			return null;
		});
		try {
			playing.get(longestMillis, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			// The target does not read any more: keep the connection open
			keepOpen(stream, connection);
			return;
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		if (!connection.isClosed()) {
			keepOpen(stream, connection);
		}
	}

	private void keepOpen(HostileStream stream, RawConnection connection) throws IOException {
		this.open.add(new OpenStream(stream, connection));
		if (this.open.size() > MOST_OPEN) {
			this.open.remove().close();
		}
	}

	private void closeAll() throws IOException {
		while (!this.open.isEmpty()) {
			this.open.remove().close();
		}
	}

	@Override
	public void close() throws IOException {
		closeAll();
		this.players.shutdownNow();
	}

	/**
	 * A stream whose connection stays open.
	 *
	 * @param stream the stream
	 * @param connection its connection
	 */
	private record OpenStream(HostileStream stream, RawConnection connection) {

		void close() throws IOException {
			check(this.stream, this.stream.evidence().get());
			this.connection.close();
		}

	}

}
