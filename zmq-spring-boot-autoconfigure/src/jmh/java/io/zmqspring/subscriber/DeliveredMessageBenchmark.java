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

package io.zmqspring.subscriber;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.jmh.DrainingSubscriber;
import io.zmqspring.jmh.Listeners;
import io.zmqspring.jmh.LoopSockets;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.listener.ListenerMethods;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.observation.ZmqMeterBinder;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.TopicPattern;

/**
 * Sends messages of 64 bytes over tcp from a JeroMQ socket to a subscriber, without loss.
 * The slowest thread determines the time per message. The allocation includes all
 * threads. The difference between the two receivers is the cost of the starter.
 */
@State(Scope.Thread)
public class DeliveredMessageBenchmark extends StepBenchmark {

	private static final String TOPIC = "telemetry.1";

	private final ZContext context = new ZContext();

	private final ZMQ.Socket publisher = LoopSockets.publisher(this.context, "tcp://127.0.0.1:*");

	private final byte[] topic = TOPIC.getBytes(StandardCharsets.UTF_8);

	private final byte[] payload = new byte[64];

	private Receiving receiving = () -> {
	};

	/** The receiver of the messages. */
	@Param
	public Receiver receiver = Receiver.LOOP;

	/**
	 * Start the receiver and wait for its subscription.
	 */
	@Setup
	public void connect() {
		String address = this.publisher.getLastEndpoint();
		this.receiving = switch (this.receiver) {
			case LOOP -> new DrainingSubscriber(address, TOPIC)::stop;
			case STARTER -> startSubscriber(address);
		};
		this.publisher.recv();
	}

	private static Receiving startSubscriber(String address) {
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
		ZmqSubscriber subscriber = new ZmqSubscriber("benchmark", SubscriberSettings.of(address), context,
				new NoJsonMessageConverter(), (message, error) -> {
				}, (event) -> {
				});
		Listeners listeners = new Listeners();
		HandlerInvocation invocation = ListenerMethods.invocation(listeners, Listeners.method(byte[].class),
				new PayloadCodec(new NoJsonMessageConverter()));
		subscriber.add(new HandlerSpec("listener", List.of(new TopicPattern(TOPIC, false)), 1, invocation), true);
		new ZmqMeterBinder(() -> Stream.of(subscriber), true).bindTo(new SimpleMeterRegistry());
		subscriber.start();
		return () -> {
			subscriber.stop();
			context.close();
			if (listeners.seen() == 0) {
				throw new IllegalStateException("No message has reached the listener");
			}
		};
	}

	/**
	 * Stop both.
	 * @throws InterruptedException if interrupted while waiting
	 */
	@TearDown
	public void disconnect() throws InterruptedException {
		this.receiving.stop();
		this.publisher.setLinger(0);
		this.context.close();
	}

	/**
	 * Send a message. Block while the receiver is too slow.
	 * @return whether the message was sent
	 */
	@Benchmark
	public boolean deliver() {
		return this.publisher.send(this.topic, ZMQ.SNDMORE) && this.publisher.send(this.payload, 0);
	}

	/**
	 * The receiver of the messages.
	 */
	public enum Receiver {

		/** A JeroMQ socket. */
		LOOP,
		/**
		 * A subscriber with a listener that takes {@code byte[]}, with handler timing.
		 */
		STARTER

	}

	/**
	 * A running receiver.
	 */
	@FunctionalInterface
	private interface Receiving {

		void stop() throws InterruptedException;

	}

}
