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

package io.zmqspring.benchmarks.peers;

import java.io.Closeable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisConnectionException;

import io.zmqspring.benchmarks.side.Arrivals;
import io.zmqspring.benchmarks.side.Load;
import io.zmqspring.benchmarks.side.Payloads;
import io.zmqspring.benchmarks.side.Peer;

/**
 * Redis, used through Jedis. Published messages use PUBLISH and SUBSCRIBE; work items use
 * a list with LPUSH and BRPOP. The producer sends 500 commands in a pipeline before it
 * reads the answers, as the documentation of Redis recommends. Without a pipeline, every
 * message would need a round trip.
 */
final class RedisPeer implements Peer {

	private static final byte[] NAME = Load.TOPIC.getBytes(StandardCharsets.UTF_8);

	private static final int BATCH = 500;

	private static final int PATIENCE_SECONDS = 1;

	@Override
	public Sender sender(Load load) {
		Jedis jedis = new Jedis(URI.create(load.address()));
		Pipeline pipeline = jedis.pipelined();
		int size = load.size();
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		return new Sender() {

			private int held;

			@Override
			public void send(long id) {
				byte[] payload = Payloads.bytes(size, id);
				if (published) {
					pipeline.publish(NAME, payload);
				}
				else {
					pipeline.lpush(NAME, payload);
				}
				if (++this.held == BATCH) {
					flush();
				}
			}

			@Override
			public void flush() {
				pipeline.sync();
				this.held = 0;
			}

			@Override
			public void close() {
				jedis.close();
			}

		};
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		Jedis jedis = new Jedis(URI.create(load.address()));
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		Thread thread = new Thread(() -> {
			if (published) {
				jedis.subscribe(new Subscription(arrivals), NAME);
			}
			else {
				work(jedis, arrivals);
			}
		}, "redis");
		thread.setUncaughtExceptionHandler((failed, ex) -> {
			// A lost connection is expected after the receiver was closed
			if (!(ex instanceof JedisConnectionException) || jedis.isConnected()) {
				ex.printStackTrace();
			}
		});
		thread.start();
		return jedis::disconnect;
	}

	private static void work(Jedis jedis, Arrivals arrivals) {
		while (!Thread.currentThread().isInterrupted()) {
			List<byte[]> item = jedis.brpop(PATIENCE_SECONDS, NAME);
			if (item != null) {
				arrivals.accept(Payloads.id(item.get(1)));
			}
		}
	}

	/** Receives published messages. */
	private static final class Subscription extends BinaryJedisPubSub {

		private final Arrivals arrivals;

		Subscription(Arrivals arrivals) {
			this.arrivals = arrivals;
		}

		@Override
		public void onMessage(byte[] channel, byte[] message) {
			this.arrivals.accept(Payloads.id(message));
		}

	}

}
