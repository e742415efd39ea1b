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

package io.zmqspring.publisher;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.jmh.DrainingSubscriber;
import io.zmqspring.jmh.LoopSockets;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;

/**
 * Publishes 64 bytes over tcp from one or several threads to a subscriber that discards
 * all messages. The score is the total number of messages per millisecond. The allocation
 * includes all threads, also those of the subscriber and of JeroMQ.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PublishBenchmark extends StepBenchmark {

	private static final String TOPIC = "telemetry.1";

	private static final String UNHEARD = "nobody.listens";

	private static final byte[] PAYLOAD = new byte[64];

	private static final int SOME = 4;

	private static final int MANY = 16;

	/**
	 * From one thread, with a JeroMQ socket that blocks as with {@code BLOCK}.
	 * @param link the connection to use
	 * @return whether the message was accepted
	 */
	@Benchmark
	public boolean byHand(LoopLink link) {
		return link.socket.send(link.topic, ZMQ.SNDMORE) && link.socket.send(PAYLOAD, 0);
	}

	/**
	 * From one thread.
	 * @param link the connection to use
	 * @return whether the message was accepted
	 */
	@Benchmark
	public boolean byOne(Link link) {
		return link.publisher.publish(PAYLOAD, TOPIC);
	}

	/**
	 * From 4 threads.
	 * @param link the connection to use
	 * @return whether the message was accepted
	 */
	@Benchmark
	@Threads(SOME)
	public boolean bySome(Link link) {
		return link.publisher.publish(PAYLOAD, TOPIC);
	}

	/**
	 * From 16 threads.
	 * @param link the connection to use
	 * @return whether the message was accepted
	 */
	@Benchmark
	@Threads(MANY)
	public boolean byMany(Link link) {
		return link.publisher.publish(PAYLOAD, TOPIC);
	}

	/**
	 * To a topic without subscribers.
	 * @param link the connection to use
	 * @return whether the message was accepted
	 */
	@Benchmark
	public boolean toNobody(Quiet link) {
		return link.publisher.publish(PAYLOAD, UNHEARD);
	}

	/**
	 * To a topic without subscribers, from 16 threads.
	 * @param link the connection to use
	 * @return whether the message was accepted
	 */
	@Benchmark
	@Threads(MANY)
	public boolean toNobodyByMany(Quiet link) {
		return link.publisher.publish(PAYLOAD, UNHEARD);
	}

	/**
	 * A running publisher.
	 */
	public abstract static class Running {

		final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

		ZmqPublisher publisher = publisher(Overflow.DROP);

		ZmqPublisher publisher(Overflow overflow) {
			return new ZmqPublisher("benchmark",
					PublisherSettings.builder("tcp://127.0.0.1:0")
						.sendTimeout(Duration.ofSeconds(5))
						.highWaterMark(LoopSockets.HIGH_WATER_MARK)
						.overflow(overflow)
						.linger(Duration.ZERO)
						.build(),
					this.context, new NoJsonMessageConverter(), (event) -> {
					});
		}

		/**
		 * Stop the publisher.
		 */
		@TearDown
		public void stop() {
			this.publisher.stop();
			this.context.close();
		}

	}

	/**
	 * A publisher without subscribers.
	 */
	@State(Scope.Benchmark)
	public static class Quiet extends Running {

		/**
		 * Start the publisher.
		 */
		@Setup
		public void start() {
			this.publisher.start();
		}

	}

	/**
	 * A publisher and a subscriber.
	 */
	@State(Scope.Benchmark)
	public static class Link extends Running {

		/** The behaviour when the subscriber is too slow. */
		@Param({ "DROP", "BLOCK" })
		public Overflow overflow = Overflow.DROP;

		private @Nullable DrainingSubscriber subscriber;

		/**
		 * Start both and wait for the subscription.
		 */
		@Setup
		public void connect() {
			this.publisher = publisher(this.overflow);
			this.publisher.start();
			this.subscriber = new DrainingSubscriber(this.publisher.boundAddresses().get(0), TOPIC);
			if (!this.publisher.awaitSubscriber(TOPIC, Duration.ofSeconds(10))) {
				throw new IllegalStateException("No subscription has been received within 10 s");
			}
		}

		/**
		 * Stop the subscriber.
		 * @throws InterruptedException if interrupted while waiting
		 */
		@TearDown
		public void disconnect() throws InterruptedException {
			if (this.subscriber != null) {
				this.subscriber.stop();
			}
		}

	}

	/**
	 * A JeroMQ socket and a subscriber.
	 */
	@State(Scope.Thread)
	public static class LoopLink {

		private final ZContext context = new ZContext();

		private final ZMQ.Socket socket = LoopSockets.publisher(this.context, "tcp://127.0.0.1:*");

		private final DrainingSubscriber subscriber = new DrainingSubscriber(this.socket.getLastEndpoint(), TOPIC);

		private final byte[] topic = TOPIC.getBytes(StandardCharsets.UTF_8);

		/**
		 * Wait for the subscription.
		 */
		@Setup
		public void connect() {
			this.socket.recv();
		}

		/**
		 * Stop both.
		 * @throws InterruptedException if interrupted while waiting
		 */
		@TearDown
		public void disconnect() throws InterruptedException {
			this.subscriber.stop();
			this.socket.setLinger(0);
			this.context.close();
		}

	}

}
