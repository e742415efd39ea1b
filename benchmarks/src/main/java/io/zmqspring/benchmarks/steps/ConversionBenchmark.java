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

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.jmh.Reading;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.PayloadCodec;

/**
 * Encodes and decodes payloads of 64 bytes with the codec of the starter. For comparison,
 * it converts a record with Jackson directly: with the mapper, and with a reader and a
 * writer that are created in advance.
 */
@State(Scope.Benchmark)
public class ConversionBenchmark extends StepBenchmark {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ObjectReader reader = this.mapper.readerFor(Reading.class);

	private final ObjectWriter writer = this.mapper.writerFor(Reading.class);

	private final PayloadCodec codec = new PayloadCodec(new JsonMessageConverter(this.mapper));

	private final PayloadCodec.Decoder toBytes = this.codec.decoder(byte[].class);

	private final PayloadCodec.Decoder toText = this.codec.decoder(String.class);

	private final PayloadCodec.Decoder toRecord = this.codec.decoder(Reading.class);

	private final byte[] json = this.mapper.writeValueAsBytes(Reading.SAMPLE);

	private final String text = "x".repeat(64);

	private final byte[] textBytes = this.codec.encode(this.text);

	/**
	 * Bytes to bytes.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] encodeBytes() {
		return this.codec.encode(this.textBytes);
	}

	/**
	 * Bytes to bytes.
	 * @return the payload
	 */
	@Benchmark
	public Object decodeBytes() {
		return this.toBytes.decode(this.textBytes);
	}

	/**
	 * Text to bytes.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] encodeText() {
		return this.codec.encode(this.text);
	}

	/**
	 * Bytes to text.
	 * @return the payload
	 */
	@Benchmark
	public Object decodeText() {
		return this.toText.decode(this.textBytes);
	}

	/**
	 * A record to bytes.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] encodeRecord() {
		return this.codec.encode(Reading.SAMPLE);
	}

	/**
	 * Bytes to a record.
	 * @return the payload
	 */
	@Benchmark
	public Object decodeRecord() {
		return this.toRecord.decode(this.json);
	}

	/**
	 * A record to bytes, with the mapper.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] mapperWrite() {
		return this.mapper.writeValueAsBytes(Reading.SAMPLE);
	}

	/**
	 * Bytes to a record, with the mapper.
	 * @return the payload
	 */
	@Benchmark
	public Object mapperRead() {
		return this.mapper.readValue(this.json, Reading.class);
	}

	/**
	 * A record to bytes, with a writer.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] writerWrite() {
		return this.writer.writeValueAsBytes(Reading.SAMPLE);
	}

	/**
	 * Bytes to a record, with a reader.
	 * @return the payload
	 */
	@Benchmark
	public Object readerRead() {
		return this.reader.readValue(this.json);
	}

}
