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

package io.zmqspring.socket.engine.joining;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the subscriptions of one subscriber match.
 */
class PrefixSetTests {

	private final PrefixSet prefixes = new PrefixSet();

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void prefixIsThereUntilItIsRemoved() {
		assertThat(this.prefixes.add(bytes("a"))).isTrue();
		assertThat(this.prefixes.add(bytes("a"))).isFalse();
		assertThat(this.prefixes.remove(bytes("b"))).isFalse();
		assertThat(this.prefixes.remove(bytes("a"))).isTrue();
		assertThat(this.prefixes.remove(bytes("a"))).isFalse();
	}

	@Test
	void onlyAShorterPrefixCoversBefore() {
		this.prefixes.add(bytes("ab"));
		assertThat(this.prefixes.coversBefore(bytes("abc"))).isTrue();
		assertThat(this.prefixes.coversBefore(bytes("ab"))).isFalse();
		assertThat(this.prefixes.coversBefore(bytes("axc"))).isFalse();
		assertThat(this.prefixes.coversBefore(bytes(""))).isFalse();
		this.prefixes.add(bytes(""));
		assertThat(this.prefixes.coversBefore(bytes("x"))).isTrue();
		assertThat(this.prefixes.coversBefore(bytes(""))).isFalse();
	}

	@Test
	void onlyALongerPrefixCoversBeyond() {
		this.prefixes.add(bytes("ab"));
		assertThat(this.prefixes.hasLongerThan(bytes("a"))).isTrue();
		assertThat(this.prefixes.hasLongerThan(bytes("ab"))).isFalse();
		assertThat(this.prefixes.hasLongerThan(bytes("b"))).isFalse();
		assertThat(this.prefixes.coversBeyond(bytes("abc"), 1)).isTrue();
		assertThat(this.prefixes.coversBeyond(bytes("ab"), 1)).isTrue();
		assertThat(this.prefixes.coversBeyond(bytes("abc"), 2)).isFalse();
		assertThat(this.prefixes.coversBeyond(bytes("a"), 1)).isFalse();
	}

	@Test
	void clearedSetMatchesNothing() {
		this.prefixes.add(bytes(""));
		this.prefixes.clear();
		assertThat(this.prefixes.coversBefore(bytes("a"))).isFalse();
		assertThat(this.prefixes.add(bytes(""))).isTrue();
	}

}
