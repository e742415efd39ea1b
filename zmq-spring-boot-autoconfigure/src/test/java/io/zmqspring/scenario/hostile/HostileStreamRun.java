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
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.zmqspring.support.Threads;

/**
 * Plays hostile streams against a target, one after the other, and exchanges a message
 * with the good peer after each. A connection that stays open is closed after ten further
 * ones have stayed open.
 */
final class HostileStreamRun implements AutoCloseable {

	private static final int MOST_OPEN = 10;

	private static final int LONGEST_STREAM_MILLIS = 400;

	private final ExecutorService players = Executors
		.newCachedThreadPool((task) -> Threads.daemon(task, "hostile-peer"));

	private final Deque<Socket> openSockets = new ArrayDeque<>();

	/**
	 * Play streams until the number is reached or no address is left.
	 * @param target the socket under test
	 * @param count the largest number of streams
	 * @param seeds supplies the seed of each stream
	 * @return the number of streams played
	 * @throws IOException if a hostile peer cannot connect
	 */
	int play(Target target, int count, LongSupplier seeds) throws IOException {
		HostileStreamGenerator streams = new HostileStreamGenerator(target.peerType());
		int played = 0;
		while (played < count && target.connector().hasUnusedAddress()) {
			HostileStream stream = streams.generate(seeds.getAsLong());
			try {
				playOne(stream, target.connector().connectHostilePeer());
				target.exchangeMessage();
			}
			catch (Exception ex) {
				throw new AssertionError("After " + played + " streams: " + ex.getMessage() + " after " + stream, ex);
			}
			String faults = target.faults();
			if (!faults.isEmpty()) {
				throw new AssertionError("After " + stream + ": " + faults);
			}
			played++;
		}
		return played;
	}

	private void playOne(HostileStream stream, Socket socket) throws Exception {
		Future<?> playing = this.players.submit(() -> {
			stream.play(socket);
			return null;
		});
		try {
			playing.get(LONGEST_STREAM_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			// The target does not read any more: keep the connection open
			keepOpen(socket);
			return;
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		if (!socket.isClosed()) {
			keepOpen(socket);
		}
	}

	private void keepOpen(Socket socket) throws IOException {
		this.openSockets.add(socket);
		if (this.openSockets.size() > MOST_OPEN) {
			this.openSockets.remove().close();
		}
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.openSockets) {
			socket.close();
		}
		this.players.shutdownNow();
	}

}
