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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much heap the frames that are arriving may take, and who makes room.
 */
class FrameMemoryTests {

	private static final long SHARE = 100;

	private static final long HALF = 16 * SHARE;

	private final AtomicLong now = new AtomicLong();

	private final FrameMemory memory = new FrameMemory(2 * HALF, this.now::get);

	private final List<FrameMemory.Account> evicted = new ArrayList<>();

	@Test
	void fewLargeFramesLeaveRoomForSmallOnes() {
		FrameMemory.Account first = account();
		FrameMemory.Account second = account();
		assertThat(first.take(HALF)).isTrue();
		second.take(HALF);
		for (int i = 0; i < 10; i++) {
			assertThat(account().take(SHARE)).isTrue();
		}
	}

	@Test
	void frameThatDoesNotArriveMakesRoomForALargeOne() {
		FrameMemory.Account stalled = account();
		stalled.take(HALF);
		stalled.arrived(1);
		pass(Duration.ofSeconds(4));
		assertThat(account().take(HALF)).isTrue();
		assertThat(this.evicted).containsExactly(stalled);
		assertThat(stalled.take(1)).isFalse();
	}

	@Test
	void largeFrameThatArrivesIsNotDisplacedByManySmallOnes() {
		FrameMemory.Account large = account();
		large.take(HALF);
		List<FrameMemory.Account> small = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			FrameMemory.Account account = account();
			small.add(account);
			account.take(SHARE / 10);
			pass(Duration.ofMillis(10));
			large.arrived(10);
		}
		assertThat(this.evicted).isNotEmpty().doesNotContain(large);
		assertThat(large.take(1)).isTrue();
		assertThat(this.memory.taken()).isLessThanOrEqualTo(2 * HALF + SHARE);
	}

	@Test
	void ofTwoLargeFramesThatArriveTheFasterOneIsCompleted() {
		FrameMemory.Account fast = account();
		FrameMemory.Account slow = account();
		fast.take(HALF);
		slow.take(SHARE);
		for (int i = 0; i < 30; i++) {
			pass(Duration.ofMillis(100));
			fast.arrived(20);
			slow.arrived(10);
		}
		assertThat(slow.take(HALF)).isFalse();
		assertThat(fast.take(1)).isTrue();
		assertThat(this.evicted).isEmpty();
	}

	@Test
	void peerThatTricklesMakesRoomLikeOneThatIsSilent() {
		FrameMemory.Account trickling = account();
		trickling.take(HALF);
		FrameMemory.Account honest = account();
		honest.take(SHARE);
		for (int i = 0; i < 30; i++) {
			pass(Duration.ofMillis(100));
			trickling.arrived(1);
			honest.arrived(50);
		}
		assertThat(honest.take(HALF / 2)).isTrue();
		assertThat(this.evicted).containsExactly(trickling);
	}

	@Test
	void oneFrameAloneIsNeverRefused() {
		assertThat(account().take(100 * HALF)).isTrue();
		assertThat(account().take(SHARE)).isTrue();
	}

	@Test
	void memoryOfAClosedAccountIsReleasedAtOnce() {
		FrameMemory.Account account = account();
		account.take(HALF);
		account.close();
		assertThat(this.memory.taken()).isZero();
		account.giveBack(HALF);
		account.close();
		assertThat(this.memory.taken()).isZero();
		assertThat(account.take(1)).isFalse();
	}

	@Test
	void memoryThatIsGivenBackCanBeTakenAgain() {
		FrameMemory.Account account = account();
		for (int i = 0; i < 100; i++) {
			assertThat(account.take(HALF)).isTrue();
			account.giveBack(HALF);
		}
		assertThat(this.memory.taken()).isZero();
		assertThat(this.evicted).isEmpty();
	}

	private FrameMemory.Account account() {
		FrameMemory.Account[] account = new FrameMemory.Account[1];
		account[0] = this.memory.account(() -> this.evicted.add(account[0]));
		return account[0];
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
