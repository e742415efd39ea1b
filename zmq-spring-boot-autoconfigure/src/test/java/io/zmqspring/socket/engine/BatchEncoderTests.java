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

package io.zmqspring.socket.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.util.ValueReference;

import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.socket.frame.SequencedFrame;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages of a batch that is written in part.
 */
class BatchEncoderTests {

	private static final int BATCH = 8192;

	private final List<Long> endsOfMessages = new ArrayList<>();

	private @Nullable SealedFrame sealed;

	private long loaded;

	private long written;

	@ParameterizedTest
	@ValueSource(ints = { 10, 300, 2_000, 8_192, 20_000, 100_000 })
	void unsentMessagesAreThoseWhoseLastByteIsNotWritten(int largest) {
		assertUnsent(new BatchEncoder(BATCH), largest);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 2_000, 20_000 })
	void unsentMessagesOfEncryptedFramesAreThoseWhoseLastByteIsNotWritten(int largest) {
		this.sealed = new SealedFrame();
		assertUnsent(new BatchEncoder.OfSealedFrames(BATCH), largest);
	}

	private void assertUnsent(BatchEncoder encoder, int largest) {
		Random random = new Random(largest);
		for (int batches = 0; batches < 500; batches++) {
			ValueReference<ByteBuffer> data = new ValueReference<>();
			int left = encode(encoder, data, random, largest);
			ByteBuffer batch = data.get();
			while (left > 0) {
				assertUnsent(encoder, batch, left);
				int taken = random.nextInt(Math.min(left, 1 + largest)) + 1;
				batch.position(batch.position() + taken);
				left -= taken;
				this.written += taken;
			}
			assertUnsent(encoder, batch, 0);
		}
		assertThat(this.endsOfMessages).hasSizeGreaterThan(100);
	}

	// As JeroMQ does it in StreamEngine.outEvent
	private int encode(BatchEncoder encoder, ValueReference<ByteBuffer> data, Random random, int largest) {
		int size = encoder.encode(data, 0);
		int messages = random.nextInt(50) + 1;
		while (size < BATCH && messages-- > 0) {
			encoder.loadMsg(message(random, largest));
			size += encoder.encode(data, BATCH - size);
		}
		encoder.encoded();
		return size;
	}

	private Msg message(Random random, int largest) {
		byte[] content = new byte[random.nextInt(largest)];
		int kind = random.nextInt((this.sealed != null) ? 4 : 5);
		Msg message = (kind == 4) ? SequencedFrame.of(content, SequenceFrame.encode(1, 2, 3)) : new Msg(content);
		if (kind == 0) {
			message.setFlags(Msg.MORE);
		}
		else if (kind == 1) {
			message.setFlags(Msg.COMMAND);
		}
		this.loaded += message.size() + ((message.size() > 255) ? 9 : 2);
		this.loaded += (kind == 4) ? SequencedFrame.SIZE_ON_WIRE : 0;
		if (kind > 1) {
			this.endsOfMessages.add(this.loaded);
		}
		return (this.sealed != null) ? sealed(this.sealed, message) : message;
	}

	private static Msg sealed(SealedFrame sealed, Msg message) {
		System.arraycopy(message.data(), 0, sealed.begin(message.size()), 0, message.size());
		sealed.setEndsMessage(message);
		return sealed;
	}

	private void assertUnsent(BatchEncoder encoder, ByteBuffer batch, int left) {
		long expected = this.endsOfMessages.stream().filter((end) -> end > this.written).count();
		assertThat(encoder.unsent(batch, left)).isEqualTo((int) expected);
	}

}
