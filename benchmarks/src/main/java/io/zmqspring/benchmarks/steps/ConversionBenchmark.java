package io.zmqspring.benchmarks.steps;

import io.zmqspring.jmh.Reading;
import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.PayloadCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payloads of 64 bytes to and from bytes, by the codec of the starter, and a record by
 * Jackson alone: by the mapper, and by a reader and a writer made beforehand.
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
	 * A record to bytes, by the mapper.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] mapperWrite() {
		return this.mapper.writeValueAsBytes(Reading.SAMPLE);
	}

	/**
	 * Bytes to a record, by the mapper.
	 * @return the payload
	 */
	@Benchmark
	public Object mapperRead() {
		return this.mapper.readValue(this.json, Reading.class);
	}

	/**
	 * A record to bytes, by a writer.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] writerWrite() {
		return this.writer.writeValueAsBytes(Reading.SAMPLE);
	}

	/**
	 * Bytes to a record, by a reader.
	 * @return the payload
	 */
	@Benchmark
	public Object readerRead() {
		return this.reader.readValue(this.json);
	}

}
