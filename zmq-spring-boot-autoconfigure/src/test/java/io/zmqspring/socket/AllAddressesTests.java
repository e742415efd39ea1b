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
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.socket.names.ResolvedName;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sockets that connect to all addresses of a host name.
 */
@ParameterizedClass
@EnumSource
class AllAddressesTests {

	private final RawMembers members;

	AllAddressesTests(TestSecurity security) {
		this.members = new RawMembers(security);
	}

	@AfterEach
	void close() {
		this.members.close();
	}

	@Test
	void everyAddressIsConnectedAlsoThoseThatComeLater() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2", "127.0.0.3");
		RawPeer second = this.members.publisher("127.0.0.2");
		RawPeer third = this.members.publisher("127.0.0.3");
		ReceivingSocket subscriber = this.members.subscriber(this.members.address());
		await().until(() -> subscriber.connections().count() == 2);
		RawPeer fourth = this.members.publisher("127.0.0.4");
		this.members.names().add(RawMembers.HOST, "127.0.0.4");
		await().until(() -> subscriber.connections().count() == 3);
		RawMembers.send(second, "from 2");
		RawMembers.send(third, "from 3");
		RawMembers.send(fourth, "from 4");
		await().until(() -> this.members.received().containsAll(Set.of("from 2", "from 3", "from 4")));
		assertThat(subscriber.connections().snapshot()).extracting(Connection::address)
			.containsExactlyInAnyOrder(this.members.member(2), this.members.member(3), this.members.member(4));
		assertThat(subscriber.absentPeers()).isEmpty();
		assertThat(second.accepted()).isEqualTo(1);
	}

	@Test
	void nameWithoutAddressesIsAnAbsentPeerUntilItHasOne() {
		ReceivingSocket subscriber = this.members.subscriber(this.members.address());
		await().until(() -> RawMembers.name(subscriber).lastError() != null);
		assertThat(subscriber.faults()).isEmpty();
		assertThat(subscriber.absentPeers()).singleElement()
			.returns(this.members.address(), AbsentPeer::address)
			.returns(null, AbsentPeer::tried);
		this.members.names().set(RawMembers.HOST, "127.0.0.2");
		await().until(() -> subscriber.absentPeers()
			.stream()
			.anyMatch((peer) -> this.members.member(2).equals(peer.tried())));
		this.members.publisher("127.0.0.2");
		await().until(() -> subscriber.absentPeers().isEmpty());
		assertThat(RawMembers.name(subscriber)).returns(null, ResolvedName::lastError)
			.returns(List.of(this.members.member(2)), ResolvedName::connected);
	}

	@Test
	void failedLookupKeepsWhatIsThere() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2");
		RawPeer second = this.members.publisher("127.0.0.2");
		ReceivingSocket subscriber = this.members.subscriber(this.members.address());
		await().until(() -> subscriber.connections().count() == 1);
		this.members.names().set(RawMembers.HOST);
		await().until(() -> RawMembers.name(subscriber).lastError() != null);
		await().during(TestNames.interval().multipliedBy(3)).until(() -> subscriber.connections().count() == 1);
		RawMembers.send(second, "without names");
		await().until(() -> this.members.received().contains("without names"));
		assertThat(RawMembers.name(subscriber).resolved()).containsExactly(this.members.member(2));
	}

	@Test
	void lookupWithoutAnAnswerStopsNeitherMessagesNorOtherRoles() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2");
		RawPeer second = this.members.publisher("127.0.0.2");
		ReceivingSocket subscriber = this.members.subscriber(this.members.address());
		await().until(() -> subscriber.connections().count() == 1);
		this.members.names().hang();
		await().during(TestNames.interval().multipliedBy(2)).until(() -> true);
		RawMembers.send(second, "meanwhile");
		await().until(() -> this.members.received().contains("meanwhile"));
		this.members.publisher("127.0.0.5");
		ReceivingSocket other = this.members.subscriber("tcp://127.0.0.5:" + this.members.port());
		await().until(() -> other.connections().count() == 1);
		this.members.names().answer();
		this.members.names().add(RawMembers.HOST, "127.0.0.5");
		await().until(() -> subscriber.connections().count() == 2);
	}

	@Test
	void addressOfTwoNamesOrOfALiteralIsConnectedOnceAndAsLongAsOneHasIt() {
		this.members.names().set("a.test", "127.0.0.2", "127.0.0.3");
		this.members.names().set("b.test", "127.0.0.2", "127.0.0.3", "127.0.0.2");
		RawPeer second = this.members.publisher("127.0.0.2");
		RawPeer third = this.members.publisher("127.0.0.3");
		ReceivingSocket subscriber = this.members.subscriber("tcp://a.test:" + this.members.port(),
				"tcp://b.test:" + this.members.port(), this.members.member(3));
		await().until(() -> subscriber.connections().count() == 2);
		this.members.names().remove("a.test", "127.0.0.2");
		this.members.names().remove("b.test", "127.0.0.3");
		this.members.names().set("a.test", "127.0.0.4");
		await().during(TestNames.interval().multipliedBy(3)).until(() -> subscriber.connections().count() == 2);
		assertThat(second.accepted()).isEqualTo(1);
		assertThat(third.accepted()).isEqualTo(1);
		third.close();
		await().until(() -> subscriber.connections()
			.names()
			.stream()
			.allMatch((name) -> name.leaving().isEmpty() && !name.resolved().contains(this.members.member(3))));
		this.members.publisher("127.0.0.3");
		await().until(() -> subscriber.connections().count() == 2);
	}

	@Test
	void membersOfASocketThatIsOpenedAgainAreLookedUpAgain() {
		this.members.names().set(RawMembers.HOST, "127.0.0.2");
		this.members.publisher("127.0.0.2");
		ReceivingSocket first = this.members.subscriber(this.members.address());
		await().until(() -> first.connections().count() == 1);
		first.close(Duration.ofSeconds(5));
		this.members.names().set(RawMembers.HOST, "127.0.0.3");
		this.members.publisher("127.0.0.3");
		ReceivingSocket again = this.members.subscriber(this.members.address());
		await().until(() -> again.connections().count() == 1);
		assertThat(again.connections().snapshot()).extracting(Connection::address)
			.containsExactly(this.members.member(3));
	}

}
