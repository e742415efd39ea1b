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

package io.zmqspring.benchmarks.steps;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.messaging.support.GenericMessage;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.jmh.Listeners;
import io.zmqspring.jmh.Reading;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.listener.ListenerMethods;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ReadyFrames;
import io.zmqspring.subscriber.InboundStep;

/**
 * Passes a message of 64 bytes to a listener method, for several types of its parameter.
 * It measures the whole path from the frames to the method, with and without handler
 * timing, the call alone, a call by Spring Messaging, and a direct call.
 */
@State(Scope.Benchmark)
public class HandlerCallBenchmark extends StepBenchmark {

	private static final int CALLS_PER_TICK = 10_000;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ObjectReader reader = this.mapper.readerFor(Reading.class);

	private final Listeners listeners = new Listeners();

	private final InboundStep timed = path();

	private final InboundStep untimed = path();

	private final ReadyFrames frames = new ReadyFrames();

	private final byte[] topic = "telemetry.1".getBytes(StandardCharsets.UTF_8);

	private final byte[] payload = this.mapper.writeValueAsBytes(Reading.SAMPLE);

	/** The parameter of the listener method. */
	@Param
	public Parameter parameter = Parameter.BYTES;

	private HandlerInvocation.Single call = (label, bytes, headers) -> null;

	private @Nullable InvocableHandlerMethod invocable;

	private static InboundStep path() {
		return new InboundStep(SubscriberSettings.of("tcp://127.0.0.1:5555"));
	}

	/**
	 * Register the listener.
	 */
	@Setup
	public void register() {
		Method method = Listeners.method(this.parameter.type);
		PayloadCodec codec = new PayloadCodec(new JsonMessageConverter(this.mapper));
		this.call = (HandlerInvocation.Single) ListenerMethods.invocation(this.listeners, method, codec);
		this.timed.add(this.call, "telemetry.1");
		this.timed.time();
		this.untimed.add(this.call, "telemetry.1");
		this.invocable = invocable(method);
	}

	/**
	 * Fail the benchmark if a message has failed.
	 */
	@TearDown
	public void check() {
		this.timed.check();
		this.untimed.check();
	}

	private InvocableHandlerMethod invocable(Method method) {
		DefaultMessageHandlerMethodFactory factory = new DefaultMessageHandlerMethodFactory();
		factory.setMessageConverter(new CompositeMessageConverter(List.of(new ByteArrayMessageConverter(),
				new StringMessageConverter(), new JacksonJsonMessageConverter(this.mapper))));
		factory.afterPropertiesSet();
		return factory.createInvocableHandlerMethod(this.listeners, method);
	}

	/**
	 * The whole path, with the recorder of an application that has metrics.
	 */
	@Benchmark
	public void timed() {
		this.timed.sink().onMessage(this.frames.of(this.topic, this.payload));
	}

	/**
	 * The same under load, including the periodic tick that records the counted calls.
	 * The result is per message, with one tick per 10000 messages.
	 */
	@Benchmark
	@OperationsPerInvocation(CALLS_PER_TICK)
	public void timedAndRecorded() {
		for (int i = 0; i < CALLS_PER_TICK; i++) {
			timed();
		}
		this.timed.tick();
	}

	/**
	 * The whole path, without a recorder.
	 */
	@Benchmark
	public void untimed() {
		this.untimed.sink().onMessage(this.frames.of(this.topic, this.payload));
	}

	/**
	 * The call of the method alone.
	 * @return nothing
	 * @throws Throwable never
	 */
	@Benchmark
	public @Nullable CompletionStage<?> call() throws Throwable {
		return this.call.invoke("telemetry.1", this.payload, Map.of());
	}

	/**
	 * A call by Spring's {@link InvocableHandlerMethod}, with a new {@code Message}
	 * without headers for each call.
	 * @return nothing
	 * @throws Exception never
	 */
	@Benchmark
	public @Nullable Object spring() throws Exception {
		InvocableHandlerMethod method = this.invocable;
		if (method == null) {
			throw new IllegalStateException("Not set up");
		}
		GenericMessage<byte[]> message = new GenericMessage<>(this.payload);
		return (this.parameter == Parameter.MESSAGE)
				? method.invoke(message, new ZmqMessage("telemetry.1", this.payload)) : method.invoke(message);
	}

	/**
	 * A direct call that decodes the payload itself, as in a plain JeroMQ receive loop.
	 * @return the value computed by the listeners
	 */
	@Benchmark
	public long direct() {
		switch (this.parameter) {
			case BYTES -> this.listeners.onBytes(this.payload);
			case TEXT -> this.listeners.onText(new String(this.payload, StandardCharsets.UTF_8));
			case RECORD -> this.listeners.onRecord(this.reader.readValue(this.payload));
			case MESSAGE -> this.listeners.onMessage(new ZmqMessage("telemetry.1", this.payload));
		}
		return this.listeners.seen();
	}

	/**
	 * The parameter of a listener method.
	 */
	public enum Parameter {

		/** The unchanged bytes. */
		BYTES(byte[].class),
		/** Text. */
		TEXT(String.class),
		/** A record, decoded from JSON. */
		RECORD(Reading.class),
		/** The whole message. */
		MESSAGE(ZmqMessage.class);

		private final Class<?> type;

		Parameter(Class<?> type) {
			this.type = type;
		}

	}

}
