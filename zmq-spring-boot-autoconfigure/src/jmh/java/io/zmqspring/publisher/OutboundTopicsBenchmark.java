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

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.wire.TopicResolver;

/**
 * Determines, checks and encodes the topic of a payload, for each source of the topic.
 */
@State(Scope.Benchmark)
public class OutboundTopicsBenchmark extends StepBenchmark {

	private static final int CACHED = 10_000;

	private static final PublisherSettings SETTINGS = PublisherSettings.of("inproc://topics");

	private final TopicResolver resolver = new TopicResolver("telemetry.default");

	private final OutboundTopics topics = new OutboundTopics(SETTINGS, null, null);

	private final OutboundTopics full = new OutboundTopics(SETTINGS, null, null);

	/**
	 * Fill the cache of topics.
	 */
	@Setup
	public void fill() {
		for (int i = 0; i < CACHED; i++) {
			this.full.get("topic." + i);
		}
	}

	/**
	 * A topic that is in the cache.
	 * @param message the message
	 * @return the topic
	 */
	@Benchmark
	public Object known(Outbound message) {
		return this.topics.get(this.resolver.resolve(message.source.payload, message.source.explicit));
	}

	/**
	 * A topic that is not in the cache while the cache is full.
	 * @return the topic
	 */
	@Benchmark
	public Object unknown() {
		return this.full.get("telemetry.1");
	}

	/**
	 * A message.
	 */
	@State(Scope.Benchmark)
	public static class Outbound {

		/** The source of the topic. */
		@Param
		public Source source = Source.CALLER;

	}

	/**
	 * The source of a topic.
	 */
	public enum Source {

		/** Named by the caller. */
		CALLER(new byte[64], "telemetry.1"),
		/** The default of the publisher. */
		DEFAULT(new byte[64], null),
		/** An annotation of the payload's class. */
		ANNOTATION(new Annotated(1), null),
		/** A property of the payload. */
		PROPERTY(new Typed("telemetry.1", 1), null);

		private final Object payload;

		private final @Nullable String explicit;

		Source(Object payload, @Nullable String explicit) {
			this.payload = payload;
			this.explicit = explicit;
		}

	}

	/**
	 * A payload whose class has an annotation with the topic.
	 *
	 * @param value any value
	 */
	@ZmqMessageType("telemetry.1")
	public record Annotated(int value) {

	}

	/**
	 * A payload with a property that contains the topic.
	 *
	 * @param type the topic
	 * @param value any value
	 */
	public record Typed(String type, int value) {

	}

}
