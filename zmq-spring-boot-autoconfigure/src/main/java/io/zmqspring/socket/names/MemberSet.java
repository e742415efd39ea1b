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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;

/**
 * The members of a host name: the addresses that it has, and those that it had while they
 * are still connected. Not thread-safe.
 */
final class MemberSet {

	/** The most members; further addresses of a name are not connected. */
	static final int MOST = 256;

	private final Map<Endpoint, Member> members = new LinkedHashMap<>();

	private final long patienceNanos;

	private int surplus;

	/**
	 * Create a set without members.
	 * @param patience how long a member without a connection is kept after the name has
	 * lost its address
	 */
	MemberSet(Duration patience) {
		this.patienceNanos = patience.toNanos();
	}

	/**
	 * Take over the addresses that the name has now.
	 * @param found the addresses
	 * @return the new members
	 */
	List<Endpoint> update(Set<Endpoint> found) {
		this.members.forEach((endpoint, member) -> member.list(found.contains(endpoint)));
		List<Endpoint> added = new ArrayList<>();
		this.surplus = 0;
		for (Endpoint endpoint : found) {
			if (!this.members.containsKey(endpoint)) {
				if (this.members.size() < MOST) {
					this.members.put(endpoint, new Member());
					added.add(endpoint);
				}
				else {
					this.surplus++;
				}
			}
		}
		return added;
	}

	/**
	 * How many addresses of the name are not members because there are too many.
	 * @return the number, 0 in most cases
	 */
	int surplus() {
		return this.surplus;
	}

	/**
	 * The members to give up: those whose address the name has lost, and that have not
	 * been connected for a while. A member is named until it is {@link #remove removed}.
	 * To be called again and again.
	 * @param connected whether a member is connected
	 * @param now the present {@link System#nanoTime()}
	 * @return the members
	 */
	List<Endpoint> unreachable(Predicate<Endpoint> connected, long now) {
		List<Endpoint> unreachable = new ArrayList<>();
		this.members.forEach((endpoint, member) -> {
			if (member.isUnreachable(connected.test(endpoint), now, this.patienceNanos)) {
				unreachable.add(endpoint);
			}
		});
		return unreachable;
	}

	void remove(Endpoint member) {
		this.members.remove(member);
	}

	boolean contains(Endpoint member) {
		return this.members.containsKey(member);
	}

	/**
	 * Whether the name has the address of a member.
	 * @param member the member
	 * @return {@code false} also if it is no member
	 */
	boolean isListed(Endpoint member) {
		Member known = this.members.get(member);
		return known != null && known.listed;
	}

	boolean isEmpty() {
		return this.members.isEmpty();
	}

	/**
	 * All members, in the order in which they were added.
	 * @return a copy
	 */
	List<Endpoint> all() {
		return List.copyOf(this.members.keySet());
	}

	/**
	 * The members whose address the name has.
	 * @return a copy
	 */
	List<Endpoint> listed() {
		return this.members.keySet().stream().filter(this::isListed).toList();
	}

	/**
	 * The members whose address the name has lost.
	 * @return a copy
	 */
	List<Endpoint> leaving() {
		return this.members.keySet().stream().filter((member) -> !isListed(member)).toList();
	}

	/**
	 * One member.
	 */
	private static final class Member {

		private boolean listed = true;

		private @Nullable Long unreachableSince;

		void list(boolean now) {
			this.listed = now;
			if (now) {
				this.unreachableSince = null;
			}
		}

		boolean isUnreachable(boolean connected, long now, long patienceNanos) {
			if (this.listed || connected) {
				this.unreachableSince = null;
				return false;
			}
			Long since = this.unreachableSince;
			if (since == null) {
				this.unreachableSince = now;
				return false;
			}
			return now - since >= patienceNanos;
		}

	}

}
