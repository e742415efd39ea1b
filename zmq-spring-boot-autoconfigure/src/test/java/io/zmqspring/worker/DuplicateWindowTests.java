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

package io.zmqspring.worker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.wire.Correlation;
import io.zmqspring.worker.DuplicateWindow.EncodedResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The window in which a worker recognises repeated work.
 */
class DuplicateWindowTests {

	private final DuplicateWindow window = new DuplicateWindow(100, 10_000);

	@Test
	void workIsNewThenInProcessThenComplete() {
		WorkId id = id("a", "work");
		assertThat(this.window.begin(id)).isNull();
		assertThat(begin(id)).isZero();
		EncodedResult done = new EncodedResult(bytes("done"), bytes("{}"));
		this.window.completed(id, done);
		assertThat(this.window.begin(id("a", "work"))).isSameAs(done);
	}

	@Test
	void failedWorkIsNewAgain() {
		WorkId id = id("a", "work");
		this.window.begin(id);
		this.window.forget(id);
		assertThat(this.window.begin(id)).isNull();
	}

	@Test
	void otherWorkOfTheSameIdIsNew() {
		this.window.begin(id("1", "work"));
		this.window.completed(id("1", "work"), new EncodedResult(bytes("done"), null));
		assertThat(this.window.begin(id("1", "other work"))).isNull();
		assertThat(this.window.begin(id("1", "wurk"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 5000 })
	void otherWorkOfTheSameIdLengthAndHashIsNew(int length) {
		String rest = "x".repeat(length);
		byte[] work = bytes("Aa" + rest);
		byte[] forged = bytes("BB" + rest);
		assertThat(Arrays.hashCode(work)).isEqualTo(Arrays.hashCode(forged));
		this.window.begin(id("1", work));
		this.window.completed(id("1", work), new EncodedResult(bytes("done"), null));
		assertThat(this.window.begin(id("1", forged))).isNull();
		assertThat(begin(id("1", work))).isEqualTo(4);
	}

	@Test
	void largeWorkIsNotMistakenForItsDigest() throws Exception {
		byte[] large = new byte[5000];
		this.window.begin(id("1", large));
		assertThat(this.window.begin(id("1", MessageDigest.getInstance("SHA-256").digest(large)))).isNull();
	}

	@Test
	void workThatTheHandlerHasChangedIsForgotten() {
		byte[] work = bytes("work");
		WorkId id = id("1", work);
		this.window.begin(id);
		Arrays.fill(work, (byte) 0);
		this.window.forget(id);
		assertThat(this.window.begin(id("1", "work"))).isNull();
	}

	@Test
	void idsWithTheSameHashAreFoundQuickly() {
		DuplicateWindow large = new DuplicateWindow(100_000, Long.MAX_VALUE);
		for (int i = 0; i < 1 << 15; i++) {
			StringBuilder id = new StringBuilder();
			for (int bit = 0; bit < 15; bit++) {
				id.append(((i >> bit & 1) == 0) ? "Aa" : "BB");
			}
			assertThat(large.begin(id(id.toString(), "work"))).isNull();
		}
	}

	@Test
	void workCountsAsBytesToo() {
		for (int i = 0; i < 11; i++) {
			this.window.begin(id("" + i, "x".repeat(1000)));
		}
		assertThat(this.window.begin(id("0", "x".repeat(1000)))).isNull();
	}

	@Test
	void oldestIsForgottenWhenThereAreTooMany() {
		for (int i = 0; i <= 100; i++) {
			this.window.begin(id("" + i, "work"));
		}
		assertThat(begin(id("1", "work"))).isZero();
		assertThat(this.window.begin(id("0", "work"))).isNull();
	}

	@Test
	void oldestIsForgottenWhenResultsAreTooLarge() {
		complete("a", 4000);
		complete("b", 4000);
		complete("c", 4000);
		assertThat(begin(id("b", "work"))).isEqualTo(4000);
		assertThat(this.window.begin(id("a", "work"))).isNull();
		complete("huge", 20_000);
		assertThat(this.window.begin(id("c", "work"))).isNull();
	}

	@Test
	void longIdsCountAsBytesToo() {
		for (int i = 0; i < 10; i++) {
			this.window.begin(id(("" + i).repeat(2000), "work"));
		}
		assertThat(begin(id("9".repeat(2000), "work"))).isZero();
		assertThat(this.window.begin(id("0".repeat(2000), "work"))).isNull();
	}

	@Test
	void repeatedResultsAndFailuresDoNotFillTheWindow() {
		WorkId id = id("a", "work");
		for (int i = 0; i < 1000; i++) {
			this.window.completed(id, new EncodedResult(new byte[100], null));
			this.window.begin(id("b", "work"));
			this.window.forget(id("b", "work"));
		}
		assertThat(begin(id)).isEqualTo(100);
	}

	private void complete(String id, int length) {
		this.window.begin(id(id, "work"));
		this.window.completed(id(id, "work"), new EncodedResult(new byte[length - 10], new byte[10]));
	}

	private static WorkId id(String id, String work) {
		return id(id, bytes(work));
	}

	private static WorkId id(String id, byte[] work) {
		return WorkId.of(new Correlation.Value(id, id), work);
	}

	private int begin(WorkId id) {
		EncodedResult known = this.window.begin(id);
		assertThat(known).isNotNull();
		return known.bytes();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
