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

package io.zmqspring.socket.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.zmqspring.settings.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The members of a host name, with answers and a clock of the test.
 */
class MultiAddressNameTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private final MultiAddressName name = name(false);

	private final Set<Endpoint> connected = new HashSet<>();

	// Any value: a nanoTime may also be negative
	private long now = -Duration.ofSeconds(15).toNanos();

	private static MultiAddressName name(boolean ipv6) {
		return new MultiAddressName(Endpoint.parse("tcp://cameras.test:5555", null), INTERVAL, ipv6);
	}

	private List<String> answer(String... addresses) {
		return answer(this.name, addresses);
	}

	private List<String> answer(MultiAddressName asked, String... addresses) {
		List<InetAddress> found = new ArrayList<>();
		for (String address : addresses) {
			try {
				found.add(InetAddress.getByName(address));
			}
			catch (UnknownHostException ex) {
				throw new IllegalArgumentException(ex);
			}
		}
		List<Endpoint> before = asked.members();
		assertThat(asked.beginLookup(this.now)).isTrue();
		asked.onAnswer(found, this.connected::contains, this.now);
		return asked.members().stream().filter((member) -> !before.contains(member)).map(Endpoint::toString).toList();
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private List<Endpoint> unreachable() {
		return this.name.unreachable(this.connected::contains, this.now);
	}

	private ResolvedName state() {
		return this.name.describe(this.connected::contains);
	}

	private static Endpoint member(int last) {
		return Endpoint.parse("tcp://10.0.0." + last + ":5555", null);
	}

	@Test
	void everyAddressIsAMemberOnce() {
		assertThat(answer("10.0.0.1", "10.0.0.2", "10.0.0.1")).containsExactly("tcp://10.0.0.1:5555",
				"tcp://10.0.0.2:5555");
		pass(INTERVAL);
		assertThat(answer("10.0.0.2", "10.0.0.3", "10.0.0.1")).containsExactly("tcp://10.0.0.3:5555");
		assertThat(state().resolved()).containsExactly("tcp://10.0.0.1:5555", "tcp://10.0.0.2:5555",
				"tcp://10.0.0.3:5555");
	}

	@Test
	void nameIsLookedUpAtOnceAndThenOncePerInterval() {
		assertThat(this.name.beginLookup(this.now)).isTrue();
		assertThat(this.name.beginLookup(this.now)).as("While the first look-up is not answered").isFalse();
		this.name.onAnswer(List.of(InetAddress.getLoopbackAddress()), this.connected::contains, this.now);
		pass(INTERVAL.minusMillis(1));
		assertThat(this.name.beginLookup(this.now)).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(this.name.beginLookup(this.now)).isTrue();
	}

	@Test
	void nameWithoutMembersIsLookedUpAfterOneSecond() {
		assertThat(this.name.beginLookup(this.now)).isTrue();
		this.name.onFailure(new UnknownHostException("cameras.test"), this.now);
		pass(Duration.ofMillis(999));
		assertThat(this.name.beginLookup(this.now)).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(this.name.beginLookup(this.now)).isTrue();
	}

	@Test
	void failedLookupKeepsTheMembersAndIsShownUntilOneSucceeds() {
		answer("10.0.0.1");
		pass(INTERVAL);
		assertThat(this.name.beginLookup(this.now)).isTrue();
		this.name.onFailure(new UnknownHostException("cameras.test"), this.now);
		assertThat(state().lastError()).isEqualTo("host 'cameras.test' does not resolve");
		assertThat(state().resolved()).containsExactly("tcp://10.0.0.1:5555");
		pass(Duration.ofDays(1));
		assertThat(unreachable()).isEmpty();
		answer("10.0.0.1");
		assertThat(state().lastError()).isNull();
	}

	@Test
	void lookupWithoutAnAnswerIsShown() {
		assertThat(this.name.beginLookup(this.now)).isTrue();
		pass(Duration.ofSeconds(4));
		assertThat(this.name.beginLookup(this.now)).isFalse();
		assertThat(state().lastError()).isNull();
		pass(Duration.ofSeconds(3));
		assertThat(this.name.beginLookup(this.now)).isFalse();
		assertThat(state().lastError()).isEqualTo("there is no answer for 7s");
	}

	@Test
	void memberThatIsGoneStaysWhileItIsConnectedAndOneIntervalLonger() {
		answer("10.0.0.1", "10.0.0.2");
		this.connected.addAll(List.of(member(1), member(2)));
		pass(INTERVAL);
		answer("10.0.0.2");
		assertThat(state().leaving()).containsExactly("tcp://10.0.0.1:5555");
		assertThat(state().connected()).containsExactly("tcp://10.0.0.1:5555", "tcp://10.0.0.2:5555");
		pass(Duration.ofDays(1));
		assertThat(unreachable()).isEmpty();
		this.connected.remove(member(1));
		assertThat(unreachable()).isEmpty();
		pass(INTERVAL.minusMillis(1));
		assertThat(unreachable()).isEmpty();
		pass(Duration.ofMillis(1));
		assertThat(unreachable()).containsExactly(member(1));
		assertThat(unreachable()).as("Until it is removed").containsExactly(member(1));
		this.name.remove(member(1));
		assertThat(unreachable()).isEmpty();
		assertThat(this.name.members()).containsExactly(member(2));
	}

	@Test
	void memberThatIsConnectedAgainOrHasComeBackStays() {
		answer("10.0.0.1", "10.0.0.2", "10.0.0.3");
		pass(INTERVAL);
		answer("10.0.0.3");
		assertThat(unreachable()).isEmpty();
		pass(INTERVAL);
		this.connected.add(member(1));
		assertThat(answer("10.0.0.2", "10.0.0.3")).isEmpty();
		assertThat(unreachable()).isEmpty();
		this.connected.remove(member(1));
		assertThat(unreachable()).isEmpty();
		pass(INTERVAL);
		assertThat(unreachable()).containsExactly(member(1));
	}

	@Test
	void presentMemberStaysHoweverLongItIsNotReachable() {
		answer("10.0.0.1");
		pass(Duration.ofDays(10));
		assertThat(unreachable()).isEmpty();
	}

	@Test
	void addressesAboveTheLimitAreNoMembers() {
		String[] many = IntStream.range(0, MemberSet.MOST + 44)
			.mapToObj((i) -> "10.0." + i / 256 + "." + i % 256)
			.toArray(String[]::new);
		assertThat(answer(many)).hasSize(MemberSet.MOST);
		pass(INTERVAL);
		assertThat(answer(many)).isEmpty();
		assertThat(state().resolved()).hasSize(MemberSet.MOST);
	}

	@Test
	void onlyAddressesOfOneKindAreMembers() {
		assertThat(answer("10.0.0.1", "fd00::1", "10.0.0.2")).containsExactly("tcp://10.0.0.1:5555",
				"tcp://10.0.0.2:5555");
		assertThat(answer(name(true), "10.0.0.1", "fd00::1")).containsExactly("tcp://[fd00:0:0:0:0:0:0:1]:5555");
		assertThat(answer(name(false), "fd00::1", "fd00::2")).containsExactly("tcp://[fd00:0:0:0:0:0:0:1]:5555",
				"tcp://[fd00:0:0:0:0:0:0:2]:5555");
		assertThat(answer(name(true), "10.0.0.1")).containsExactly("tcp://10.0.0.1:5555");
	}

	@Test
	void kindOfAConnectedMemberIsKept() {
		MultiAddressName prefersIpv4 = name(false);
		answer(prefersIpv4, "fd00::1");
		this.connected.add(prefersIpv4.members().get(0));
		pass(INTERVAL);
		assertThat(answer(prefersIpv4, "10.0.0.1", "fd00::1")).isEmpty();
		this.connected.clear();
		pass(INTERVAL);
		assertThat(answer(prefersIpv4, "10.0.0.1", "fd00::1")).containsExactly("tcp://10.0.0.1:5555");
		assertThat(prefersIpv4.leaving()).hasSize(1);
	}

	@Test
	void otherKindIsTakenWhenNoMemberIsConnectedAnyMore() {
		answer("10.0.0.1");
		this.connected.add(member(1));
		pass(INTERVAL);
		assertThat(answer("fd00::1")).isEmpty();
		assertThat(state().leaving()).containsExactly("tcp://10.0.0.1:5555");
		this.connected.remove(member(1));
		pass(INTERVAL);
		assertThat(answer("fd00::1")).hasSize(1);
	}

}
