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

package io.zmqspring.socket.guard;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import zmq.Msg;

import io.zmqspring.socket.connection.EventHook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How much heap the frames on their way may take.
 */
class FrameMemoryTests {

	private static final int LARGE = FrameMemory.SMALL + 1;

	private final FrameMemory memory = new FrameMemory(3 * LARGE);

	private final GuardingAllocator allocator = new GuardingAllocator(guard(), this.memory, 100L * LARGE);

	@Test
	void framesBeyondTheMemoryAreRefusedUntilSomeOfItIsGivenBack() {
		List<Msg> frames = List.of(allocate(LARGE), allocate(LARGE), allocate(LARGE));
		assertThat(frames).noneMatch(Msg::isCommand);
		assertThat(allocate(LARGE).isCommand()).isTrue();
		frames.get(0).setMetadata(new zmq.io.Metadata());
		assertThat(allocate(LARGE).isCommand()).isFalse();
	}

	@Test
	void smallFramesAreNotAccountedFor() {
		for (int i = 0; i < 100; i++) {
			assertThat(allocate(FrameMemory.SMALL).isCommand()).isFalse();
		}
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void oneFrameAloneIsNeverRefused() {
		Msg alone = allocate(50 * LARGE);
		assertThat(allocate(LARGE).isCommand()).isTrue();
		assertThat(alone.size()).isEqualTo(50 * LARGE);
	}

	@Test
	void memoryOfFramesGivenUpComesBack() {
		for (int i = 0; i < 3; i++) {
			allocate(LARGE);
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> !allocate(LARGE).isCommand());
	}

	@Test
	void sizeThatCannotBeIsRefused() {
		assertThat(allocate(-1).isCommand()).isTrue();
		assertThat(allocate(101 * LARGE).isCommand()).isTrue();
	}

	private Msg allocate(int size) {
		return this.allocator.allocate(size);
	}

	private static PeerGuard guard() {
		return new PeerGuard(new PeerLimits(PeerLimits.Rule.MESSAGES, Long.MAX_VALUE, 0, 0, 0), true,
				FrameMemory.SHARED, new EventHook((event) -> {
				}));
	}

}
