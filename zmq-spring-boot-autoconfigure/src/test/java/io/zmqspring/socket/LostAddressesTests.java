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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.names.ResolvedName;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sockets that connect to all addresses of a host name, which loses some of them.
 */
@ParameterizedClass
@EnumSource
class LostAddressesTests {

	private final RawMembers members;

	LostAddressesTests(TestSecurity security) {
		this.members = new RawMembers(security);
	}

	@AfterEach
	void close() {
		this.members.close();
	}

	@Test
	void memberThatIsGoneFromItsNameKeepsItsConnectionUntilItEnds() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2", "127.0.0.3");
		RawPeer second = this.members.publisher("127.0.0.2");
		this.members.publisher("127.0.0.3");
		ReceivingSocket subscriber = this.members.subscriber(this.members.address());
		await().until(() -> subscriber.connections().count() == 2);
		assertThat(second.receive()).isEqualTo(RawMembers.ALL_TOPICS);
		this.members.names().remove(RawMembers.HOST, "127.0.0.2");
		await().until(() -> RawMembers.name(subscriber).leaving().equals(List.of(this.members.member(2))));
		await().during(TestNames.interval().multipliedBy(3)).until(() -> subscriber.connections().count() == 2);
		second.send("still here".getBytes());
		await().until(() -> this.members.received().contains("still here"));
		second.close();
		await().until(() -> subscriber.connections().snapshot().size() == 1);
		assertThat(RawMembers.name(subscriber)).returns(List.of(this.members.member(3)), ResolvedName::resolved)
			.returns(List.of(this.members.member(3)), ResolvedName::connected)
			.returns(List.of(), ResolvedName::leaving);
		this.members.names().add(RawMembers.HOST, "127.0.0.2");
		RawMembers.send(this.members.publisher("127.0.0.2"), "back again");
		await().until(() -> this.members.received().contains("back again"));
	}

	@Test
	void queuedMessagesOfAMemberThatIsGoneAreCountedWhenItIsGivenUp() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2");
		RawPeer second = RawPeer.binding(SocketType.PULL, this.members.member(2), this.members.security());
		AtomicLong discarded = new AtomicLong();
		SendingSocket sender = SendingSocket.pushing(this.members.context(),
				this.members.settings(Duration.ofSeconds(30), this.members.address()), true, new SocketEventListener() {

					@Override
					public void onEvent(SocketEvent event) {
					}

					@Override
					public void onDiscarded(String from, long messages) {
						assertThat(from).isEqualTo(LostAddressesTests.this.members.member(2));
						discarded.addAndGet(messages);
					}

				});
		this.members.add(() -> sender.close(Duration.ZERO));
		await().until(() -> sender.connections().count() == 1);
		assertThat(sender.send("arrives".getBytes(), null, Duration.ofSeconds(5))).isTrue();
		assertThat(second.receive()).isEqualTo("arrives");
		second.close();
		await().until(() -> sender.connections().count() == 0);
		for (int i = 0; i < 7; i++) {
			assertThat(sender.send("lost".getBytes(), null, Duration.ofSeconds(5))).isTrue();
		}
		RawPeer third = this.members
			.add(RawPeer.binding(SocketType.PULL, this.members.member(3), this.members.security()));
		this.members.names().set(RawMembers.HOST, "127.0.0.3");
		await().until(() -> discarded.get() == 7);
		RawPeer again = this.members
			.add(RawPeer.binding(SocketType.PULL, this.members.member(2), this.members.security()));
		await().until(() -> sender.connections().snapshot().size() == 1 && sender.connections().count() == 1);
		assertThat(sender.send("next".getBytes(), null, Duration.ofSeconds(5))).isTrue();
		assertThat(third.receive()).isEqualTo("next");
		// It may have been connected at the last moment, but nothing is sent to it
		await().during(Duration.ofSeconds(1)).until(() -> again.receiveNow() == null);
		assertThat(sender.close(Duration.ZERO)).as("Counted once").isZero();
	}

	@Test
	void addressThatItsNameGetsBackWhileItIsRemovedIsConnectedAgain() {
		ReceivingSocket subscriber = subscriberThatIsAboutToRemoveAMember();
		this.members.names().add(RawMembers.HOST, "127.0.0.2");
		await().until(() -> RawMembers.name(subscriber).resolved().contains(this.members.member(2)));
		this.members.release();
		RawMembers.send(this.members.publisher("127.0.0.2"), "back again");
		await().until(() -> this.members.received().contains("back again"));
		assertThat(RawMembers.name(subscriber).leaving()).isEmpty();
	}

	@Test
	void memberThatIsConnectedAgainWhileItIsRemovedStays() {
		ReceivingSocket subscriber = subscriberThatIsAboutToRemoveAMember();
		RawPeer second = this.members.publisher("127.0.0.2");
		await().until(() -> second.accepted() == 1);
		this.members.release();
		RawMembers.send(second, "still there");
		await().until(() -> this.members.received().contains("still there"));
		await().during(TestNames.interval().multipliedBy(3))
			.until(() -> RawMembers.name(subscriber).connected().size() == 1);
		assertThat(second.accepted()).isEqualTo(1);
		assertThat(RawMembers.name(subscriber).leaving()).containsExactly(this.members.member(2));
	}

	// The thread that owns the socket waits, so the removal waits too
	private ReceivingSocket subscriberThatIsAboutToRemoveAMember() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2");
		RawPeer second = this.members.publisher("127.0.0.2");
		ReceivingSocket subscriber = this.members.subscriber(this.members.address());
		RawMembers.send(second, RawMembers.WAIT);
		await().until(() -> this.members.received().contains(RawMembers.WAIT));
		second.close();
		this.members.names().set(RawMembers.HOST, "127.0.0.3");
		await().until(() -> RawMembers.name(subscriber).leaving().equals(List.of(this.members.member(2)))
				&& RawMembers.name(subscriber).connected().isEmpty());
		await().during(TestNames.interval().multipliedBy(3))
			.until(() -> RawMembers.name(subscriber).leaving().size() == 1);
		return subscriber;
	}

}
