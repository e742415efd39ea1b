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

package io.zmqspring.replay.store;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Appends that fail half-way, because memory has run out.
 */
class FailedAppendTests {

	private static final byte[] TOPIC = KnownMessages.topic("a");

	private final ReplayIndex index = new ReplayIndex(3, this::removed);

	private boolean full;

	private long number;

	@Test
	void indexForgetsWhatMayContradictItselfAndGoesOn() {
		for (int i = 0; i < 3; i++) {
			append();
		}
		this.full = true;
		assertThatThrownBy(this::append).isInstanceOf(OutOfMemoryError.class);
		this.full = false;
		assertThat(this.index.usage(1000)).returns(0L, ReplayUsage::messages).returns(0L, ReplayUsage::bytes);
		assertThat(this.index.newestTime()).isEqualTo(3);
		for (int i = 0; i < 10; i++) {
			append();
		}
		assertThat(this.index.usage(1000)).returns(3L, ReplayUsage::messages).returns(30L, ReplayUsage::bytes);
		for (int i = 0; i < 3; i++) {
			this.index.removeOldest();
		}
		assertThat(this.index.oldest()).isNull();
		assertThat(new SummaryReader(this.index).changedSince(0, List.of(new byte[0]), 0, 10).entries()).singleElement()
			.returns(this.number, ReplaySummary.Entry::last);
	}

	@Test
	void nextAppendForgetsItAsWell() {
		append();
		append();
		append();
		this.full = true;
		assertThatThrownBy(this::append).isInstanceOf(OutOfMemoryError.class);
		this.full = false;
		append();
		assertThat(this.index.usage(1000)).returns(1L, ReplayUsage::messages).returns(10L, ReplayUsage::bytes);
	}

	private void append() {
		this.number++;
		this.index.lockForAppend();
		try {
			this.index.add(this.index.topic(7, TOPIC), this.number, this.number, 10);
			this.index.appended();
		}
		finally {
			this.index.unlock();
		}
	}

	private void removed(StoredMessage message) {
		if (this.full) {
			throw new OutOfMemoryError("for the test");
		}
	}

}
