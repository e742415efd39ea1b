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

/**
 * Plays hostile streams against a socket, one after the other, and has the good peer
 * served after each. Those that stay do so until ten others have stayed.
 */
final class HostileStreamRun implements AutoCloseable {

	private static final int MOST_OPEN = 10;

	private static final int LONGEST_STREAM_MILLIS = 400;

	private final ExecutorService players = Executors.newCachedThreadPool((target) -> {
		Thread thread = new Thread(target, "hostile-peer");
		thread.setDaemon(true);
		return thread;
	});

	private final Deque<Socket> openSockets = new ArrayDeque<>();

	/**
	 * Attack while there is room.
	 * @param target the socket under test
	 * @param count how many streams at most
	 * @param seeds gives the seed of each
	 * @return how many were played
	 * @throws IOException if a hostile peer has no way in
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
			String problem = target.problem();
			if (!problem.isEmpty()) {
				throw new AssertionError("After " + stream + ": " + problem);
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
			// The other side takes no more: like one that stays
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
