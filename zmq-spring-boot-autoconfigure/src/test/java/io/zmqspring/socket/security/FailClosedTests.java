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

package io.zmqspring.socket.security;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import zmq.Msg;

import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.support.Deadline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens if the mechanism of this library cannot replace the one of JeroMQ, or
 * fails: no peer is let in, by servers and clients, at sockets of every type. The peers
 * are sockets of JeroMQ with valid keys and passwords.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailClosedTests {

	private static final int MESSAGES = 20;

	private final AtomicInteger failures = new AtomicInteger();

	private final SecuredPairs pairs = new SecuredPairs();

	@AfterEach
	void close() {
		this.pairs.close();
	}

	@Test
	void messagesPassIfNothingFails() {
		List<SecuredPairs.Pair> links = this.pairs.open((own) -> own);
		exchange(links, () -> links.stream().allMatch((link) -> link.received() >= MESSAGES));
		assertThat(links).allSatisfy((link) -> {
			assertThat(link.received()).as(link.name()).isGreaterThanOrEqualTo(MESSAGES);
			assertThat(link.forged()).as(link.name()).isZero();
		});
	}

	@Test
	void nobodyGetsInIfTheExchangeFails(CapturedOutput output) {
		assertNobodyGetsIn(this.pairs.open((own) -> (connection) -> {
			this.failures.incrementAndGet();
			throw new IllegalStateException("for the test");
		}), output);
		assertThat(output).contains("A connection was ended, because its security mechanism cannot be used");
	}

	@Test
	void nobodyGetsInIfTheMechanismFailsInTheHandshake(CapturedOutput output) {
		assertNobodyGetsIn(this.pairs.open((own) -> (connection) -> new FailingMechanism(own.apply(connection)) {

			@Override
			public boolean receive(byte[] command) {
				throw failure();
			}

		}), output);
		assertThat(output).contains("A connection was ended, because its security mechanism has failed");
	}

	@Test
	void nothingIsSentIfTheMechanismFailsToProduceACommand(CapturedOutput output) {
		assertNobodyGetsIn(this.pairs.open((own) -> (connection) -> new FailingMechanism(own.apply(connection)) {

			@Override
			public byte[] next() {
				throw failure();
			}

		}), output);
	}

	@Test
	void nothingPassesIfEncryptionFails(CapturedOutput output) {
		List<SecuredPairs.Pair> curve = this.pairs
			.open((own) -> (connection) -> new FailingMechanism(own.apply(connection)) {

				@Override
				public boolean encrypt(Msg frame, SealedFrame sealed) {
					throw failure();
				}

				@Override
				public Msg decrypt(byte[] frame, int length, DecoderReplacement.Decoder decoder) {
					throw failure();
				}

			})
			.stream()
			.filter((link) -> link.name().contains("curve"))
			.toList();
		assertNobodyGetsIn(curve, output);
	}

	// The peers connect again when they are refused
	private void assertNobodyGetsIn(List<SecuredPairs.Pair> links, CapturedOutput output) {
		exchange(links, () -> this.failures.get() >= links.size());
		Deadline further = Deadline.in(Duration.ofMillis(300));
		exchange(links, further::hasPassed);
		assertThat(links).allSatisfy(
				(link) -> assertThat(link.received() + link.forged()).as("messages of " + link.name()).isZero());
		assertThat(this.failures.get()).as("failures").isGreaterThanOrEqualTo(links.size());
		assertThat(output).doesNotContain("recovered from an exception");
	}

	private static void exchange(List<SecuredPairs.Pair> links, BooleanSupplier done) {
		Deadline deadline = Deadline.in(Duration.ofSeconds(20));
		while (!done.getAsBoolean() && !deadline.hasPassed()) {
			links.forEach(SecuredPairs.Pair::exchange);
		}
	}

	/**
	 * A mechanism some methods of which throw.
	 */
	private abstract class FailingMechanism implements MechanismExchange.PeerMechanism {

		private final MechanismExchange.PeerMechanism own;

		FailingMechanism(MechanismExchange.PeerMechanism own) {
			this.own = own;
		}

		final RuntimeException failure() {
			FailClosedTests.this.failures.incrementAndGet();
			return new IllegalStateException("for the test");
		}

		@Override
		public boolean receive(byte[] command) {
			return this.own.receive(command);
		}

		@Override
		public byte @Nullable [] next() {
			return this.own.next();
		}

		@Override
		public boolean isReady() {
			return this.own.isReady();
		}

		@Override
		public boolean hasFailed() {
			return this.own.hasFailed();
		}

		@Override
		public boolean encrypts() {
			return this.own.encrypts();
		}

	}

}
