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

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ReadyFrames;
import io.zmqspring.wire.TopicCache;

/**
 * Passes frames to the handler of their topic, for growing numbers of topics. The topics
 * are used in turn, which is the worst order for the cache of routes. 5000 topics exceed
 * the size of the cache.
 */
@State(Scope.Benchmark)
public class RoutingBenchmark extends StepBenchmark {

	private final ReadyFrames frames = new ReadyFrames();

	private final byte[] payload = new byte[64];

	private final TopicCache<String> cache = new TopicCache<>();

	private final InboundStep one = new InboundStep(SubscriberSettings.of("tcp://127.0.0.1:5555"));

	private final InboundStep each = new InboundStep(SubscriberSettings.of("tcp://127.0.0.1:5555"));

	/** The number of topics, which are used in turn. */
	@Param({ "1", "100", "5000" })
	public int topics;

	/** The number of calls of handlers. */
	public long handled;

	private byte[][] wire = {};

	private String[] names = {};

	private int next;

	/**
	 * Subscribe.
	 */
	@Setup
	public void subscribe() {
		HandlerInvocation.Single handler = (topic, bytes, headers) -> {
			this.handled++;
			return null;
		};
		this.one.add(handler, "*");
		this.wire = new byte[this.topics][];
		this.names = new String[this.topics];
		for (int i = 0; i < this.topics; i++) {
			this.names[i] = "telemetry.device-" + i;
			this.wire[i] = this.names[i].getBytes(StandardCharsets.UTF_8);
			this.cache.put(this.wire[i], this.wire[i].length, this.names[i]);
		}
		this.each.add(handler, this.names);
	}

	/**
	 * Fail the benchmark if a message has failed.
	 */
	@TearDown
	public void check() {
		this.one.check();
		this.each.check();
	}

	private int next() {
		int current = this.next + 1;
		this.next = (current < this.topics) ? current : 0;
		return this.next;
	}

	/**
	 * Only the look-up in the cache. For 5000 topics most look-ups find nothing.
	 * @return the cached value, or the topic if it is not in the cache
	 */
	@Benchmark
	public Object lookUp() {
		byte[] topic = this.wire[next()];
		String found = this.cache.get(topic, topic.length);
		return (found != null) ? found : topic;
	}

	/**
	 * Only the routing of a topic that is not in the cache, with one pattern per topic.
	 * @return the route
	 */
	@Benchmark
	public Object decide() {
		return this.each.routes().route(this.names[next()]);
	}

	/**
	 * Receive a message with one handler that takes all topics with one pattern.
	 */
	@Benchmark
	public void onePattern() {
		this.one.sink().onMessage(this.frames.of(this.wire[next()], this.payload));
	}

	/**
	 * Receive a message with one handler that has a pattern for each topic.
	 */
	@Benchmark
	public void patternPerTopic() {
		this.each.sink().onMessage(this.frames.of(this.wire[next()], this.payload));
	}

}
