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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.wire.HeaderFormat;
import io.zmqspring.wire.WireFormat;

/**
 * Converts topic, payload and headers to and from frames. Messages of two frames need no
 * conversion.
 */
@State(Scope.Benchmark)
public class WireFormatBenchmark extends StepBenchmark {

	private final Map<String, String> headers = Map.of("traceparent",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

	private final byte[] topic = "telemetry.1".getBytes(StandardCharsets.UTF_8);

	private final byte[] payload = "{\"sensor\":\"north\",\"sequence\":1234567,\"celsius\":21.5,\"ok\":true}"
		.getBytes(StandardCharsets.UTF_8);

	private final byte[] joined = WireFormat.join(this.topic, this.payload);

	private final byte[] encoded = HeaderFormat.encode(this.headers);

	private final byte[] embedded = HeaderFormat.embed(this.payload, this.encoded);

	/**
	 * Join topic and payload into one frame.
	 * @return the frame
	 */
	@Benchmark
	public byte[] join() {
		return WireFormat.join(this.topic, this.payload);
	}

	/**
	 * Extract the payload from one frame.
	 * @return the payload
	 */
	@Benchmark
	public byte[] split() {
		return Arrays.copyOfRange(this.joined, WireFormat.topicLength(this.joined) + 1, this.joined.length);
	}

	/**
	 * Encode one header, as used for tracing, into a frame.
	 * @return the frame
	 */
	@Benchmark
	public byte[] encodeHeaders() {
		return HeaderFormat.encode(this.headers);
	}

	/**
	 * Decode the header.
	 * @return the headers
	 */
	@Benchmark
	public Map<String, String> decodeHeaders() {
		return HeaderFormat.decode(this.encoded);
	}

	/**
	 * Embed encoded headers in a payload.
	 * @return the new payload
	 */
	@Benchmark
	public byte[] embedHeaders() {
		return HeaderFormat.embed(this.payload, this.encoded);
	}

	/**
	 * Extract the embedded headers.
	 * @return payload and headers
	 */
	@Benchmark
	public HeaderFormat.@Nullable Embedded extractHeaders() {
		return HeaderFormat.extract(this.embedded);
	}

	/**
	 * Look for headers in a payload that has none.
	 * @return {@code null}
	 */
	@Benchmark
	public HeaderFormat.@Nullable Embedded extractNoHeaders() {
		return HeaderFormat.extract(this.payload);
	}

}
