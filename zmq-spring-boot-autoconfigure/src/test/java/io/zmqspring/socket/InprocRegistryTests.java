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

package io.zmqspring.socket;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The inproc names of a context.
 */
class InprocRegistryTests {

	private final InprocRegistry registry = new InprocRegistry();

	private final List<String> reconnected = new ArrayList<>();

	@Test
	void nameIsReservedOnce() {
		assertThat(this.registry.reserve("a")).isTrue();
		assertThat(this.registry.reserve("a")).isFalse();
		assertThat(this.registry.reserve("b")).isTrue();
		this.registry.release("a");
		assertThat(this.registry.reserve("a")).isTrue();
	}

	@Test
	void socketsReconnectOnceWhenTheirNameIsBoundAgain() {
		this.registry.addConnection("a", () -> this.reconnected.add("a"));
		this.registry.addConnection("b", () -> this.reconnected.add("b"));
		this.registry.onBound("a");
		assertThat(this.reconnected).as("connected already").isEmpty();
		this.registry.release("a");
		this.registry.onBound("a");
		this.registry.onBound("a");
		assertThat(this.reconnected).containsExactly("a");
	}

	@Test
	void closedSocketIsNotReconnected() {
		Runnable first = () -> this.reconnected.add("first");
		Runnable second = () -> this.reconnected.add("second");
		this.registry.addConnection("a", first);
		this.registry.addConnection("a", second);
		this.registry.removeConnection("a", first);
		this.registry.release("a");
		this.registry.removeConnection("a", second);
		this.registry.onBound("a");
		assertThat(this.reconnected).isEmpty();
	}

	@Test
	void namesAreFreeAfterTheEngineHasFailed() {
		this.registry.reserve("a");
		this.registry.clear();
		assertThat(this.registry.reserve("a")).isTrue();
	}

}
