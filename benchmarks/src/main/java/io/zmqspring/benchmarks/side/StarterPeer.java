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

package io.zmqspring.benchmarks.side;

import java.io.Closeable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.socket.ZmqContext;

/**
 * The starter with its default settings and with metrics. The publisher is set to {@code
 * overflow: block} so that it does not drop messages.
 */
final class StarterPeer implements Peer {

	private final Content content;

	private final Map<String, String> settings;

	private final @Nullable String curveProvider;

	/** The context of a sender, which a receiver in the same process shares. */
	private Object[] shared = {};

	StarterPeer(Content content, Map<String, String> settings) {
		this(content, settings, null);
	}

	/**
	 * Create a peer.
	 * @param content the type of the payloads
	 * @param settings further settings: those of publishers are for the sender, all
	 * others for the receiver
	 * @param curveProvider the library that encrypts with CURVE, {@code null} for none
	 */
	StarterPeer(Content content, Map<String, String> settings, @Nullable String curveProvider) {
		this.content = content;
		this.settings = settings;
		this.curveProvider = curveProvider;
	}

	private Map<String, String> secured(Map<String, String> own, boolean server, String... sockets) {
		if (this.curveProvider == null) {
			return own;
		}
		Map<String, String> secured = with(own, CurveKeys.settings(this.curveProvider, server));
		for (String socket : sockets) {
			secured.put(socket + ".security", "bench");
		}
		return secured;
	}

	@Override
	public Sender sender(Load load) {
		LongFunction<Object> payload = this.content.writer(load.size());
		return (load.pattern() == Load.Pattern.PUB_SUB) ? publisher(load, payload) : controller(load, payload);
	}

	private Sender publisher(Load load, LongFunction<Object> payload) {
		Map<String, String> own = Map.of("zmq.publishers.bench.address", load.address(),
				"zmq.publishers.bench.wire-format", load.wireFormat().text(), "zmq.publishers.bench.overflow", "block",
				"zmq.publishers.bench.send-timeout", "30s");
		ConfigurableApplicationContext context = start(secured(with(own, further(true)), true, "zmq.publishers.bench"));
		ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
		return new Sender() {

			@Override
			public void send(long id) {
				publisher.publish(payload.apply(id), Load.TOPIC);
			}

			@Override
			public void close() {
				context.close();
			}

		};
	}

	private Sender controller(Load load, LongFunction<Object> payload) {
		ConfigurableApplicationContext context = start(secured(
				Map.of("zmq.controllers.bench.workers.items.push.address", load.address(),
						"zmq.controllers.bench.workers.items.pull.address", load.secondAddress(),
						"zmq.controllers.bench.send-timeout", "30s"),
				true, "zmq.controllers.bench.workers.items.push", "zmq.controllers.bench.workers.items.pull"));
		ZmqController controller = context.getBean(ZmqController.class);
		return new Sender() {

			@Override
			public void send(long id) {
				controller.send("items", payload.apply(id));
			}

			@Override
			public void close() {
				context.close();
			}

		};
	}

	private ConfigurableApplicationContext start(Map<String, String> own) {
		ConfigurableApplicationContext started = StarterApplication.startWith(own);
		this.shared = new Object[] { started.getBean(ZmqContext.class) };
		return started;
	}

	private Map<String, String> further(boolean ofPublishers) {
		Map<String, String> selected = new TreeMap<>(this.settings);
		selected.keySet().removeIf((key) -> key.startsWith("zmq.publishers.") != ofPublishers);
		return selected;
	}

	private static Map<String, String> with(Map<String, String> settings, Map<String, String> further) {
		Map<String, String> all = new TreeMap<>(settings);
		all.putAll(further);
		return all;
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		Map<String, String> own = published
				? Map.of("zmq.subscribers.bench.address", load.address(), "zmq.subscribers.bench.wire-format",
						load.wireFormat().text())
				: Map.of("zmq.workers.bench.pull.address", load.address(), "zmq.workers.bench.concurrency", "1");
		Map<String, String> secured = secured(own, false,
				published ? "zmq.subscribers.bench" : "zmq.workers.bench.pull");
		return this.content.receive(with(secured, further(false)), published, arrivals, this.shared);
	}

}
