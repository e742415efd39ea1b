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

import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.observation.ZmqMeterBinder;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.role.runtime.ResultLimits;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.sequence.SequenceCheck;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.TopicPattern;

/**
 * The inbound path of a subscriber, from frames to handlers, without a socket. For use by
 * one thread.
 */
public final class InboundStep {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final RoleStatus status = new RoleStatus(this, "subscriber", "benchmark", this.context, (event) -> {
	});

	private final FailureReports reports = new FailureReports(this.status, (message, error) -> {
	});

	private final SubscriberSettings settings;

	private final SubscriberHandlers handlers;

	private final FrameSink sink;

	/**
	 * Create the path.
	 * @param settings the settings of the subscriber
	 */
	public InboundStep(SubscriberSettings settings) {
		this.settings = settings;
		this.handlers = new SubscriberHandlers(settings,
				new HeartbeatWatch("benchmark", settings, this.status, () -> ZmqState.RUNNING),
				new ReceiveQueue(settings.highWaterMark(), this.reports, () -> ZmqState.RUNNING, () -> null), () -> false);
		SequenceCheck sequences = new SequenceCheck(this, settings, this.status, this.context, (event) -> {
		});
		this.sink = new InboundPath(settings, new CallGate(), this.handlers::routes, sequences, null, this.reports,
				(cause) -> {
				});
	}

	/**
	 * Add a handler.
	 * @param invocation the invocation of the handler
	 * @param topics the topic patterns of the handler
	 */
	public void add(HandlerInvocation invocation, String... topics) {
		HandlerSpec spec = new HandlerSpec("listener", Stream.of(topics).map(this::parse).toList(), 1, invocation);
		this.handlers
			.add(spec,
					new GuardedHandler(spec, this.reports, MessageOperation.HANDLE,
							new ResultLimits(this.settings.maxPending(), this.settings.resultTimeout())))
			.activate();
	}

	private TopicPattern parse(String topic) {
		return TopicPattern.parse(topic, this.settings.topicRule(), this.settings.wireFormat());
	}

	/**
	 * Measure the time of handlers, with the timers of an application that has metrics.
	 */
	public void time() {
		RoleStatus measured = this.status;
		ZmqSubscriber role = new ZmqSubscriber("benchmark", this.settings, this.context, new NoJsonMessageConverter(),
				(message, error) -> {
				}, (event) -> {
				}) {

			@Override
			public void observe(@Nullable RoleObserver observer) {
				measured.observe(observer);
			}

		};
		new ZmqMeterBinder(() -> Stream.of(role), true).bindTo(new SimpleMeterRegistry());
	}

	/**
	 * Record the calls that were only counted. The starter does this ten times per
	 * second.
	 */
	public void tick() {
		this.status.timings().tick();
	}

	/**
	 * Return the sink that receives the messages.
	 * @return the sink
	 */
	public FrameSink sink() {
		return this.sink;
	}

	Routes routes() {
		return this.handlers.routes();
	}

	/**
	 * Fail the benchmark if a message has failed.
	 */
	public void check() {
		ZmqStatistics seen = this.status.statistics().snapshot(null);
		if (!seen.failures().isEmpty() || !seen.rejected().isEmpty()) {
			throw new IllegalStateException("Not every message has reached its handler: " + seen);
		}
	}

}
