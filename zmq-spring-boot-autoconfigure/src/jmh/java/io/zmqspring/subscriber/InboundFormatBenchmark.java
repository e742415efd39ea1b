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
import java.util.Map;

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
import io.zmqspring.wire.HeaderFormat;
import io.zmqspring.wire.WireFormat;

/**
 * Passes frames to a handler that only counts, for each wire format, with and without
 * headers. The payload is a small JSON object.
 */
@State(Scope.Benchmark)
public class InboundFormatBenchmark extends StepBenchmark {

	private static final byte[] TOPIC = "telemetry.1".getBytes(StandardCharsets.UTF_8);

	private static final byte[] PAYLOAD = "{\"sensor\":\"north\",\"sequence\":1234567,\"celsius\":21.5,\"ok\":true}"
		.getBytes(StandardCharsets.UTF_8);

	private static final byte[] HEADERS = HeaderFormat
		.encode(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

	private final ReadyFrames frames = new ReadyFrames();

	/** The form of the messages on the wire. */
	@Param
	public Form form = Form.MULTIPART;

	/** The number of calls of the handler. */
	public long handled;

	private byte[][] wire = {};

	private InboundStep path = new InboundStep(settings(WireFormat.MULTIPART, false));

	/**
	 * Subscribe.
	 */
	@Setup
	public void subscribe() {
		this.wire = this.form.wire;
		this.path = new InboundStep(settings(this.form.wireFormat, this.form.headers));
		this.path.add((HandlerInvocation.Single) (topic, payload, headers) -> {
			this.handled++;
			return null;
		}, (this.form == Form.RAW) ? "{*" : "telemetry.1");
	}

	private static SubscriberSettings settings(WireFormat wireFormat, boolean headers) {
		return SubscriberSettings.builder("tcp://127.0.0.1:5555").wireFormat(wireFormat).headers(headers).build();
	}

	/**
	 * Fail the benchmark if a message has failed.
	 */
	@TearDown
	public void check() {
		this.path.check();
	}

	/**
	 * Receive a message.
	 */
	@Benchmark
	public void receive() {
		this.path.sink().onMessage(this.frames.of(this.wire));
	}

	/**
	 * The form of a message on the wire.
	 */
	public enum Form {

		/** Topic and payload. */
		MULTIPART(WireFormat.MULTIPART, false, TOPIC, PAYLOAD),
		/** Topic, payload and headers. */
		MULTIPART_HEADERS(WireFormat.MULTIPART, true, TOPIC, PAYLOAD, HEADERS),
		/** Topic and payload in one frame. */
		SINGLE_FRAME(WireFormat.SINGLE_FRAME, false, WireFormat.join(TOPIC, PAYLOAD)),
		/** The same, with headers enabled but absent. */
		SINGLE_FRAME_NO_HEADERS(WireFormat.SINGLE_FRAME, true, WireFormat.join(TOPIC, PAYLOAD)),
		/** Topic, payload and headers in one frame. */
		SINGLE_FRAME_HEADERS(WireFormat.SINGLE_FRAME, true,
				WireFormat.join(TOPIC, HeaderFormat.embed(PAYLOAD, HEADERS))),
		/** The payload only. */
		RAW(WireFormat.RAW, false, PAYLOAD);

		private final WireFormat wireFormat;

		private final boolean headers;

		private final byte[][] wire;

		Form(WireFormat wireFormat, boolean headers, byte[]... wire) {
			this.wireFormat = wireFormat;
			this.headers = headers;
			this.wire = wire;
		}

	}

}
